"""ข้อสังเกต: what must be mended before a report is submitted, and what is to be looked at."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from measures.models import AnnualPlan
from measures.roles import Action
from measures.services.plans import PlanLocked
from measures.views.access import UserRequest, plan_view, rights_in
from measures.views.paging import page_links
from measures.views.unsaved import unsaved
from reports.forms.findings import DismissForm, FilterForm
from reports.queries.submissions import report_of
from reports.services.findings import (
    FindingGone,
    MustBeFixed,
    check_plan,
    dismiss_finding,
    restore_finding,
)
from reports.views.workspace.plans import address_of
from reports.views.workspace.problem_rows import (
    Row,
    head_of,
    lights_of,
    measures_of,
    row_of,
    rows_of,
)
from reports.views.workspace.readiness import matrix_of
from reports.views.workspace.refusals import locked_words

PER_PAGE = 40


@plan_view(Action.VIEW_PLAN)
@require_safe
def problem_list(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    checked = check_plan(plan)
    rights = rights_in(request)
    rows = rows_of(checked, plan, rights)
    asked = FilterForm(request.GET)
    shown = [row for row in rows if asked.allows(row.measure_number)]
    waiting = [row for row in shown if row.dismissal is None]
    page = Paginator(waiting, PER_PAGE).get_page(asked.page)
    context = {
        "plan": plan,
        "tab": "problems",
        "head": head_of(checked, plan, report_of(plan), rights),
        "checked_at": timezone.now(),
        "problem_count": len(checked.open_findings),
        "carried": checked.carried + len(plan.carried),
        "lights": lights_of(checked),
        "matrix": matrix_of(checked),
        "must_fix": [row for row in page.object_list if row.finding.is_must_fix],
        "look_at": [row for row in page.object_list if not row.finding.is_must_fix],
        "dismissed": [row for row in shown if row.dismissal is not None],
        "measures": measures_of(rows),
        "asked": asked,
        "pages": page_links(page.number, page.paginator.num_pages, asked.address),
        "query": asked.address(page.number),
    }
    return render(request, "reports/workspace/problems/list.html", context)


@plan_view(Action.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
def problem_dismiss(request: UserRequest, plan: AnnualPlan, fingerprint: str) -> HttpResponse:
    row = row_of(check_plan(plan), plan, rights_in(request), fingerprint)
    if row is None:
        return _gone(request, plan)
    initial = {"reason": row.dismissal.reason if row.dismissal else ""}
    form = DismissForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            _dismiss(request, plan, row, form)
        except FindingGone:
            return _gone(request, plan)
        except PlanLocked:
            return unsaved(request, locked_words(plan), status=409) or _locked(request, plan)
        if form.is_valid():
            return _back(request, plan)
    context = {"plan": plan, "row": row, "form": form, "query": FilterForm(request.GET).address()}
    return render(request, "reports/workspace/problems/dismiss.html", context)


@plan_view(Action.EDIT_PLAN)
@require_POST
def problem_restore(request: UserRequest, plan: AnnualPlan, fingerprint: str) -> HttpResponse:
    try:
        finding = restore_finding(plan=plan, fingerprint=fingerprint, by=request.user)
    except FindingGone:
        return _gone(request, plan)
    except PlanLocked:
        return _locked(request, plan)
    else:
        messages.success(request, f"เปิดข้อสังเกตอีกครั้งแล้ว: {finding.title}")
    return _back(request, plan)


def _dismiss(request: UserRequest, plan: AnnualPlan, row: Row, form: DismissForm) -> None:
    """Keep the reason, or put the refusal into the form."""
    reason, fingerprint = form.cleaned_data["reason"], row.finding.fingerprint
    try:
        dismiss_finding(plan=plan, fingerprint=fingerprint, reason=reason, by=request.user)
    except ValidationError as error:
        form.add_error("reason", error.messages)
    except MustBeFixed:
        form.add_error(None, "ข้อนี้ต้องแก้ก่อนส่งตรวจ บันทึกเหตุผลแทนการแก้ไม่ได้")
    else:
        messages.success(request, f"บันทึกเหตุผลแล้ว: {row.heading}")


def _gone(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    """Whoever had the page open while the words were changed learns it, and keeps the reason."""
    context = {"plan": plan, "reason": request.POST.get("reason", "").strip()}
    return render(request, "reports/workspace/problems/_gone.html", context, status=404)


def _locked(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    messages.error(request, locked_words(plan))
    return _back(request, plan)


def _back(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    """To the list as it was left."""
    return redirect(address_of(plan, "problem_list") + FilterForm(request.GET).address())
