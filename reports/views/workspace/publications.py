"""เผยแพร่: showing an approved version to the public, correcting it, and taking it away."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from ita_portal.thai.numerals import to_thai
from measures.models import AnnualPlan
from measures.roles import Action
from measures.views.access import UserRequest, plan_view, rights_in
from reports.forms.decisions import REST, PublishForm, ReopenForm, WithdrawForm
from reports.models import Report
from reports.queries import versions_of
from reports.queries.submissions import report_of
from reports.rendering.qr import qr_svg
from reports.services.file_faults import LOOKS_AFTER
from reports.services.link_check import LinkCheck
from reports.services.planning import REST as HOLD
from reports.services.planning import plan_publication, stop_publication
from reports.services.workflow import publish_report, reopen_report, withdraw_report
from reports.status import Scope, TransitionRefused
from reports.views.file_names import attachment, in_name
from reports.views.workspace.deciding import (
    InReview,
    decision_view,
    done,
    in_review,
    moved_on,
    place_of,
    record_of,
)
from reports.views.workspace.link_checks import checked_link, report_link
from reports.views.workspace.openings import named_measures
from reports.views.workspace.plans import address_of
from reports.views.workspace.posts import posted_from
from reports.views.workspace.review_page import decided_on

_REOPENED = "เปิดแก้ไขแล้ว ฉบับเดิมยังเผยแพร่อยู่จนกว่าจะเผยแพร่ฉบับใหม่"
_REOPENED_WITHDRAWN = "เปิดแก้ไขแล้ว ที่อยู่ของรายงานยังบอกว่าถอนเผยแพร่ จนกว่าจะเผยแพร่ฉบับใหม่"


@plan_view(Action.VIEW_PLAN)
@require_safe
def publication_detail(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    """What is public of a report, where, and what can be done about it."""
    return _detail(request, plan, None)


@plan_view(Action.EXPORT_REPORT)
@posted_from("publication_detail")
def publication_check(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    """Open the address as a stranger does."""
    report = report_of(plan)
    version = report.published_version if report else None
    if version is None:
        return redirect(address_of(plan, "publication_detail"))
    return _detail(request, plan, checked_link(plan, version))


@plan_view(Action.VIEW_PLAN)
@require_safe
def publication_qr(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    """The permanent address as a QR code, to be put up in the office or printed in a letter."""
    name = f"คิวอาร์รายงาน {in_name(plan.organization)} {plan.fiscal_year}.svg"
    plain = f"ita-qr-{plan.fiscal_year.year}-{plan.organization.code}.svg"
    return HttpResponse(
        qr_svg(report_link(plan)),
        content_type="image/svg+xml",
        headers={"Content-Disposition": attachment(plain, name)},
    )


def _detail(request: UserRequest, plan: AnnualPlan, checked: LinkCheck | None) -> HttpResponse:
    record = record_of(request, plan)
    versions = versions_of(record.report) if record else ()
    if record is None or not versions:
        return redirect(address_of(plan, "plan_detail"))
    context = {
        **_place(plan),
        "report": record.report,
        "acts": record.acts,
        "versions": versions,
        "may_export": rights_in(request).may(Action.EXPORT_REPORT, plan.organization_id),
        "may_look_after": rights_in(request).may(LOOKS_AFTER, plan.organization_id),
        "is_public": record.report.published_version_id is not None,
        "version": record.report.published_version,
        "checked": checked,
    }
    return render(request, "reports/workspace/publications/detail.html", context)


@decision_view(Action.PUBLISH_REPORT)
def publication_create(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    opened = in_review(request, plan)
    if opened is None or not opened.acts.may_publish:
        raise TransitionRefused
    asks = request.POST.get("check") == "link"
    form = PublishForm(
        request.POST if request.method == "POST" and not asks else None,
        fiscal_year=plan.fiscal_year.year,
    )
    if form.is_valid():
        moment = _moment(form)
        if moment is None and done(
            form, lambda: publish_report(version=opened.seen_by(request), by=request.user)
        ):
            number = to_thai(str(opened.version.number))
            messages.success(request, f"เผยแพร่ฉบับที่ {number} แล้ว ที่อยู่ด้านล่างอยู่ถาวร")
            return redirect(address_of(plan, "publication_detail"))
        if moment is not None and done(form, lambda: _plan(request, opened, moment)):
            messages.success(request, "ตั้งเวลาเผยแพร่แล้ว หยุดไว้ก่อนได้จนถึงเวลานั้น")
            return redirect(address_of(plan, "review_detail"))
    context = {**decided_on(opened), **_place(plan), "form": form}
    if asks:
        public = opened.report.published_version
        context |= {"checked": checked_link(plan, public), "public": public}
    return render(request, "reports/workspace/publications/create.html", context)


@plan_view(Action.RETURN_REPORT)
@require_POST
def publication_stop(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    record = record_of(request, plan)
    try:
        if record is None:
            raise TransitionRefused
        stop_publication(report=record.report, by=request.user)
    except TransitionRefused:
        return moved_on(request, plan)
    messages.success(request, "หยุดการเผยแพร่ตามเวลาแล้ว รายงานยังไม่เผยแพร่")
    return redirect(place_of(plan))


@decision_view(Action.PUBLISH_REPORT)
def publication_reopen(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    record = record_of(request, plan)
    if record is None or not record.acts.may_reopen:
        raise TransitionRefused
    data = request.POST if request.method == "POST" else None
    form = ReopenForm(data, measures=named_measures(plan))
    if form.is_valid() and done(form, lambda: _reopen(request, record.report, form)):
        is_public = record.report.published_version_id is not None
        messages.success(request, _REOPENED if is_public else _REOPENED_WITHDRAWN)
        return redirect(address_of(plan, "plan_detail"))
    context = {**_place(plan), "report": record.report, "form": form}
    return render(request, "reports/workspace/publications/reopen.html", context)


@decision_view(Action.PUBLISH_REPORT)
def publication_withdraw(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    record = record_of(request, plan)
    if record is None or not record.acts.may_withdraw:
        raise TransitionRefused
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(
        form,
        lambda: withdraw_report(
            report=record.report, reason=form.cleaned_data["reason"], by=request.user
        ),
    ):
        messages.success(request, "ถอนเผยแพร่แล้ว ที่อยู่ของรายงานบอกวันที่และเหตุผลที่ถอน")
        return redirect(address_of(plan, "publication_detail"))
    context = {**_place(plan), "report": record.report, "form": form}
    return render(request, "reports/workspace/publications/withdraw.html", context)


def _reopen(request: UserRequest, report: Report, form: ReopenForm) -> None:
    said = form.cleaned_data
    reopen_report(
        report=report,
        reason=said["reason"],
        by=request.user,
        scope=Scope(said["scope"] or Scope.ALL),
        measures=said["picked"],
        with_texts=0 in said["picked"],
    )


def _place(plan: AnnualPlan) -> dict[str, Any]:
    """The plan, and its permanent address in full."""
    address = reverse("public:report_detail", args=[plan.organization.code, plan.fiscal_year.year])
    return {"plan": plan, "address": address, "link": report_link(plan)}


def _moment(form: PublishForm) -> datetime | None:
    """When it is to be published; None is now."""
    said = form.cleaned_data
    if said["when"] == REST:
        return timezone.now() + HOLD
    moment: datetime | None = said.get("publish_at")
    return moment


def _plan(request: UserRequest, opened: InReview, moment: datetime) -> None:
    version = opened.seen_by(request)
    plan_publication(version=version, publish_at=moment, by=request.user)
