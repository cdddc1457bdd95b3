"""Versions frozen before their round was kept take the one that their report has today.

It stands beside their content, which is bound by a hash and stays as it is.
"""

from django.db import migrations
from django.db.models import OuterRef, Subquery


def keep(apps, schema_editor):
    reports = apps.get_model("reports", "Report").objects.using(schema_editor.connection.alias)
    versions = apps.get_model("reports", "ReportVersion").objects
    year = reports.filter(pk=OuterRef("report")).values("assessment_year")
    versions.using(schema_editor.connection.alias).update(assessment_year=Subquery(year))


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_assessment_year_of_a_version")]

    operations = [migrations.RunPython(keep, migrations.RunPython.noop)]
