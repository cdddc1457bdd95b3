"""What the checks find in a plan as it stands, and what people say of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from measures.models import AnnualPlan, Measure, Organization, User
from measures.permissions import require, require_all, require_measure
from measures.roles import Action
from measures.services import audit
from measures.services.plans import hold_open_plan
from measures.services.rows import cleaned, save_valid
from reports.checks import (
    Context,
    Finding,
    MeasureState,
    check_report,
    measure_states,
    names_mentioned,
)
from reports.elements import FIRST_YEAR
from reports.layouts import STANDARD, LayoutSpec
from reports.models import FindingDismissal, Report
from reports.services.snapshots import take_snapshot
from reports.snapshot import ReportSnapshot


class FindingGone(Exception):
    """The checks do not find this any more, or it was never dismissed; nothing has been written."""


class MustBeFixed(Exception):
    """A finding that stops the submission cannot be dismissed; nothing has been written."""


@dataclass(frozen=True, kw_only=True)
class PlanCheck:
    """A plan as it stands with all that is found in it.

    `measure_ids` are the keys of the snapshot's measures, in order. `dismissals` has the newest
    dismissal of each finding that has one, by fingerprint.
    """

    snapshot: ReportSnapshot
    layout: LayoutSpec
    measure_ids: tuple[int, ...]
    findings: tuple[Finding, ...]
    dismissals: dict[str, FindingDismissal]

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        """What is still to be mended or looked at."""
        return tuple(f for f in self.findings if f.fingerprint not in self.dismissals)

    @property
    def dismissed(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.fingerprint in self.dismissals)

    @property
    def must_fix(self) -> tuple[Finding, ...]:
        """What stops the submission."""
        return tuple(finding for finding in self.findings if finding.is_must_fix)

    @property
    def states(self) -> tuple[MeasureState, ...]:
        """How far each measure is."""
        return measure_states(self.snapshot, self.layout, self.open_findings)


def check_plan(plan: AnnualPlan) -> PlanCheck:
    """Check a plan as it stands; a fixed number of queries, whatever it holds."""
    report = Report.objects.filter(plan=plan).select_related("layout").first()
    layout = report.layout.layout_spec() if report else default_layout(plan.fiscal_year.year)
    year = report.assessment_year if report else None
    snapshot = take_snapshot(plan, layout, assessment_year=year)
    measure_ids = tuple(Measure.objects.in_plan(plan).values_list("pk", flat=True))
    context = Context(
        measure_keys=tuple(str(key) for key in measure_ids),
        other_names=_other_names(snapshot, layout, plan.organization),
        last_introduction=_last_introduction(plan),
    )
    findings = check_report(snapshot, layout, context)
    marks = {(finding.kind.value, finding.fingerprint) for finding in findings}
    dismissals = FindingDismissal.objects.filter(plan=plan).select_related("by")
    return PlanCheck(
        snapshot=snapshot,
        layout=layout,
        measure_ids=measure_ids,
        findings=findings,
        dismissals={
            row.fingerprint: row for row in dismissals if (row.kind, row.fingerprint) in marks
        },
    )


def default_layout(year: int) -> LayoutSpec:
    """The table of a plan whose report has not been begun."""
    return STANDARD["six" if year >= FIRST_YEAR else "suggestions"]


@transaction.atomic
def dismiss_finding(
    *, plan: AnnualPlan, fingerprint: str, reason: str, by: User, at: datetime | None = None
) -> FindingDismissal:
    """Say why a finding is no problem; a second reason takes the place of the first.

    Raises PermissionDenied, PlanLocked, FindingGone, MustBeFixed or ValidationError.
    """
    require(by, Action.EDIT_PLAN, plan.organization)
    held = hold_open_plan(plan)
    finding, before = _find(held, fingerprint, by)
    if finding.is_must_fix:
        raise MustBeFixed(finding.title)
    reason = cleaned(reason, multiline=False)
    if not reason:
        raise ValidationError({"reason": "โปรดระบุเหตุผล"})
    dismissal = before or FindingDismissal(
        plan=held, kind=finding.kind.value, fingerprint=fingerprint
    )
    old = dismissal.reason
    dismissal.reason, dismissal.by, dismissal.at = reason, by, at or timezone.now()
    save_valid(dismissal)
    audit.record(
        "finding.dismissed",
        dismissal,
        by=by,
        at=dismissal.at,
        before=_told(finding, old) if old else None,
        after=_told(finding, reason),
    )
    return dismissal


@transaction.atomic
def restore_finding(*, plan: AnnualPlan, fingerprint: str, by: User) -> Finding:
    """Take a dismissal back, so that the finding is open again.

    Raises PermissionDenied, PlanLocked or FindingGone.
    """
    require(by, Action.EDIT_PLAN, plan.organization)
    held = hold_open_plan(plan)
    finding, dismissal = _find(held, fingerprint, by)
    if dismissal is None:
        raise FindingGone(fingerprint)
    before = _told(finding, dismissal.reason)
    audit.record("finding.raised", dismissal, by=by, before=before)
    dismissal.delete()
    return finding


def _find(plan: AnnualPlan, fingerprint: str, by: User) -> tuple[Finding, FindingDismissal | None]:
    """The finding with its dismissal, if the person may write where it is."""
    checked = check_plan(plan)
    finding = next((f for f in checked.findings if f.fingerprint == fingerprint), None)
    if finding is None:
        raise FindingGone(fingerprint)
    if finding.place.measure is None:
        require_all(by, plan.organization)
    else:
        measure = Measure.objects.in_plan(plan).get(pk=checked.measure_ids[finding.place.measure])
        require_measure(by, measure)
    return finding, checked.dismissals.get(fingerprint)


def _told(finding: Finding, reason: str) -> dict[str, str]:
    """What the record keeps: not the quote, which may be a person's number."""
    return {"kind": finding.kind.value, "title": finding.title, "reason": reason}


def _other_names(snapshot: ReportSnapshot, layout: LayoutSpec, own: Organization) -> frozenset[str]:
    asked = names_mentioned(snapshot, layout)
    if not asked:
        return frozenset()
    others = Organization.objects.filter(name__in=asked).exclude(pk=own.pk)
    return frozenset(others.values_list("name", flat=True))


def _last_introduction(plan: AnnualPlan) -> str:
    last = AnnualPlan.objects.filter(
        organization=plan.organization_id, fiscal_year__year=plan.fiscal_year.year - 1
    )
    return last.values_list("introduction", flat=True).first() or ""
