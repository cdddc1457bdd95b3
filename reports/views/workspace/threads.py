"""Comments as pages show them: where each is, what was answered, what the person may do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from measures.models import AnnualPlan, Measure
from measures.permissions import Rights, editable_measures
from measures.roles import Action
from reports.models import Comment, CommentAnswer
from reports.services.changes import Drawn, text_of_measure, text_of_report
from reports.services.comments import MEASURE_FIELDS, REPORT_FIELDS
from reports.services.drafts import draft_of
from reports.status import COMMENT_LABELS, CommentState

# The box of the editor in which a field of a comment is mended.
BOXES = {
    "title": "title",
    "steps": "steps",
    "period": "period",
    "owners": "owners",
    "outputs": "outputs",
    "outcomes": "outcomes",
    "suggestions": "suggestions",
    "status": "status",
    "extras": "extra",
}


@dataclass(frozen=True, kw_only=True)
class Thread:
    """One comment; `number` counts in the plan, `place` says where it is.

    `was` is what the field said then, if it says something else now.
    """

    comment: Comment
    number: int
    place: str
    answers: tuple[CommentAnswer, ...]
    was: str
    may_answer: bool
    may_mend: bool
    may_close: bool

    @property
    def label(self) -> str:
        return COMMENT_LABELS[CommentState(self.comment.state)]

    @property
    def field_label(self) -> str:
        return MEASURE_FIELDS.get(self.comment.field, self.comment.field)

    @property
    def is_of_report(self) -> bool:
        """Whether it is on the report's own texts; one on a measure that is gone is on neither."""
        return self.comment.measure_id is None and not self.comment.measure_name

    @property
    def is_closed(self) -> bool:
        return self.comment.state == CommentState.CLOSED

    @property
    def box(self) -> str:
        """The editor's box, or the kind of boxes; "" for a comment of none in particular."""
        return BOXES.get(self.comment.field, "") if self.comment.measure_id else ""

    @property
    def anchor(self) -> str:
        """The id to go to; the cells under further columns stand among the results."""
        box = self.box
        return {"steps": "steps", "extra": "results"}.get(box, box and f"f-{box}")


def threads_of(plan: AnnualPlan, rights: Rights, *, measure: Measure | None = None) -> list[Thread]:
    """All comments on a plan's report, those not closed first; or those on one measure."""
    rows = list(Comment.objects.in_plan(plan).prefetch_related("answers__by"))
    if not rows:
        return []
    own = frozenset() if plan.is_locked else editable_measures(rights, plan)
    now = _Now(plan)
    threads = [
        _thread(number, row, plan, now, rights, own)
        for number, row in enumerate(rows, 1)
        if measure is None or row.measure_id == measure.pk
    ]
    return sorted(threads, key=lambda thread: (thread.is_closed, thread.number))


def open_by_field(threads: Iterable[Thread]) -> dict[str, list[Thread]]:
    """Those that are not closed, by the field that they are on."""
    found: defaultdict[str, list[Thread]] = defaultdict(list)
    for thread in threads:
        if not thread.is_closed:
            found[thread.comment.field].append(thread)
    return dict(found)


def _thread(
    number: int,
    row: Comment,
    plan: AnnualPlan,
    now: _Now,
    rights: Rights,
    own: frozenset[int],
) -> Thread:
    organization = plan.organization_id
    reviews = rights.may(Action.RETURN_REPORT, organization)
    if row.measure_id is None:
        writes = not plan.is_locked and rights.may_edit_all(organization)
    else:
        writes = row.measure_id in own
    closed = row.state == CommentState.CLOSED
    return Thread(
        comment=row,
        number=number,
        place=_place(row, now),
        answers=tuple(row.answers.all()),
        was=row.said if row.said and now.text(row) != row.said else "",
        may_answer=not closed and (reviews or writes),
        may_mend=row.state == CommentState.OPEN and writes,
        may_close=reviews,
    )


class _Now:
    """What the report says at present."""

    def __init__(self, plan: AnnualPlan) -> None:
        draft = draft_of(plan)
        self._drawn = Drawn(snapshot=draft.snapshot, layout=draft.layout)
        keys = Measure.objects.in_plan(plan).values_list("pk", flat=True)
        self.numbers = {key: number for number, key in enumerate(keys, 1)}

    def text(self, row: Comment) -> str:
        if row.measure_id is None:
            return "" if row.measure_name else text_of_report(self._drawn, row.field)
        number = self.numbers.get(row.measure_id)
        if number is None:
            return ""
        return text_of_measure(self._drawn.snapshot.measures[number - 1], row.field)


def _place(row: Comment, now: _Now) -> str:
    if not row.measure_name and row.measure_id is None:
        return REPORT_FIELDS.get(row.field, row.field)
    field = MEASURE_FIELDS.get(row.field, row.field)
    number = now.numbers.get(row.measure_id or 0)
    return f"{f'มาตรการที่ {number} · ' if number else ''}{row.measure_name} · {field}"
