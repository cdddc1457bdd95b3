"""Published reports written straight into the database, with small files."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from measures.models import AnnualPlan
from reports.models import Decision, ExportFile, Report, ReportVersion
from reports.services.files import keep_file
from reports.services.search import index_record
from reports.snapshot import to_json
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
from tests.reports.seeds import seed

PDF = b"%PDF-1.7 published"
JSON = b'{"schema": 1}'


def make_published(*, year: int = 2568, at: datetime = AT, **organization: Any) -> Report:
    """A report with one full measure, published in its first version."""
    plan = make_plan(organization=make_organization(**organization), year=year)
    make_full_measure(plan=plan)
    report = make_report(plan=plan, layout=make_layout("six"))
    publish(report, at=at)
    return report


def make_published_seed(name: str, *, code: str) -> Report:
    """One of the five real reports, published as it was read."""
    snapshot, _ = seed(name)
    of = snapshot.organization
    organization = make_organization(
        code=code, name=of.name, kind=of.kind, district=of.district, province=of.province
    )
    plan = make_plan(organization=organization, year=snapshot.fiscal_year or 2568)
    report = make_report(plan=plan, layout=make_layout("six"))
    publish(report, **seed_fields(name))
    return report


def seed_fields(name: str) -> dict[str, Any]:
    """What a version holds of one of the five real reports."""
    snapshot, spec = seed(name)
    return {
        "content": to_json(snapshot),
        "layout": spec.to_json(),
        "title": snapshot.title,
        "measure_count": len(snapshot.measures),
        "step_count": sum(len(measure.steps) for measure in snapshot.measures),
    }


def publish(
    report: Report,
    *,
    at: datetime = AT,
    reason: str = "",
    approved_title: str = "นายกเทศมนตรีเมืองทดสอบ",
    **version_fields: Any,
) -> ReportVersion:
    """The next version as the workflow leaves it: decided on, with its files, shown to all."""
    person = make_user()
    report.plan = AnnualPlan.objects.select_related("organization").get(pk=report.plan_id)
    newest = report.versions.order_by("-number").first()
    if newest is not None:
        decide(newest, Verb.REOPEN, at=at, by=person, reason=reason)
    version = make_version(report=report, **version_fields)
    decide(version, Verb.SUBMIT, at=at, by=person)
    decide(version, Verb.APPROVE, at=at, by=person, printed_title=approved_title)
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
    index_record(report)
    return version


def decide(version: ReportVersion, verb: Verb, **fields: Any) -> Decision:
    return Decision.objects.create(version=version, verb=verb, sha256=version.sha256, **fields)


def withdraw(report: Report, *, at: datetime = AT, reason: str = "ข้อมูลส่วนบุคคล") -> Decision:
    """What is public is taken away, as the workflow leaves it."""
    version = report.published_version
    assert version is not None
    decision = decide(version, Verb.WITHDRAW, at=at, by=make_user(), reason=reason)
    report.status, report.published_version, report.published_at = Status.WITHDRAWN, None, None
    report.save()
    index_record(report)
    return decision
