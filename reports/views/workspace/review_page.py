"""What the pages of a review show beside the version itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from measures.views.access import UserRequest
from reports.elements import elements_of, must_show
from reports.models import Comment, Decision, PaperApproval
from reports.queries.reviews import Base, bases_of
from reports.rendering.grid import build_grid
from reports.services.changes import Changes, Drawn, changes_between
from reports.services.findings import check_plan
from reports.status import VERB_LABELS, Status, Verb
from reports.views.workspace.deciding import InReview
from reports.views.workspace.threads import threads_of

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


def page_of(
    request: UserRequest, opened: InReview, tab: str, more: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """One of the pages, with its frame."""
    checked = check_plan(opened.plan)
    must_fix = len(checked.must_fix)
    context = {
        **decided_on(opened),
        "tab": tab,
        "must_fix": must_fix,
        "look_at": len(checked.open_findings) - must_fix,
        "dismissed": len(checked.dismissed),
        "is_first": not bases_of(opened.version),
        "open_threads": [
            thread for thread in threads_of(opened.plan, request.user) if not thread.is_closed
        ],
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
