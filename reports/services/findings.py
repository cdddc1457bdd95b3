"""What the checks find in a plan as it stands, and what people say of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from measures.models import AnnualPlan, Measure, Organization, User
from measures.permissions import require, require_all, require_measure
from measures.roles import Action
from measures.services import audit
from measures.services.plans import hold_unlocked_plan
from measures.services.rows import cleaned, save_valid
from reports.checks import (
    Context,
    Finding,
    MeasureState,
    check_report,
    measure_states,
    names_mentioned,
)
from reports.criteria import Book
from reports.layouts import STANDARD, LayoutSpec
from reports.models import FindingDismissal, Report
from reports.queries.beginnings import usual_code
from reports.queries.criteria import criteria_book
from reports.services.snapshots import snapshot_of
from reports.snapshot import ReportSnapshot


class FindingGone(Exception):
    """The checks do not find this any more, or it was never dismissed; nothing has been written."""


class MustBeFixed(Exception):
    """A finding that stops the submission cannot be dismissed; nothing has been written."""


@dataclass(frozen=True, kw_only=True)
class PlanCheck:
    """A plan as it stands with all that is found in it.

    `measures` are those of the snapshot, in order, with their rows; `dismissals` are those of the
    findings, by fingerprint. Without a report the table is the one that is usual in its year.
    """

    snapshot: ReportSnapshot
    layout: LayoutSpec
    measures: tuple[Measure, ...]
    findings: tuple[Finding, ...]
    dismissals: dict[str, FindingDismissal]

    @property
    def measure_ids(self) -> tuple[int, ...]:
        return tuple(measure.pk for measure in self.measures)

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
    def carried(self) -> int:
        """How many texts of measures came from last year and were not confirmed since."""
        return sum(len(measure.carried) for measure in self.measures)

    @property
    def states(self) -> tuple[MeasureState, ...]:
        """How far each measure is."""
        return measure_states(self.snapshot, self.layout, self.open_findings)


def check_plan(plan: AnnualPlan) -> PlanCheck:
    """Check a plan as it stands; a fixed number of queries, whatever it holds."""
    return check_plans([plan])[plan.pk]


def check_plans(plans: Iterable[AnnualPlan]) -> dict[int, PlanCheck]:
    """Check several plans as they stand; the number of queries is that of one."""
    keys = [plan.pk for plan in plans]
    standing = list(
        AnnualPlan.objects.select_related("organization__emblem", "fiscal_year")
        .in_bulk(keys)
        .values()
    )
    reports = {r.plan_id: r for r in Report.objects.filter(plan__in=keys).select_related("layout")}
    measures: defaultdict[int, list[Measure]] = defaultdict(list)
    rows = Measure.objects.in_plans(standing).with_rows().prefetch_related("evidence")
    rows = rows.select_related("updated_by")
    by_key = {plan.pk: plan for plan in standing}
    for measure in rows:
        measure.plan = by_key[measure.plan_id]
        measures[measure.plan_id].append(measure)
    book = criteria_book()
    taken = [_taken(plan, reports.get(plan.pk), measures[plan.pk], book) for plan in standing]
    names, introductions = _other_names(taken), _last_introductions(standing)
    dismissals: defaultdict[int, list[FindingDismissal]] = defaultdict(list)
    for row in FindingDismissal.objects.filter(plan__in=keys).select_related("by"):
        dismissals[row.plan_id].append(row)
    return {
        one.plan.pk: _check(
            one,
            names - {one.plan.organization.name},
            introductions.get(one.plan.pk, ""),
            dismissals[one.plan.pk],
            book,
        )
        for one in taken
    }


def default_layout(year: int, book: Book | None = None) -> LayoutSpec:
    """The table of a plan whose report has not been begun: the usual one of its round."""
    return STANDARD[usual_code(year, book or criteria_book())]


@transaction.atomic
def dismiss_finding(
    *, plan: AnnualPlan, fingerprint: str, reason: str, by: User, at: datetime | None = None
) -> FindingDismissal:
    """Say why a finding is no problem; a second reason takes the place of the first.

    The same reason of the same person again is nothing new.

    Raises PermissionDenied, PlanLocked, FindingGone, MustBeFixed or ValidationError.
    """
    require(by, Action.EDIT_PLAN, plan.organization)
    held = hold_unlocked_plan(plan)
    finding, before = _find(held, fingerprint, by)
    if finding.is_must_fix:
        raise MustBeFixed(finding.title)
    reason = cleaned(reason, multiline=False)
    if not reason:
        raise ValidationError({"reason": "โปรดระบุเหตุผล"})
    if before is not None and (before.reason, before.by_id) == (reason, by.pk):
        return before
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
    held = hold_unlocked_plan(plan)
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


class _Taken(NamedTuple):
    """A plan with what of it is checked."""

    plan: AnnualPlan
    layout: LayoutSpec
    snapshot: ReportSnapshot
    measures: tuple[Measure, ...]


def _taken(
    plan: AnnualPlan, report: Report | None, measures: Sequence[Measure], book: Book
) -> _Taken:
    layout = report.layout.layout_spec() if report else default_layout(plan.fiscal_year.year, book)
    year = report.assessment_year if report else None
    snapshot = snapshot_of(plan, measures, layout, book, assessment_year=year)
    return _Taken(plan, layout, snapshot, tuple(measures))


def _check(
    taken: _Taken,
    other_names: frozenset[str],
    last_introduction: str,
    dismissals: Iterable[FindingDismissal],
    book: Book,
) -> PlanCheck:
    context = Context(
        measure_keys=tuple(str(measure.pk) for measure in taken.measures),
        other_names=other_names,
        last_introduction=last_introduction,
        scales=book.scales,
    )
    findings = check_report(taken.snapshot, taken.layout, context)
    marks = {(finding.kind.value, finding.fingerprint) for finding in findings}
    return PlanCheck(
        snapshot=taken.snapshot,
        layout=taken.layout,
        measures=taken.measures,
        findings=findings,
        dismissals={
            row.fingerprint: row for row in dismissals if (row.kind, row.fingerprint) in marks
        },
    )


def _other_names(taken: Iterable[_Taken]) -> frozenset[str]:
    """Names of organizations that the plans mention."""
    asked = {name for one in taken for name in names_mentioned(one.snapshot, one.layout)}
    if not asked:
        return frozenset()
    others = Organization.objects.filter(name__in=asked)
    return frozenset(others.values_list("name", flat=True))


def _last_introductions(plans: Sequence[AnnualPlan]) -> dict[int, str]:
    """What the introduction of the year before said, by plan."""
    by_year = {(plan.organization_id, plan.fiscal_year.year - 1): plan.pk for plan in plans}
    earlier = AnnualPlan.objects.filter(organization__in={plan.organization_id for plan in plans})
    rows = earlier.filter(fiscal_year__year__in={year for _, year in by_year}).values_list(
        "organization", "fiscal_year__year", "introduction"
    )
    return {
        by_year[organization, year]: text
        for organization, year, text in rows
        if (organization, year) in by_year
    }
