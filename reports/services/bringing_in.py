"""An import brought into the report of a year, which is begun where there is none; and back."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from measures.models import AnnualPlan, FiscalYear, ImportBatch, Measure, User
from measures.permissions import require_all
from measures.services import audit
from measures.services.import_applying import apply_import
from measures.services.import_batches import ImportClosed
from measures.services.import_undo import has_begun_its_plan, undo_import
from measures.services.plans import open_plan
from measures.services.rows import values_of
from reports.models import FindingDismissal, MeasuresDocument, Report, ReportVersion
from reports.queries.beginnings import usual_layout
from reports.services.starting import start_report


@transaction.atomic
def bring_in(
    *, batch: ImportBatch, revision: int, by: User, at: datetime, token: str | None = None
) -> ImportBatch:
    """Write an import into the plan of its year, begun now if need be; all of it or nothing.

    A form that is sent twice has one effect. Raises PermissionDenied, PlanLocked, ImportClosed,
    ImportChanged or ValidationError.
    """
    require_all(by, batch.organization)
    held = ImportBatch.objects.select_for_update(of=("self",)).with_places().filter(pk=batch.pk)
    found = held.first()
    if found is None:
        raise ImportClosed(str(batch))
    year = found.fiscal_year
    if year is None:
        raise ValidationError("โปรดเลือกรายงานที่จะนำเข้า", code="no_year")
    plan = plan_of(found)
    has_begun = plan is None
    return apply_import(
        batch=found,
        plan=plan or _begin(found, year, by=by, at=at),
        revision=revision,
        by=by,
        at=at,
        token=token,
        has_begun=has_begun,
    )


@transaction.atomic
def take_back(*, batch: ImportBatch, by: User, at: datetime) -> ImportBatch:
    """Take an import out of its plan again, and the plan with it if it came by that alone.

    Raises PermissionDenied, PlanLocked, ImportClosed or ImportWrittenOn.
    """
    plan, has_begun = batch.plan, has_begun_its_plan(batch)
    waiting = undo_import(batch=batch, by=by, at=at)
    if plan is not None and has_begun:
        _remove_begun(plan, by=by, at=at)
    return waiting


def plan_of(batch: ImportBatch) -> AnnualPlan | None:
    """The plan of the year that an import is for, if it is begun."""
    plans = AnnualPlan.objects.filter(
        organization=batch.organization_id, fiscal_year=batch.fiscal_year_id
    )
    return plans.select_related("organization", "fiscal_year").first()


def _begin(batch: ImportBatch, year: FiscalYear, *, by: User, at: datetime) -> AnnualPlan:
    organization = batch.organization
    layout = usual_layout(organization, year.year)
    if layout is None:
        raise ValidationError("ยังไม่มีรูปแบบตาราง โปรดแจ้งผู้ดูแลระบบ", code="no_layout")
    return start_report(
        organization=organization,
        fiscal_year=year,
        begin=lambda: open_plan(organization=organization, fiscal_year=year, by=by),
        layout=layout,
        assessment_year=year.year + 1,
        by=by,
        at=at,
    )


def _remove_begun(plan: AnnualPlan, *, by: User, at: datetime) -> None:
    """Remove a plan that holds nothing; one in which something else was done stays."""
    report = Report.objects.filter(plan=plan).first()
    rows = (Measure, FindingDismissal, MeasuresDocument)
    if any(model._default_manager.filter(plan=plan).exists() for model in rows):
        return
    if ReportVersion.objects.filter(report__plan=plan).exists():
        return
    if report is not None:
        before = values_of(report, ("plan", "layout", "assessment_year", "status"))
        audit.record("report.deleted", report, by=by, at=at, before=before)
        report.delete()
    audit.record("plan.deleted", plan, by=by, at=at, before=asdict(plan.as_input()))
    plan.delete()
