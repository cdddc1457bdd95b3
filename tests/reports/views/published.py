"""Published reports written straight into the database, with small files."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from measures.models import AnnualPlan
from reports.models import Decision, ExportFile, Report, ReportVersion
from reports.services.files import keep_file
from reports.status import Status, Verb
from tests.factories import (
    AT,
    make_full_measure,
    make_layout,
    make_organization,
    make_plan,
    make_report,
    make_user,
    make_version,
)

PDF = b"%PDF-1.7 published"
JSON = b'{"schema": 1}'


def make_published(*, year: int = 2568, at: datetime = AT, **organization: Any) -> Report:
    """A report with one full measure, published in its first version."""
    plan = make_plan(organization=make_organization(**organization), year=year)
    make_full_measure(plan=plan)
    report = make_report(plan=plan, layout=make_layout("six"))
    publish(report, at=at)
    return report


def publish(
    report: Report, *, at: datetime = AT, reason: str = "", title: str = "นายกเทศมนตรีเมืองทดสอบ"
) -> ReportVersion:
    """The next version as the workflow leaves it: decided on, with its files, shown to all."""
    person = make_user()
    report.plan = AnnualPlan.objects.select_related("organization").get(pk=report.plan_id)
    newest = report.versions.order_by("-number").first()
    if newest is not None:
        decide(newest, Verb.REOPEN, at=at, by=person, reason=reason)
    version = make_version(report=report)
    decide(version, Verb.SUBMIT, at=at, by=person)
    decide(version, Verb.APPROVE, at=at, by=person, printed_title=title)
    decide(version, Verb.PUBLISH, at=at, by=person)
    for name, data in (("pdf", PDF), ("json", JSON)):
        kept = keep_file(data + str(version.number).encode(), extension=name)
        ExportFile.objects.create(
            version=version,
            format=name,
            file=kept.name,
            sha256=kept.sha256,
            size_bytes=kept.size_bytes,
            made_at=at,
        )
    report.status, report.published_version, report.published_at = Status.PUBLISHED, version, at
    report.save()
    return version


def decide(version: ReportVersion, verb: Verb, **fields: Any) -> Decision:
    return Decision.objects.create(version=version, verb=verb, sha256=version.sha256, **fields)
