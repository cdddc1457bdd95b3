"""Annual plans: the rows that are held while anything below them is written."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from ita_portal.thai.numerals import to_thai
from measures.inputs import MeasureInput, PlanInput
from measures.models import (
    AnnualPlan,
    FiscalYear,
    Issue,
    IssueScheme,
    Measure,
    Organization,
    User,
)
from measures.permissions import require_all
from measures.services import audit
from measures.services.history import close_drafts
from measures.services.meaning import find_issue
from measures.services.rows import cleaned, save_valid
from measures.writing.opening import EVERYTHING, Area, Opening

_TITLE = "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ปีงบประมาณ พ.ศ. {year}"


class PlanLocked(Exception):
    """The plan is with its reviewers or published; nothing has been written."""


class FieldClosed(PlanLocked):
    """The plan came back with some fields open, and not this one; nothing has been written."""


class PlanChanged(Exception):
    """Someone changed the plan since the editor saw it; nothing has been written."""


class MeasureChanged(Exception):
    """Someone changed or deleted the measure since the editor saw it; nothing has been written."""


def hold_plan(plan: AnnualPlan) -> AnnualPlan:
    """The plan as it stands now, held until the transaction ends; locked plans too."""
    return (
        AnnualPlan.objects.select_for_update(of=("self",))
        .select_related("organization", "fiscal_year")
        .get(pk=plan.pk)
    )


def hold_unlocked_plan(plan: AnnualPlan) -> AnnualPlan:
    """The plan, held, also where only some fields are open: the caller asks for each.

    Raises PlanLocked.
    """
    held = hold_plan(plan)
    if held.is_locked:
        raise PlanLocked(str(held))
    return held


def hold_open_plan(plan: AnnualPlan) -> AnnualPlan:
    """The plan, held, of which everything is open; raises PlanLocked or FieldClosed."""
    held = hold_unlocked_plan(plan)
    require_all_open(held)
    return held


def require_all_open(plan: AnnualPlan) -> None:
    """For what is of no field alone, as the order of measures. Raises FieldClosed."""
    if not plan.opening.is_all:
        raise FieldClosed(str(plan))


def hold_measure(measure: Measure, area: Area | None = Area.WHOLE) -> Measure:
    """The measure alone as it stands now, its plan held, if the area of it is open.

    With None the caller asks for each text. Raises PlanLocked, FieldClosed, or MeasureChanged when
    the measure is gone or in the bin.
    """
    plan = hold_unlocked_plan(measure.plan)
    held = Measure.objects.in_plan(plan).filter(pk=measure.pk).first()
    if held is None:
        raise MeasureChanged(str(measure))
    held.plan = plan
    require_open(held, area)
    return held


def require_open(measure: Measure, area: Area | None) -> None:
    """Raises FieldClosed; with None only where nothing of the measure is open."""
    opening = measure.plan.opening
    if not (opening.has(measure.pk) if area is None else opening.opens(measure.pk, area)):
        raise FieldClosed(str(measure))


def hold_for_edit(measure: Measure, *, revision: int, area: Area = Area.WHOLE) -> Measure:
    """The measure with all its rows as they stand now, its plan held, if the area is open.

    `revision` is the one that the editor saw. Raises PlanLocked, FieldClosed or MeasureChanged.
    """
    plan = hold_unlocked_plan(measure.plan)
    held = Measure.objects.in_plan(plan).with_rows().filter(pk=measure.pk).first()
    if held is None or held.revision != revision:
        raise MeasureChanged(str(measure))
    held.plan = plan
    require_open(held, area)
    return held


def default_texts(fiscal_year: FiscalYear) -> PlanInput:
    """What a new plan says before anybody has written."""
    return PlanInput(title=_TITLE.format(year=to_thai(str(fiscal_year.year))))


@transaction.atomic
def open_plan(
    *,
    organization: Organization,
    fiscal_year: FiscalYear,
    by: User,
    data: PlanInput | None = None,
    issue_scheme: IssueScheme | None = None,
) -> AnnualPlan:
    """Begin the plan of an organization for an open year.

    Raises PermissionDenied, or ValidationError when there is one already.
    """
    require_all(by, organization)
    if not FiscalYear.objects.filter(pk=fiscal_year.pk, is_open=True).exists():
        raise ValidationError({"fiscal_year": "ปีงบประมาณนี้ยังไม่เปิดให้เริ่มรายงาน"})
    texts = asdict(cleaned(data or default_texts(fiscal_year)))
    _check_scheme(issue_scheme, organization)
    plan = AnnualPlan(
        organization=organization, fiscal_year=fiscal_year, issue_scheme=issue_scheme, **texts
    )
    save_valid(plan)
    scheme = issue_scheme.pk if issue_scheme else None
    audit.record("plan.opened", plan, by=by, after={**texts, "issue_scheme": scheme})
    return plan


@transaction.atomic
def update_plan(
    *,
    plan: AnnualPlan,
    data: PlanInput,
    by: User,
    revision: int,
    issue_scheme: IssueScheme | None = None,
    confirmed: Collection[str] = (),
) -> AnnualPlan:
    """Write the plan's own texts; `revision` is the one that the editor saw.

    `confirmed` names texts of an earlier year that still hold as they are.

    Raises PermissionDenied, PlanLocked, FieldClosed, PlanChanged or ValidationError, and then
    nothing has been written.
    """
    require_all(by, plan.organization)
    held = hold_unlocked_plan(plan)
    if held.revision != revision:
        raise PlanChanged(str(held))
    before = {**asdict(held.as_input()), "issue_scheme": held.issue_scheme_id}
    texts = asdict(cleaned(data))
    _require_texts_open(held, before, {**texts, "issue_scheme": issue_scheme and issue_scheme.pk})
    held.carried = [name for name in held.carried if name not in confirmed]
    write_texts(held, texts, issue_scheme)
    after = {**texts, "issue_scheme": held.issue_scheme_id}
    audit.record("plan.updated", held, by=by, before=before, after=after)
    return held


def write_texts(
    plan: AnnualPlan, texts: dict[str, object], issue_scheme: IssueScheme | None
) -> None:
    """Put texts that are clean into a plan that is held; raises ValidationError.

    In another scheme the headings of its measures mean something else, and are read anew.
    """
    _check_scheme(issue_scheme, plan.organization)
    has_other_scheme = issue_scheme != plan.issue_scheme
    plan.carried = [name for name in plan.carried if texts[name] == getattr(plan, name)]
    for field, value in texts.items():
        setattr(plan, field, value)
    plan.issue_scheme = issue_scheme
    plan.revision += 1
    save_valid(plan)
    if has_other_scheme:
        _read_headings(plan)


@transaction.atomic
def lock_plan(*, plan: AnnualPlan, at: datetime) -> AnnualPlan:
    """Close the plan for edits; raises PlanLocked when it is closed.

    Part of a larger act, which asks for permission and records the event.
    """
    held = hold_unlocked_plan(plan)
    held.locked_at = at
    held.save(update_fields=["locked_at"])
    close_drafts(held)
    return held


@transaction.atomic
def unlock_plan(*, plan: AnnualPlan, opening: Opening | None = EVERYTHING) -> AnnualPlan:
    """Open the plan for edits again; with None, what was open before it was locked.

    Part of a larger act, as `lock_plan` is.
    """
    held = hold_plan(plan)
    held.locked_at = None
    if opening is not None:
        held.open_areas = opening.stored()
    held.save(update_fields=["locked_at", "open_areas"])
    return held


def _require_texts_open(
    plan: AnnualPlan, before: Mapping[str, object], after: Mapping[str, object]
) -> None:
    opening = plan.opening
    for name, text in after.items():
        if text != before[name] and not opening.opens_plan_text(name):
            raise FieldClosed(name)


def _read_headings(plan: AnnualPlan) -> None:
    issues = list(Issue.objects.filter(scheme=plan.issue_scheme_id))
    measures = list(Measure.objects.in_plan(plan))
    for measure in measures:
        words = MeasureInput(title=measure.title, issue=measure.issue_text)
        measure.issue = find_issue(words, issues)
    Measure.objects.bulk_update(measures, ["issue"], batch_size=200)


def _check_scheme(scheme: IssueScheme | None, organization: Organization) -> None:
    if scheme and scheme.organization_id not in (None, organization.pk):
        raise ValidationError({"issue_scheme": "ชุดประเด็นนี้เป็นของหน่วยงานอื่น"})
