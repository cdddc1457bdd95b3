"""The page of one measure, where it is written; everything on it works by ordinary posts."""

from __future__ import annotations

from contextlib import suppress
from secrets import token_urlsafe

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ita_portal.thai.numerals import to_thai
from measures.models import AnnualPlan, Measure
from measures.roles import Action
from measures.services.plans import MeasureChanged, PlanLocked
from measures.services.writing import confirm_carried, save_changes, values_of
from measures.views.access import UserRequest, plan_view, rights_in
from measures.views.unsaved import unsaved
from measures.writing import read_key
from measures.writing.opening import Area
from reports.views.workspace.editor.acts import StepAct, do_act, read_act, said_of, split_steps
from reports.views.workspace.editor.drawing import (
    GONE,
    NOT_OPENED,
    NOTHING_LEFT,
    Outcome,
    closed_by,
    collisions_of,
    edit_context,
)
from reports.views.workspace.editor.meaning import MEANINGS, say_meaning
from reports.views.workspace.editor.opened import OpenedMeasure, headings_for, open_measure
from reports.views.workspace.editor.posted import IncompletePost, Posted, read_post, read_typed
from reports.views.workspace.refusals import locked_words

KEPT = "ข้อความที่ท่านพิมพ์และยังไม่ได้บันทึกอยู่ด้านล่าง คัดลอกเก็บไว้ได้"
INCOMPLETE = "แบบฟอร์มนี้ไม่สมบูรณ์ จึงยังไม่ได้บันทึก โปรดตรวจข้อความในหน้านี้แล้วบันทึกอีกครั้ง"


