"""Freezing what was written into the next version of a report."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError

from ita_portal.thai.text import sort_key
from measures.models.organization import name_search_text
from measures.services.rows import save_valid
from reports.codes import codes_of
from reports.layouts import LayoutSpec
from reports.models import FrozenFile, Report, ReportVersion
from reports.models.route import RouteStep
from reports.services.frozen import freeze_files
from reports.services.routes import route_of
from reports.services.snapshots import take_snapshot
from reports.snapshot import ReportSnapshot, fingerprint, to_json


def freeze_version(report: Report, *, at: datetime) -> tuple[ReportVersion, list[FrozenFile]]:
    """The next version, and the files that it keeps. Raises ValidationError without a measure."""
    layout = report.layout.layout_spec()
    snapshot = take_snapshot(report.plan, layout, assessment_year=report.assessment_year)
    if not snapshot.measures:
        raise ValidationError("ยังไม่มีมาตรการในรายงานนี้", code="empty")
    version = next_version(report, snapshot, layout, at=at)
    steps = RouteStep.read(route_of(report.plan.organization).steps)
    version.route = [step.to_json() for step in steps]
    save_valid(version)
    return version, freeze_files(version, report.plan, snapshot)


def next_version(
    report: Report, snapshot: ReportSnapshot, layout: LayoutSpec, *, at: datetime
) -> ReportVersion:
    """What would follow the newest version, not saved; the report need not be saved either."""
    rows = ReportVersion.objects.filter(report=report.pk)
    last = rows.order_by("-number").first() if report.pk else None
    previous = last.sha256 if last else ""
    content, frozen_layout = to_json(snapshot), layout.to_json()
    sha256 = fingerprint(content, frozen_layout, previous)
    return ReportVersion(
        report=report,
        number=last.number + 1 if last else 1,
        content=content,
        layout=frozen_layout,
        sha256=sha256,
        previous_sha256=previous,
        code=_free_code(sha256),
        frozen_at=at,
        **_card(snapshot),
    )


def _free_code(sha256: str) -> str:
    """Two of a million versions may begin alike: the second of them takes the next part."""
    return next(
        code for code in codes_of(sha256) if not ReportVersion.objects.filter(code=code).exists()
    )


def _card(snapshot: ReportSnapshot) -> dict[str, str | int | None]:
    """What lists and filters need of a version."""
    organization = snapshot.organization
    return {
        "title": snapshot.title,
        "assessment_year": snapshot.assessment_year,
        "organization_name": organization.name,
        "organization_kind": organization.kind,
        "district": organization.district,
        "province": organization.province,
        "sort_key": sort_key(organization.name),
        "search_name": name_search_text(organization.name),
        "measure_count": len(snapshot.measures),
        "step_count": sum(
            step.depth == 0 for measure in snapshot.measures for step in measure.steps
        ),
    }
