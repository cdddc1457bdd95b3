from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("measures", "0012_evidence_that_is_inspected"),
    ]

    operations = [
        migrations.AddField(
            model_name="signintry",
            name="account",
            field=models.CharField(db_index=True, default="", max_length=64, verbose_name="บัญชี"),
        ),
        migrations.AddField(
            model_name="user",
            name="session_number",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
    ]
