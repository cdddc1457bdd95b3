"""The round that a version answers, of versions frozen before it was kept."""

from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.factories import make_report, make_version

MIGRATION = "0004_keep_the_assessment_year_of_versions"

pytestmark = pytest.mark.django_db


def test_versions_of_before_take_the_round_of_their_report():
    version = make_version(report=make_report(assessment_year=2569), assessment_year=None)
    without = make_version(report=make_report(assessment_year=None), assessment_year=None)
    state = MigrationExecutor(connection).loader.project_state(("reports", MIGRATION))

    import_module(f"reports.migrations.{MIGRATION}").keep(state.apps, connection.schema_editor())

    before = (version.content, version.sha256)
    version.refresh_from_db()
    without.refresh_from_db()
    assert (version.assessment_year, without.assessment_year) == (2569, None)
    assert (version.content, version.sha256) == before
