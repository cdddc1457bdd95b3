"""Answers to the script of the editor: saves of single texts, acts on steps, who else is there."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from measures.forms.periods import read_period
from measures.models import AnnualPlan
from measures.roles import Action
from measures.services.owners import answered_words
from measures.services.plans import PlanLocked
from measures.services.presence import note_presence, others_present
from measures.services.writing import confirm_carried, save_changes, values_of
from measures.templatetags.thai import thai_time
from measures.views.access import UserRequest, plan_view
from measures.writing import read_changes
from reports.services.findings import check_plan
from reports.views.workspace.editor.acts import do_act, read_act, said_of
from reports.views.workspace.editor.answers import (
    Unreadable,
    chips_json,
    field_labels,
    findings_json,
    names_fields,
    read_body,
    reading_json,
    rows_json,
    saved_json,
    tells_refusals,
)
from reports.views.workspace.editor.findings import placed_findings
from reports.views.workspace.editor.meaning import say_meaning
from reports.views.workspace.editor.opened import (
    OpenedMeasure,
    find_measure,
    headings_for,
    open_measure,
)

LONGEST_WORDS = 500
MOST_KNOWN = 1000


@plan_view(Action.VIEW_PLAN)
@require_safe
def period_read(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    """What is understood of a period, while it is typed."""
    words = request.GET.get("words", "")[:LONGEST_WORDS]
    return JsonResponse(reading_json(read_period(words, fiscal_year=plan.fiscal_year.year)))


@plan_view(Action.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
@tells_refusals
def measure_changes(request: UserRequest, plan: AnnualPlan, measure_id: str) -> HttpResponse:
    """Save the texts that were sent; asked by GET, tell what stands there now, and for whom."""
    if request.method != "POST":
        return JsonResponse(_now(request, plan, open_measure(plan, measure_id)))
    measure = find_measure(plan, measure_id)
    changes = read_changes(read_body(request))
    saved = save_changes(
        measure=measure,
        changes=changes,
        by=request.user,
        at=timezone.now(),
        headings=headings_for(plan, changes),
    )
    labels: dict[str, str] = {}
    answered: dict[str, tuple[str, ...]] = {}
    if names_fields(saved):
        labels = field_labels(open_measure(plan, measure_id))
        answered = answered_words(measure)
    return JsonResponse(saved_json(plan, saved, labels, answered))


@plan_view(Action.EDIT_PLAN)
@require_POST
@tells_refusals
def measure_steps(request: UserRequest, plan: AnnualPlan, measure_id: str) -> HttpResponse:
    """One act on the steps; answers with the rows as they are then."""
    opened = open_measure(plan, measure_id)
    body = read_body(request)
    wanted = {name: str(body.get(name, "")) for name in ("do", "text", "before", "once")}
    act = read_act(wanted.pop("do"), **wanted)
    if act is None:
        raise Unreadable
    at = timezone.now()
    changed = do_act(act, opened.measure, by=request.user, at=at)
    sent = body.get("known", [])
    known = {key for key in sent if isinstance(key, int)} if isinstance(sent, list) else set()
    rows = rows_json(plan, open_measure(plan, measure_id), known)
    focus = changed.keys[0] if changed.keys and act.verb != "remove" else None
    more = {"focus": focus, "removed": changed.removed, "said": said_of(act, changed)}
    return JsonResponse({**rows, **more, "saved_at": thai_time(at)})


@plan_view(Action.EDIT_PLAN)
@require_POST
@tells_refusals
def measure_presence(request: UserRequest, plan: AnnualPlan, measure_id: str) -> HttpResponse:
    """Say that the person has the measure open; answers with who else has, and how far it is."""
    opened = open_measure(plan, measure_id)
    measure, at = opened.measure, timezone.now()
    if plan.is_locked:
        raise PlanLocked(str(plan))
    note_presence(measure=measure, by=request.user, at=at)
    people = others_present(measure=measure, user=request.user, at=at)
    html = render_to_string("reports/workspace/measures/_people.html", {"people": people})
    return JsonResponse({"revision": measure.revision, "html": html})


@plan_view(Action.EDIT_PLAN)
@require_POST
@tells_refusals
def measure_confirmed(request: UserRequest, plan: AnnualPlan, measure_id: str) -> HttpResponse:
    """Texts of last year that still hold; answers with those that remain."""
    opened = open_measure(plan, measure_id)
    sent = read_body(request).get("keys")
    if not isinstance(sent, list) or not all(isinstance(key, str) for key in sent):
        raise Unreadable
    left = confirm_carried(measure=opened.measure, keys=sent, by=request.user, at=timezone.now())
    return JsonResponse({"carried": left})


@plan_view(Action.EDIT_PLAN)
@require_POST
@tells_refusals
def measure_meaning(request: UserRequest, plan: AnnualPlan, measure_id: str) -> HttpResponse:
    """Whether owners mean the units that they may mean, or null to take an answer back.

    Answers with the owners of all boxes.
    """
    measure, body = find_measure(plan, measure_id), read_body(request)
    words, is_meant = body.get("words"), body.get("meant", "")
    if not isinstance(words, str) or not isinstance(is_meant, bool | None):
        raise Unreadable
    say_meaning(measure, words, is_meant, by=request.user)
    return JsonResponse({"chips": chips_json(open_measure(plan, measure_id))})


@plan_view(Action.VIEW_PLAN)
@require_safe
def measure_findings(request: UserRequest, plan: AnnualPlan, measure_id: str) -> HttpResponse:
    """What the checks find in the measure as it stands: beside the page, and at each box."""
    found = placed_findings(check_plan(plan), open_measure(plan, measure_id))
    return JsonResponse(findings_json(found))


def _now(request: UserRequest, plan: AnnualPlan, opened: OpenedMeasure) -> dict[str, Any]:
    known = request.GET.get("known", "")[: 20 * MOST_KNOWN].split(",")
    keys = {int(key) for key in known if key.isascii() and key.isdigit() and len(key) < 19}
    return {
        "token": get_token(request),
        "person": request.user.pk,
        "values": values_of(opened.measure),
        **rows_json(plan, opened, keys),
    }
