"""การอนุมัติบนกระดาษ: recorded by the officer, with the scan for those of the office."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from measures.models import AnnualPlan
from measures.roles import Action
from measures.services.evidence_files import too_large_message
from measures.views.access import UserRequest, plan_view
from measures.views.uploads import dropped_files
from reports.forms.papers import PaperForm
from reports.models import PaperApproval
from reports.services.paper import Memo, record_paper_approval
from reports.status import TransitionRefused
from reports.views.private_files import PRIVATE, SentFile, send
from reports.views.workspace.deciding import decision_view, done, in_review, place_of
from reports.views.workspace.review_page import decided_on

AnyPaperForm = TypeVar("AnyPaperForm", bound=PaperForm)


@decision_view(Action.RECORD_APPROVAL)
def paper_create(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    opened = in_review(request, plan)
    if opened is None or not opened.acts.may_record:
        raise TransitionRefused
    usual = {"printed_title": opened.version.route_steps()[-1].post}
    kind = partial(PaperForm, fiscal_year=plan.fiscal_year.year, initial=usual)
    form = paper_form(request, kind)
    if form.is_valid() and done(
        form,
        lambda: record_paper_approval(
            version=opened.seen_by(request),
            memo=memo_of(form),
            scan=form.cleaned_data["scan"],
            by=request.user,
        ),
    ):
        messages.success(request, "บันทึกการอนุมัติแล้ว เผยแพร่รายงานฉบับนี้ได้")
        return redirect(place_of(plan))
    context = {**decided_on(opened), "form": form}
    return render(request, "reports/workspace/papers/create.html", context)


@plan_view(Action.VIEW_PLAN, is_kept=True)
@require_safe
def paper_scan(request: UserRequest, plan: AnnualPlan, decision_id: str) -> HttpResponseBase:
    """The scan, for those who may see the plan; never for the public."""
    paper = get_object_or_404(
        PaperApproval, decision__version__report__plan=plan, decision=decision_id
    )
    extension = paper.scan.rpartition(".")[2]
    sent = SentFile(
        name=paper.scan,
        sha256=paper.sha256,
        media_type=paper.media_type,
        size_bytes=paper.size_bytes,
        shown_name=f"หนังสืออนุมัติ {paper.memo_number.replace('/', '-')}.{extension}",
        kind="approval",
    )
    return send(request, sent, cache_control=PRIVATE)


def paper_form(request: UserRequest, kind: Callable[..., AnyPaperForm]) -> AnyPaperForm:
    """The form of the page, with what was posted to it."""
    if request.method != "POST":
        return kind()
    form = kind(request.POST, request.FILES)
    if dropped_files(request) and not form.is_valid():
        form.errors["scan"] = form.error_class([too_large_message()])
    return form


def memo_of(form: PaperForm) -> Memo:
    said = form.cleaned_data
    return Memo(
        number=said["memo_number"],
        signed_on=said["signed_on"],
        printed_name=said["printed_name"],
        printed_title=said["printed_title"],
    )
