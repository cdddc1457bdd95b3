from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("measures", "0013_ends_of_sessions"),
    ]

    operations = [
        migrations.AddField(
            model_name="membership",
            name="suspended_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="ระงับเมื่อ"
            ),
        ),
    ]
