"""เผยแพร่เอกสารมาตรการ: showing it to the public as it was signed, and taking it away."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from measures.models import AnnualPlan
from measures.roles import Action
from measures.views.access import UserRequest, plan_view, rights_in
from reports.forms.documents import PublishDocumentForm, WithdrawDocumentForm
from reports.kinds import Kind
from reports.models import ReportVersion
from reports.models.report import public_address
from reports.queries import versions_of
from reports.rendering.grid import build_grid
from reports.services.document_publishing import (
    coming_version,
    document_record,
    memo_behind,
    publish_document,
)
from reports.services.measures_documents import DocumentDraft, document_draft
from reports.services.workflow import withdraw_report
from reports.status import TransitionRefused
from reports.views.workspace.deciding import done, led_on
from reports.views.workspace.link_checks import report_link
from reports.views.workspace.papers import memo_of, paper_form
from reports.views.workspace.plans import address_of

PUBLISH_PAGE = "reports/workspace/document_publications/document_publish.html"
WITHDRAW_PAGE = "reports/workspace/document_publications/document_withdraw.html"
GONE = "เอกสารมาตรการไม่ได้เผยแพร่อยู่ จึงไม่มีสิ่งใดเปลี่ยน"


@plan_view(Action.PUBLISH_REPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def document_publish(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    draft = document_draft(plan)
    coming, refusal = coming_of(plan, draft)
    if coming is None:
        return led_on(request, plan, refusal, to=address_of(plan, "document_detail"))
    year, is_first = plan.fiscal_year.year, coming.number == 1
    form = paper_form(request, partial(PublishDocumentForm, fiscal_year=year, is_first=is_first))
    if form.is_valid() and done(form, lambda: _publish(request, plan, form)):
        messages.success(request, "เผยแพร่เอกสารมาตรการแล้ว ที่อยู่ด้านล่างอยู่ถาวร")
        return redirect(address_of(plan, "document_detail"))
    if form.errors:  # such as that it has changed meanwhile
        draft = document_draft(plan)
        coming = coming_of(plan, draft)[0] or coming
    context = {
        "plan": plan,
        "form": form,
        "version": coming,
        "link": report_link(plan, Kind.MEASURES),
        "missing": [part for part in draft.parts if part.is_required and not part.is_complete],
        "layout": draft.layout,
        "grid": build_grid(draft.snapshot, draft.layout),
    }
    status = 422 if form.errors else 200
    return render(request, PUBLISH_PAGE, context, status=status)


@plan_view(Action.PUBLISH_REPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def document_withdraw(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    record = document_record(plan)
    page = address_of(plan, "document_detail")
    if record is None or record.published_version is None:
        return led_on(request, plan, GONE, to=page)
    form = WithdrawDocumentForm(request.POST if request.method == "POST" else None)
    try:
        if form.is_valid() and done(
            form,
            lambda: withdraw_report(
                report=record, reason=form.cleaned_data["reason"], by=request.user
            ),
        ):
            messages.success(request, "ถอนเผยแพร่แล้ว ที่อยู่ของเอกสารบอกวันที่และเหตุผลที่ถอน")
            return redirect(page)
    except TransitionRefused:
        return led_on(request, plan, GONE, to=page)
    context = {"plan": plan, "form": form}
    return render(request, WITHDRAW_PAGE, context)


def published_of(request: UserRequest, plan: AnnualPlan, draft: DocumentDraft) -> dict[str, Any]:
    """What is public of the document, and what the person may do about it."""
    record = document_record(plan)
    may_publish = rights_in(request).may(Action.PUBLISH_REPORT, plan.organization_id)
    coming, refusal = coming_of(plan, draft)
    versions = versions_of(record) if record else ()
    newest = versions[0] if versions else None
    number = newest.number if newest else 1
    return {
        "record": record,
        "newest": newest,
        "memo": memo_behind(record) if record else None,
        "public_pdf": public_address(Kind.MEASURES, "version_pdf", *_place(plan), number),
        "link": report_link(plan, Kind.MEASURES),
        "public_page": public_address(Kind.MEASURES, "report_detail", *_place(plan)),
        "public_versions": public_address(Kind.MEASURES, "version_list", *_place(plan)),
        "may_publish": may_publish,
        "coming": coming,
        "refusal_to_publish": refusal,
    }


def coming_of(plan: AnnualPlan, draft: DocumentDraft) -> tuple[ReportVersion | None, str]:
    """What would be published now; or why nothing would."""
    try:
        return coming_version(plan, at=timezone.now(), draft=draft), ""
    except ValidationError as refusal:
        return None, " ".join(refusal.messages)


def _place(plan: AnnualPlan) -> tuple[str, int]:
    return plan.organization.code, plan.fiscal_year.year


def _publish(request: UserRequest, plan: AnnualPlan, form: PublishDocumentForm) -> None:
    publish_document(
        plan=plan,
        seen_sha256=request.POST.get("seen", ""),
        memo=memo_of(form),
        scan=form.cleaned_data["scan"],
        reason=form.cleaned_data.get("reason", ""),
        by=request.user,
    )
