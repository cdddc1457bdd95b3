"""Publishes or exports one version, in a process that a test may kill."""

from __future__ import annotations

from django.db import connection

from measures.models import AnnualPlan, User
from reports.models import ReportVersion
from reports.rendering import worker
from reports.services.document_publishing import coming_version
from reports.services.exports import get_export, missing_formats
from reports.services.workflow import publish_report
from tests.factories import AT
from tests.reports.services import documents


def publish(*, version_key: int, user_key: int, database: str) -> None:
    """Say "ready", publish, say "done"."""
    version = _opened(version_key, database)
    publish_report(version=version, by=User.objects.get(pk=user_key))
    print("done", flush=True)


def publish_document(*, plan_key: int, user_key: int, reason: str, database: str) -> None:
    """Say "ready", publish the measures document or its next edition, say "done"."""
    connection.settings_dict["NAME"] = database
    plan, by = AnnualPlan.objects.get(pk=plan_key), User.objects.get(pk=user_key)
    coming = coming_version(plan, at=AT)
    worker.render("json", coming.snapshot(), coming.layout_spec())  # the worker is warm
    print("ready", flush=True)
    documents.publish(plan, by, reason=reason)
    print("done", flush=True)


def export(*, version_key: int, database: str) -> None:
    """Say "ready", draw every file that the version lacks, say "done"."""
    version = _opened(version_key, database)
    for name in missing_formats(version):
        get_export(version, name)
    print("done", flush=True)


def _opened(version_key: int, database: str) -> ReportVersion:
    connection.settings_dict["NAME"] = database
    version = ReportVersion.objects.get(pk=version_key)
    worker.render("json", version.snapshot(), version.layout_spec())  # the worker is warm
    print("ready", flush=True)
    return version