@plan_view(Action.VIEW_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
def measure_edit(request: UserRequest, plan: AnnualPlan, measure_id: str) -> HttpResponse:
    """One measure with all its boxes; those who may not write see its texts."""
    opened = open_measure(plan, measure_id)
    if request.method != "POST":
        return _page(request, plan, opened)
    if not rights_in(request).may_edit_measure(opened.measure):
        raise PermissionDenied("a measure of others")
    try:
        posted = read_post(request.POST)
    except IncompletePost:
        typed = read_typed(request.POST, values_of(opened.measure))
        return _page(request, plan, opened, Outcome(typed=typed, refusal=INCOMPLETE), status=400)
    return _save(request, plan, opened, posted)


@plan_view(Action.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
def measure_paste(request: UserRequest, plan: AnnualPlan, measure_id: str) -> HttpResponse:
    """Several steps at once, from the text of another document; shown before they are added."""
    opened = open_measure(plan, measure_id)
    here = reverse("workspace:measure_edit", args=[*_place(plan), opened.measure.pk])
    closed = closed_by(plan, opened, rights_in(request))
    if closed is None and not plan.opening.opens(opened.measure.pk, Area.STEPS):
        closed = NOT_OPENED
    if closed:
        return unsaved(request, closed.title, status=409) or redirect(here)  # which says why
    context: dict[str, object] = {"plan": plan, "opened": opened, "once": token_urlsafe(16)}
    if request.method == "POST":
        text = request.POST.get("text", "")
        found = split_steps(text)
        act = StepAct(verb="paste", text=text, once=request.POST.get("once"))
        if found and request.POST.get("do") == "add":
            return _act_on_steps(request, opened.measure, act, here)
        refusal = "" if found else "โปรดวางข้อความของขั้นตอน"
        context |= {"text": text, "found": found, "refusal": refusal}
    return render(request, "reports/workspace/measures/paste.html", context)


def _save(
    request: UserRequest, plan: AnnualPlan, opened: OpenedMeasure, posted: Posted
) -> HttpResponse:
    typed = {change.key: change.value for change in posted.changes}
    try:
        saved = save_changes(
            measure=opened.measure,
            changes=posted.changes,
            by=request.user,
            at=timezone.now(),
            headings=headings_for(plan, posted.changes),
        )
    except PlanLocked:
        return _locked(request, plan, opened, typed)
    except MeasureChanged:
        return _page(request, plan, opened, Outcome(typed=typed, closed=GONE), status=409)
    except ValidationError as error:
        refusal = " ".join(error.messages)
        return _page(request, plan, opened, Outcome(typed=typed, refusal=refusal), status=400)
    if saved.errors or saved.conflicts:
        left = {*saved.errors, *(conflict.key for conflict in saved.conflicts)}
        outcome = Outcome(
            typed={key: text for key, text in typed.items() if key in left},
            errors=saved.errors,
            collisions=collisions_of(saved.conflicts),
            base={key: posted.base[key] for key in left},
        )
        return _page(request, plan, open_measure(plan, str(opened.measure.pk)), outcome)
    return _act(request, plan, opened, posted)


def _locked(
    request: UserRequest, plan: AnnualPlan, opened: OpenedMeasure, typed: dict[str, str]
) -> HttpResponse:
    plan.refresh_from_db()
    refused = Outcome(typed=typed, refusal=f"{locked_words(plan)} {KEPT}")
    return _page(request, plan, opened, refused, status=409)


def _act(
    request: UserRequest, plan: AnnualPlan, opened: OpenedMeasure, posted: Posted
) -> HttpResponse:
    """What the button asked for beside saving, and where the reader goes then."""
    measure = opened.measure
    here = reverse("workspace:measure_edit", args=[*_place(plan), measure.pk])
    act = read_act(posted.act, once=posted.once)
    if act:
        return _act_on_steps(request, measure, act, here)
    if posted.verb == "next":
        return redirect(_following(plan, opened))
    if posted.verb == "problems":  # one text, sent from the list of findings
        messages.success(request, f"บันทึกมาตรการที่ {to_thai(str(opened.number))} แล้ว")
        return redirect(reverse("workspace:problem_list", args=_place(plan)) + "#look-at")
    if posted.verb == "paste":
        return redirect("workspace:measure_paste", *_place(plan), measure.pk)
    if posted.verb in {"still", "still-all"}:
        keys = measure.carried if posted.verb == "still-all" else [posted.about]
        try:
            confirm_carried(measure=measure, keys=keys, by=request.user, at=timezone.now())
        except (PlanLocked, MeasureChanged):
            return redirect(here)  # which says why
    if posted.verb in MEANINGS:
        _answer_meaning(request, measure, posted)
    messages.success(request, "บันทึกแล้ว")
    key = posted.about.partition(":")[0]
    return redirect(f"{here}#f-{key}" if read_key(key) else f"{here}#content")


def _answer_meaning(request: UserRequest, measure: Measure, posted: Posted) -> None:
    """Of the owner whom the button names; where it has gone meanwhile, there is nothing to say."""
    words = posted.owner
    with suppress(PlanLocked, MeasureChanged):
        if words:
            say_meaning(measure, words, MEANINGS[posted.verb], by=request.user)


def _following(plan: AnnualPlan, opened: OpenedMeasure) -> str:
    """The next measure; after the last one, whether the report is ready."""
    if not opened.next:
        return reverse("workspace:problem_list", args=_place(plan))
    following = reverse("workspace:measure_edit", args=[*_place(plan), opened.next])
    return f"{following}#content"  # not to the step of this page's address


def _act_on_steps(request: UserRequest, measure: Measure, act: StepAct, here: str) -> HttpResponse:
    try:
        changed = do_act(act, measure, by=request.user, at=timezone.now())
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect(f"{here}#steps")
    except (PlanLocked, MeasureChanged):
        return redirect(here)  # which says why
    if changed.removed:
        return redirect(f"{here}?removed={changed.removed}#steps")
    said = said_of(act, changed)
    if said:
        messages.success(request, said)
    return redirect(f"{here}#step-{changed.keys[0]}" if changed.keys else f"{here}#steps")


def _page(
    request: UserRequest,
    plan: AnnualPlan,
    opened: OpenedMeasure,
    outcome: Outcome = NOTHING_LEFT,
    *,
    status: int = 200,
) -> HttpResponse:
    context = edit_context(plan, opened, rights_in(request), outcome)
    undo = request.GET.get("removed", "")
    context["undo"] = next((row for row in context["removed"] if str(row.pk) == undo), None)
    return render(request, "reports/workspace/measures/edit.html", context, status=status)


def _place(plan: AnnualPlan) -> tuple[str, int]:
    return plan.organization.code, plan.fiscal_year.year
