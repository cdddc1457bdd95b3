"""What the pages of a review show beside the version itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from measures.permissions import Rights
from measures.views.access import UserRequest, rights_in
from reports.elements import elements_of, must_show
from reports.models import Comment, Decision, PaperApproval
from reports.queries.reviews import Base, bases_of
from reports.rendering.grid import build_grid
from reports.services.changes import Changes, Drawn, FieldChange, changes_between
from reports.services.comments import measures_of
from reports.services.findings import check_plan
from reports.status import VERB_LABELS, Status, Verb
from reports.views.workspace.deciding import InReview
from reports.views.workspace.threads import Thread, threads_of

_ON_THE_WAY = (Verb.SUBMIT, Verb.ENDORSE, Verb.APPROVE, Verb.PUBLISH)
PLACES = {
    "changes": "reports/workspace/reviews/detail.html",
    "table": "reports/workspace/reviews/table.html",
    "evidence": "reports/workspace/reviews/evidence.html",
}


@dataclass(frozen=True, kw_only=True)
class Stop:
    """A place on the way of a version: `state` is done, now or later; `at` since when, or when."""

    label: str
    who: str
    at: datetime | None
    state: str
    paper: PaperApproval | None = None
    is_own_work: bool = False


@dataclass(frozen=True, kw_only=True)
class CommentedField(FieldChange):
    """A text that changed, with what is said of it and not closed."""

    threads: tuple[Thread, ...]


def commented(changes: Changes, threads: Sequence[Thread], opened: InReview) -> Changes:
    """The same with each comment at its field; those on fields that did not change stay beside."""
    numbers = {row.pk: number for number, row in measures_of(opened.version, opened.plan)}

    def said(fields: Iterable[FieldChange], number: int) -> tuple[FieldChange, ...]:
        here = [t for t in threads if numbers.get(t.comment.measure_id or 0, 0) == number]
        if not number:
            here = [thread for thread in here if thread.is_of_report]
        return tuple(
            CommentedField(
                field=field.field,
                label=field.label,
                parts=field.parts,
                threads=tuple(t for t in here if t.comment.field == field.field),
            )
            for field in fields
        )

    measures = [
        row if row.kind == "removed" else replace(row, fields=said(row.fields, row.place))
        for row in changes.measures
    ]
    return replace(changes, head=said(changes.head, 0), measures=tuple(measures))


def open_threads(opened: InReview, rights: Rights) -> list[Thread]:
    """The comments that are not closed."""
    return [thread for thread in threads_of(opened.plan, rights) if not thread.is_closed]


def page_of(
    request: UserRequest, opened: InReview, tab: str, more: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """One of the pages, with its frame."""
    checked = check_plan(opened.plan)
    if "open_threads" not in more:
        more = {**more, "open_threads": open_threads(opened, rights_in(request))}
    must_fix = len(checked.must_fix)
    context = {
        **decided_on(opened),
        "tab": tab,
        "must_fix": must_fix,
        "look_at": len(checked.open_findings) - must_fix,
        "dismissed": len(checked.dismissed),
        "is_first": not bases_of(opened.version),
        **more,
    }
    return render(request, PLACES[tab], context, status=status)


def table_of(
    request: UserRequest,
    opened: InReview,
    *,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page of the table."""
    grid = build_grid(opened.version.snapshot(), opened.version.layout_spec())
    more = {"grid": grid, "refusal": refusal}
    return page_of(request, opened, "table", more, status=status)


def decided_on(opened: InReview) -> dict[str, Any]:
    """The version in a few words, and the way that it takes."""
    snapshot = opened.version.snapshot()
    elements = elements_of(snapshot)
    return {
        "plan": opened.plan,
        "report": opened.report,
        "version": opened.version,
        "submitted": opened.submitted,
        "acts": opened.acts,
        "stops": stops_of(opened),
        "open_count": Comment.objects.in_plan(opened.plan).not_closed().count(),
        "has_elements": must_show(snapshot),
        "elements": elements,
        "complete": sum(element.is_complete for element in elements),
        "evidence_count": sum(len(measure.evidence) for measure in snapshot.measures),
    }


def changes_since(base: Base, opened: InReview) -> Changes:
    old, new = (
        Drawn(snapshot=version.snapshot(), layout=version.layout_spec())
        for version in (base.version, opened.version)
    )
    return changes_between(old, new)


def stops_of(opened: InReview) -> list[Stop]:
    """Who has the version, since when, and who had it."""
    made = [each for each in opened.decisions if each.verb in _ON_THE_WAY]
    steps = opened.version.route_steps()
    if any(hasattr(each, "paper") for each in made):  # which stands for all steps that were left
        steps = (*steps[: sum(each.verb == Verb.ENDORSE for each in made)], steps[-1])
    way = [
        (Verb.SUBMIT, "นิติกร"),
        *((Verb.ENDORSE, step.who) for step in steps[:-1]),
        (Verb.APPROVE, steps[-1].who),
        (Verb.PUBLISH, "นิติกร"),
    ]
    waits = opened.report.status in (Status.SUBMITTED, Status.APPROVED)
    stops = []
    for place, (verb, who) in enumerate(way):
        label = VERB_LABELS[verb]
        if place < len(made):
            stops.append(_passed(label, made[place]))
        elif place == len(made) and waits:
            stops.append(Stop(label=label, who=who, at=made[-1].at, state="now"))
        else:
            stops.append(Stop(label=label, who=who, at=None, state="later"))
    return stops


def _passed(label: str, decision: Decision) -> Stop:
    return Stop(
        label=label,
        who=decision.printed_title,
        at=decision.at,
        state="done",
        paper=getattr(decision, "paper", None),
        is_own_work=decision.is_own_work,
    )
