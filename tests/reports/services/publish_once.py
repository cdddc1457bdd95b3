"""Publishes one version, in a process that a test may kill."""

from __future__ import annotations

from django.db import connection

from measures.models import User
from reports.models import ReportVersion
from reports.rendering import worker
from reports.services.workflow import publish_report


def main(*, version_key: int, user_key: int, database: str) -> None:
    """Say "ready", publish, say "published"."""
    connection.settings_dict["NAME"] = database
    version = ReportVersion.objects.get(pk=version_key)
    worker.render("json", version.snapshot(), version.layout_spec())  # the worker is warm
    print("ready", flush=True)
    publish_report(version=version, by=User.objects.get(pk=user_key))
    print("published", flush=True)
