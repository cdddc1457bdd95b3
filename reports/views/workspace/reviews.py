"""ตรวจรายงาน: what was submitted, what changed in it, and sending it back or approving it."""

from __future__ import annotations

from dataclasses import replace

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ita_portal.thai.numerals import parse_int, to_arabic, to_thai
from measures.models import AnnualPlan, User
from measures.roles import Action
from measures.views.access import UserRequest, plan_view, rights_in
from reports.forms.decisions import ApproveForm, ReturnForm
from reports.queries.reviews import bases_of, last_printed_title
from reports.rendering import FORMATS
from reports.rendering.annex import annex_parts
from reports.rendering.worker import RenderFailed
from reports.services.acts import Turn
from reports.services.approval import approve_report
from reports.services.drafts import Draft, draw_draft
from reports.services.frozen import photos_of
from reports.services.opening import commented as commented_fields
from reports.services.opening import open_places
from reports.services.workflow import pull_back_report, return_report
from reports.status import Scope, TransitionRefused, Verb
from reports.views.file_names import attachment, in_name
from reports.views.workspace.deciding import (
    InReview,
    decision_view,
    done,
    in_review,
    place_of,
)
from reports.views.workspace.plans import address_of
from reports.views.workspace.review_page import (
    changes_since,
    commented,
    decided_on,
    open_threads,
    page_of,
    table_of,
)


@plan_view(Action.VIEW_PLAN)
@require_safe
def review_detail(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    """What changed since an earlier version; the whole table where there is none."""
    opened = in_review(request, plan)
    if opened is None:
        return redirect(address_of(plan, "plan_detail"))
    bases = bases_of(opened.version)
    if not bases:
        return table_of(request, opened)
    asked = request.GET.get("since", "")
    base = next((each for each in bases if each.key == asked), bases[0])
    threads = open_threads(opened, rights_in(request))
    changes = commented(changes_since(base, opened), threads, opened)
    context = {"bases": bases, "base": base, "changes": changes, "open_threads": threads}
    return page_of(request, opened, "changes", context)


@plan_view(Action.VIEW_PLAN)
@require_safe
def review_table(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    """The official table of the version."""
    opened = in_review(request, plan)
    if opened is None:
        return redirect(address_of(plan, "plan_detail"))
    return table_of(request, opened)


@plan_view(Action.VIEW_PLAN)
@require_safe
def review_evidence(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    """Pictures, documents and links of the version, measure by measure."""
    opened = in_review(request, plan)
    if opened is None:
        return redirect(address_of(plan, "plan_detail"))
    layout = replace(opened.version.layout_spec(), annex_names_all=True)
    in_digits = to_thai if layout.digits == "thai" else to_arabic
    parts = annex_parts(opened.version.snapshot(), layout, in_digits)
    return page_of(request, opened, "evidence", {"parts": parts})


@plan_view(Action.VIEW_PLAN)
@require_safe
def review_pdf(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    """The version on paper, marked as a draft; where it cannot be drawn, the table says why."""
    opened = in_review(request, plan)
    if opened is None:
        return redirect(address_of(plan, "plan_detail"))
    draft = Draft(snapshot=opened.version.snapshot(), layout=opened.version.layout_spec())
    try:
        photos = photos_of(opened.version)
        data = draw_draft(draft, "pdf", at=timezone.now(), photos=photos)
    except RenderFailed as failure:
        return table_of(request, opened, refusal=str(failure), status=409)
    number, whose = opened.version.number, in_name(plan.organization)
    name = f"รายงานที่ส่งตรวจ ฉบับที่ {to_thai(str(number))} {whose} {plan.fiscal_year}.pdf"
    plain = f"submitted-{plan.fiscal_year.year}-{plan.organization.code}-v{number}.pdf"
    return HttpResponse(
        data,
        content_type=FORMATS["pdf"].media_type,
        headers={"Content-Disposition": attachment(plain, name)},
    )


@decision_view(Action.RETURN_REPORT)
def review_return(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    opened = in_review(request, plan)
    if opened is None or not opened.acts.may_return:
        raise TransitionRefused
    places = open_places(plan, commented_fields(plan))
    usual = {"scope": Scope.COMMENTED if places else Scope.ALL}
    form = ReturnForm(request.POST if request.method == "POST" else None, initial=usual)
    if form.is_valid() and done(
        form,
        lambda: return_report(
            version=opened.seen_by(request),
            reason=form.cleaned_data["reason"],
            scope=Scope(form.cleaned_data["scope"] or Scope.ALL),
            by=request.user,
        ),
    ):
        messages.success(request, "ส่งคืนรายงานแล้ว ผู้จัดทำแก้ไขได้และเห็นข้อความของท่าน")
        return redirect(place_of(plan))
    context = {**decided_on(opened), "form": form, "places": places}
    return render(request, "reports/workspace/reviews/return.html", context)


@decision_view(Action.RETURN_REPORT)
def review_approve(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    opened = in_review(request, plan)
    if opened is None or not (opened.acts.may_approve or opened.acts.is_own_work):
        raise TransitionRefused
    turn = opened.acts.turn
    if turn is None:
        raise TransitionRefused
    initial = {"printed_title": _usual_title(request.user, plan, turn)}
    form = ApproveForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid() and done(
        form,
        lambda: approve_report(
            version=opened.seen_by(request),
            step=parse_int(request.POST.get("step", "")) or 0,
            by=request.user,
            printed_title=form.cleaned_data["printed_title"],
            note=form.cleaned_data["note"],
        ),
    ):
        messages.success(request, _approved(turn))
        return redirect(place_of(plan))
    if form.is_bound:
        _read_anew(request, form, opened, initial)
    endorsed = opened.endorsed_by(request.user)
    context = {**decided_on(opened), "form": form, "endorsed": endorsed}
    return render(request, "reports/workspace/reviews/approve.html", context)


@decision_view(Action.SUBMIT_REPORT)
def review_pull_back(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    opened = in_review(request, plan)
    if opened is None or not opened.acts.may_pull_back:
        raise TransitionRefused
    form = forms.Form(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(
        form, lambda: pull_back_report(version=opened.seen_by(request), by=request.user)
    ):
        messages.success(request, "ดึงรายงานกลับแล้ว แก้ไขต่อได้")
        return redirect(place_of(plan))
    context = {**decided_on(opened), "form": form}
    return render(request, "reports/workspace/reviews/pull_back.html", context)


def _read_anew(
    request: UserRequest, form: ApproveForm, opened: InReview, initial: dict[str, str]
) -> None:
    """Take what was said of another version or step out of the boxes; what is wrong stays told."""
    turn, said = opened.acts.turn, request.POST.dict()
    if turn is None or parse_int(said.get("step", "")) != turn.number:
        said |= initial
    elif said.get("seen") == opened.version.sha256:
        return
    form.data = {name: value for name, value in said.items() if name != "has_read"}


def _usual_title(user: User, plan: AnnualPlan, turn: Turn) -> str:
    """The lines that the person signed with last in such a step, or those of the step.

    The name of an account is no post: it stood there where nothing else was known.
    """
    verb = Verb.APPROVE if turn.is_last else Verb.ENDORSE
    last = last_printed_title(user, plan.organization, verb)
    if last == user.display_name:
        last = ""
    return last or turn.step.post or user.display_name


def _approved(turn: Turn) -> str:
    if turn.next is None:
        return "อนุมัติแล้ว นิติกรเผยแพร่รายงานฉบับนี้ได้"
    return f"เห็นชอบแล้ว ส่งต่อ{turn.next.who}"
