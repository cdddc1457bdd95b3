"""Each version has a short code, cut from its hash; those frozen before get theirs."""

from django.db import migrations, models

from reports.codes import codes_of


def give_codes(apps, schema_editor):
    versions = apps.get_model("reports", "ReportVersion").objects
    versions = versions.using(schema_editor.connection.alias)
    taken = set()
    for pk, sha256 in versions.order_by("pk").values_list("pk", "sha256"):
        code = next(code for code in codes_of(sha256) if code not in taken)
        taken.add(code)
        versions.filter(pk=pk).update(code=code)


class Migration(migrations.Migration):
    dependencies = [("reports", "0012_texts_of_the_measures_document")]

    operations = [
        migrations.AddField(
            "reportversion",
            "code",
            models.CharField(verbose_name="รหัสฉบับ", max_length=8, null=True),
        ),
        migrations.RunPython(give_codes, migrations.RunPython.noop),
        migrations.AlterField(
            "reportversion",
            "code",
            models.CharField(verbose_name="รหัสฉบับ", max_length=8, unique=True),
        ),
    ]
