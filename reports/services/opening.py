"""What of a report its writers may change after it came back, and opening more of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from measures.models import AnnualPlan, Measure, User
from measures.permissions import require
from measures.roles import Action
from measures.services import audit
from measures.services.plans import hold_plan, unlock_plan
from measures.writing.opening import EVERYTHING, Area, Opening, PlanArea
from reports.models import Comment, Report
from reports.services.comments import MEASURE_FIELDS, REPORT_FIELDS
from reports.services.notices import tell_of_opening
from reports.status import Status, TransitionRefused

OPENS_MORE = Action.RETURN_REPORT
NO_COMMENTS = "ยังไม่มีความเห็นที่ยังไม่ปิด โปรดเพิ่มความเห็นที่ช่องที่ต้องแก้ หรือเลือกเปิดทั้งรายงาน"
NO_MEASURES = "ยังไม่ได้เลือกมาตรการที่จะเปิด โปรดเลือก หรือเลือกเปิดทั้งรายงาน"


@dataclass(frozen=True, kw_only=True)
class OpenPlace:
    """A measure or, without one, the report's own texts, with the names of what is open there."""

    labels: tuple[str, ...]
    measure: Measure | None = None
    opens_evidence: bool = False


def commented(plan: AnnualPlan) -> Opening:
    """The fields that have a comment which is not closed; of measures that are gone, none."""
    standing = set(Measure.objects.in_plan(plan).values_list("pk", flat=True))
    opening = Opening()
    for comment in Comment.objects.in_plan(plan).not_closed():
        if comment.measure_id in standing:
            opening = opening.with_measure(comment.measure_id, [Area(comment.field)])
        elif comment.measure_id is None and not comment.measure_name:
            opening = opening.with_plan([PlanArea(comment.field)])
    return opening


def to_commented(plan: AnnualPlan) -> Opening:
    """The same; raises ValidationError where it is nothing, which nobody could mend."""
    opening = commented(plan)
    if opening.is_empty:
        raise ValidationError({"scope": NO_COMMENTS})
    return opening


def to_picked(plan: AnnualPlan, measures: Collection[int], *, with_texts: bool) -> Opening:
    """These measures as a whole, and the report's own texts; raises ValidationError for nothing."""
    opening = Opening().with_plan([PlanArea.WHOLE] if with_texts else [])
    for key in Measure.objects.in_plan(plan).filter(pk__in=measures).values_list("pk", flat=True):
        opening = opening.with_measure(key, [Area.WHOLE])
    if opening.is_empty:
        raise ValidationError({"picked": NO_MEASURES})
    return opening


def open_places(plan: AnnualPlan, opening: Opening) -> tuple[OpenPlace, ...]:
    """What is open, in the order of the report and of its fields."""
    places = []
    for measure in Measure.objects.in_plan(plan):
        areas = opening.measures.get(measure.pk, frozenset())
        labels = tuple(MEASURE_FIELDS[area] for area in Area if area in areas)
        if labels:
            evidence = opening.opens(measure.pk, Area.EVIDENCE)
            places.append(OpenPlace(measure=measure, labels=labels, opens_evidence=evidence))
    texts = tuple(REPORT_FIELDS[area] for area in PlanArea if area in opening.plan)
    return (OpenPlace(labels=texts), *places) if texts else tuple(places)


def told_of(opening: Opening) -> dict[str, object]:
    """What an event says of an act that opens only some fields."""
    return {} if opening.is_all else {"open_areas": opening.stored()}


@transaction.atomic
def open_field(
    *,
    report: Report,
    field: str,
    by: User,
    measure: Measure | None = None,
    at: datetime | None = None,
) -> Opening:
    """Open one more field of a report that came back with some; None is the report itself.

    Raises PermissionDenied, TransitionRefused where all is open or nothing, or ValidationError.
    """
    plan = _hold(report, by)
    if measure is None:
        if field not in REPORT_FIELDS:
            raise ValidationError({"field": "โปรดเลือกช่อง"})
        return _open(plan, plan.opening.with_plan([PlanArea(field)]), by=by, at=at)
    if field not in MEASURE_FIELDS:
        raise ValidationError({"field": "โปรดเลือกช่อง"})
    if not Measure.objects.in_plan(plan).filter(pk=measure.pk).exists():
        raise ValidationError({"measure": "มาตรการนี้ไม่อยู่ในรายงานแล้ว"})
    return _open(plan, plan.opening.with_measure(measure.pk, [Area(field)]), by=by, at=at)


@transaction.atomic
def open_everything(*, report: Report, by: User, at: datetime | None = None) -> Opening:
    """Open all of a report that came back with some fields open. Raises as `open_field`."""
    return _open(_hold(report, by), EVERYTHING, by=by, at=at)


def _hold(report: Report, by: User) -> AnnualPlan:
    plan = AnnualPlan.objects.select_related("organization").get(pk=report.plan_id)
    require(by, OPENS_MORE, plan.organization)
    plan = hold_plan(plan)
    status = Report.objects.values_list("status", flat=True).get(pk=report.pk)
    if status != Status.DRAFT or plan.opening.is_all:
        raise TransitionRefused(f"open more from {status}")
    return plan


def _open(plan: AnnualPlan, opening: Opening, *, by: User, at: datetime | None) -> Opening:
    before, at = plan.open_areas, at or timezone.now()
    if opening.stored() != before:
        unlock_plan(plan=plan, opening=opening)
        tell_of_opening(Report.objects.get(plan=plan), by=by, at=at)
        after = {"open_areas": opening.stored()}
        audit.record(
            "plan.opened_more",
            plan,
            by=by,
            at=at,
            before={"open_areas": before},
            after=after,
        )
    return opening
