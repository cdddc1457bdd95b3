"""Events are bound by codes: each one by its own, and to all before it by a chain."""

from django.db import migrations, models

from measures.services.sealing import event_mac


def bind(apps, schema_editor):
    """Those written before are bound as they are found."""
    events = apps.get_model("measures", "AuditEvent").objects.using(schema_editor.connection.alias)
    for event in events.order_by("pk").iterator(chunk_size=500):
        events.filter(pk=event.pk).update(mac=event_mac(event))


class Migration(migrations.Migration):
    dependencies = [("measures", "0018_words_of_owners_that_were_asked_about")]

    operations = [
        migrations.AddField("auditevent", "seals", models.JSONField(editable=False, null=True)),
        migrations.AddField(
            "auditevent",
            "mac",
            models.CharField(default="", editable=False, max_length=64),
            preserve_default=False,
        ),
        migrations.AddField(
            "auditevent",
            "sequence",
            models.PositiveBigIntegerField(editable=False, null=True, unique=True),
        ),
        migrations.AddField(
            "auditevent",
            "chain",
            models.CharField(blank=True, default="", editable=False, max_length=64),
            preserve_default=False,
        ),
        migrations.AddIndex(
            "auditevent",
            models.Index(
                condition=models.Q(("sequence", None)),
                fields=["id"],
                name="audit_event_not_chained",
            ),
        ),
        migrations.RunPython(bind, migrations.RunPython.noop),
    ]
