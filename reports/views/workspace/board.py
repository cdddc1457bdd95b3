"""รอบรายงาน: how far each unit is, until when, and reminding those who have work left."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from ita_portal.thai.numerals import parse_int, to_thai
from measures.models import AnnualPlan
from measures.permissions import Rights
from measures.roles import Action
from measures.views.access import UserRequest, plan_view, rights_in
from reports.forms.board import DueForm
from reports.models import Report
from reports.queries.returns import last_returns
from reports.queries.submissions import report_of
from reports.services.board import Due, board_of, remind, set_due
from reports.services.file_faults import LOOKS_AFTER
from reports.services.troubles import Troubles, troubles_of
from reports.status import SETTLED, Status, TransitionRefused
from reports.views.workspace.deciding import done, moved_on
from reports.views.workspace.plans import address_of
from reports.views.workspace.posts import posted_from


@plan_view(Action.VIEW_PLAN)
@require_safe
def board_detail(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    report = report_of(plan)
    form = DueForm(
        initial=DueForm.initial_for(report.due_on if report else None),
        fiscal_year=plan.fiscal_year.year,
    )
    return _page(request, plan, report, form)


@plan_view(Action.SUBMIT_REPORT)
@posted_from("board_detail")
def board_due(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    report = report_of(plan)
    if report is None:
        return redirect(address_of(plan, "board_detail"))
    form = DueForm(request.POST, fiscal_year=plan.fiscal_year.year)
    try:
        if form.is_valid() and done(
            form,
            lambda: set_due(report=report, due_on=form.cleaned_data["due_on"], by=request.user),
        ):
            messages.success(request, "บันทึกกำหนดส่งแล้ว")
            return redirect(address_of(plan, "board_detail"))
    except TransitionRefused:
        return moved_on(request, plan)
    return _page(request, plan, report, form)


@plan_view(Action.SUBMIT_REPORT)
@require_POST
def board_remind(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    report = report_of(plan)
    asked = [parse_int(value) for value in request.POST.getlist("unit")]
    keys = [key for key in asked if key is not None]
    if report is None or not keys:
        messages.error(request, "โปรดเลือกหน่วยงานที่จะเตือน")
        return redirect(address_of(plan, "board_detail"))
    try:
        told = remind(report=report, units=keys, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _told(len(told)))
    return redirect(address_of(plan, "board_detail"))


def _told(count: int) -> str:
    if not count:
        return "ไม่มีผู้ที่ต้องเตือนเพิ่ม ผู้รับผิดชอบได้รับการเตือนภายในหนึ่งวันแล้ว หรือยังไม่มีบัญชี"
    number = to_thai(str(count))
    return f"เตือน {number} คนแล้ว เห็นที่งานของฉันทันที และรวมเป็นจดหมายฉบับเดียวต่อคน"


def _page(
    request: UserRequest, plan: AnnualPlan, report: Report | None, form: DueForm
) -> HttpResponse:
    rights = rights_in(request)
    rows = board_of(plan, rights)
    is_settled = report is not None and Status(report.status) in SETTLED
    context = {
        "plan": plan,
        "report": report,
        "returned": last_returns([plan]).get(plan.pk),
        "form": form,
        "rows": rows,
        "due": None if is_settled else Due.of(report, timezone.localdate()),
        "troubles": _troubles(plan, rights),
        "may_remind": rights.may(Action.SUBMIT_REPORT, plan.organization_id)
        and report is not None
        and not plan.is_locked,
        "may_set": rights.may(Action.SUBMIT_REPORT, plan.organization_id)
        and report is not None
        and not is_settled,
    }
    return render(request, "reports/workspace/board/detail.html", context)


def _troubles(plan: AnnualPlan, rights: Rights) -> Troubles | None:
    """What went wrong, for whoever looks after it."""
    if not rights.may(LOOKS_AFTER, plan.organization_id):
        return None
    return troubles_of(plan, at=timezone.now())
