"""Takes one report one step on, in a process that a test may kill."""

from __future__ import annotations

from django.db import connection

from measures.models import User
from reports.models import Report, ReportVersion
from reports.services.approval import approve_report
from reports.services.workflow import return_report, submit_report, withdraw_report

VERBS = ("submit", "approve", "return", "withdraw")


def main(*, verb: str, report_key: int, user_key: int, database: str) -> None:
    """Say "ready", act, say "done"."""
    connection.settings_dict["NAME"] = database
    report, by = Report.objects.get(pk=report_key), User.objects.get(pk=user_key)
    version = ReportVersion.objects.filter(report=report).order_by("-number").first()
    print("ready", flush=True)
    if verb == "submit":
        submit_report(report=report, by=by)
    elif verb == "withdraw":
        withdraw_report(report=report, reason="ถอน", by=by)
    elif version is not None:
        if verb == "approve":
            approve_report(version=version, by=by)
        else:
            return_report(version=version, reason="แก้", by=by)
    print("done", flush=True)
