"""Comments on a version in review: written and closed by reviewers, answered by writers."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from measures.models import AnnualPlan, Measure, User
from measures.permissions import can, require, require_all, require_measure
from measures.roles import Action
from measures.services import audit
from measures.services.plans import hold_plan
from measures.services.rows import cleaned, save_valid
from reports.models import Comment, CommentAnswer, Report, ReportVersion
from reports.models.comment import LONGEST_COMMENT
from reports.queries.reviews import version_in_review
from reports.services.changes import (
    FIELD_LABELS,
    HEAD_LABELS,
    Drawn,
    text_of_measure,
    text_of_report,
)
from reports.services.decisions import VersionChanged
from reports.status import CommentState, Status, TransitionRefused

# Fields of a comment, as `changes_between` names them; whole is of no field in particular, and the
# issue has no box of its own.
MEASURE_FIELDS = {
    "whole": "ทั้งมาตรการ",
    "title": "มาตรการ/ประเด็น",
    **{
        name: FIELD_LABELS[name]
        for name in (
            *("steps", "period", "owners", "outputs", "outcomes", "suggestions"),
            *("status", "extras", "evidence"),
        )
    },
}
REPORT_FIELDS = {
    "whole": "ทั้งรายงาน",
    **{
        name: HEAD_LABELS[name]
        for name in ("title", "place", "cover", "introduction", "ita", "annex")
    },
}


@transaction.atomic
def add_comment(
    *,
    version: ReportVersion,
    field: str,
    text: str,
    by: User,
    measure: Measure | None = None,
    at: datetime | None = None,
) -> Comment:
    """Say something of a field of the version that is in review; None is the report itself.

    The same words again, while they are open, are the same comment: a form was sent twice.
    Raises PermissionDenied, TransitionRefused, VersionChanged or ValidationError.
    """
    require(by, Action.RETURN_REPORT, version.report.plan.organization)
    plan = hold_plan(version.report.plan)
    newest = _newest(plan, version)
    if field not in (REPORT_FIELDS if measure is None else MEASURE_FIELDS):
        raise ValidationError({"field": "โปรดเลือกช่องที่แสดงความเห็น"})
    name, said = _said(newest, plan, measure, field)
    text = _words(text)
    again = newest.comments.not_closed().filter(measure=measure, field=field, text=text, by=by)
    if again:
        return again[0]
    comment = Comment(
        version=newest,
        measure=measure,
        measure_name=name[:500],
        field=field,
        said=said,
        text=text,
        by=by,
        at=at or timezone.now(),
    )
    save_valid(comment)
    audit.record("comment.added", comment, by=by, at=comment.at, after=_told(comment))
    return comment


@transaction.atomic
def answer_comment(
    *, comment: Comment, text: str, by: User, is_mended: bool = False, at: datetime | None = None
) -> CommentAnswer:
    """Answer a comment; with `is_mended` its writers say that they did what it asks.

    The last answer again is the same answer: a form was sent twice. Raises PermissionDenied
    or ValidationError, also for a comment that is closed.
    """
    held = _hold(comment)
    _require_part(by, held)
    if held.state == CommentState.CLOSED:
        raise ValidationError("ความเห็นนี้ปิดแล้ว", code="closed")
    answer = CommentAnswer(
        comment=held,
        text=_short(cleaned(text)) or ("แก้แล้ว" if is_mended else ""),
        is_mended=is_mended,
        by=by,
        at=at or timezone.now(),
    )
    if not answer.text:
        raise ValidationError({"text": "โปรดพิมพ์คำตอบ"})
    last = held.answers.order_by("pk").last()
    if last and (last.text, last.is_mended, last.by) == (answer.text, is_mended, by):
        return last
    save_valid(answer)
    before = held.state
    if is_mended:
        held.state = CommentState.ANSWERED.value
        held.save(update_fields=["state"])
    audit.record(
        "comment.answered",
        held,
        by=by,
        at=answer.at,
        before={"state": before},
        after={"state": held.state, "text": answer.text},
    )
    return answer


@transaction.atomic
def close_comment(*, comment: Comment, by: User, at: datetime | None = None) -> Comment:
    """Say that a comment is settled. Raises PermissionDenied."""
    return _move(comment, CommentState.CLOSED, "comment.closed", by=by, at=at)


@transaction.atomic
def reopen_comment(*, comment: Comment, by: User, at: datetime | None = None) -> Comment:
    """Say that a comment is not settled after all. Raises PermissionDenied."""
    return _move(comment, CommentState.OPEN, "comment.reopened", by=by, at=at)


def _newest(plan: AnnualPlan, version: ReportVersion) -> ReportVersion:
    """The version in review. Raises TransitionRefused, or VersionChanged where it is another."""
    report = Report.objects.get(plan=plan)
    newest = version_in_review(report)
    if newest is None or report.status not in (Status.SUBMITTED, Status.APPROVED):
        raise TransitionRefused(f"comment from {report.status}")
    if newest.pk != version.pk:
        raise VersionChanged(str(version))
    return newest


def measures_of(version: ReportVersion, plan: AnnualPlan) -> list[tuple[int, Measure]]:
    """The measures of a version in review with their numbers: a closed plan has the same rows."""
    rows = list(Measure.objects.in_plan(plan))
    if not plan.is_locked or len(rows) != version.measure_count:
        return []
    return list(enumerate(rows, 1))


def _said(
    version: ReportVersion, plan: AnnualPlan, measure: Measure | None, field: str
) -> tuple[str, str]:
    """The name of the measure, and what the field says."""
    drawn = Drawn(snapshot=version.snapshot(), layout=version.layout_spec())
    if measure is None:
        return "", text_of_report(drawn, field)
    for number, row in measures_of(version, plan):
        if row.pk == measure.pk:
            frozen = drawn.snapshot.measures[number - 1]
            return frozen.name, text_of_measure(frozen, field)
    raise ValidationError({"measure": "ไม่พบมาตรการนี้ในฉบับที่ส่งตรวจ"})


def _hold(comment: Comment) -> Comment:
    """The comment as it stands now, its plan held."""
    plan = hold_plan(comment.version.report.plan)
    held: Comment = Comment.objects.in_plan(plan).get(pk=comment.pk)
    held.version.report.plan = plan
    return held


def _require_part(by: User, comment: Comment) -> None:
    """Reviewers, and those who may write where the comment is. Raises PermissionDenied."""
    organization = comment.version.report.plan.organization
    if can(by, Action.RETURN_REPORT, organization):
        return
    if comment.measure is None:
        require_all(by, organization)
    else:
        require_measure(by, comment.measure)


def _move(
    comment: Comment, state: CommentState, event: str, *, by: User, at: datetime | None
) -> Comment:
    require(by, Action.RETURN_REPORT, comment.version.report.plan.organization)
    held = _hold(comment)
    if held.state == state:
        return held
    before = held.state
    held.state = state.value
    held.save(update_fields=["state"])
    audit.record(
        event,
        held,
        by=by,
        at=at or timezone.now(),
        before={"state": before},
        after={"state": held.state},
    )
    return held


def _words(text: str) -> str:
    words = _short(cleaned(text))
    if not words:
        raise ValidationError({"text": "โปรดพิมพ์ความเห็น"})
    return words


def _short(text: str) -> str:
    if len(text) > LONGEST_COMMENT:
        raise ValidationError({"text": "ข้อความยาวเกินไป โปรดย่อให้สั้นลง"})
    return text


def _told(comment: Comment) -> dict[str, object]:
    return {
        "version": comment.version.number,
        "measure": comment.measure_id,
        "field": comment.field,
        "text": comment.text,
    }
