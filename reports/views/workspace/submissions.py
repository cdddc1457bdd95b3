"""ส่งตรวจ: what is submitted and to whom, and the receipt."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from measures.models import AnnualPlan
from measures.roles import Action
from measures.views.access import UserRequest, plan_view
from reports.models import Comment, Report
from reports.models.route import RouteStep
from reports.queries.submissions import approvers_of, report_of, submission_of
from reports.services.findings import PlanCheck, check_plan
from reports.services.routes import route_of
from reports.services.workflow import (
    NotLookedAt,
    ReportChanged,
    ReportNotReady,
    submit_report,
)
from reports.snapshot import seen_sha256, to_json
from reports.status import STATUS_LABELS, CommentState, Status, TransitionRefused
from reports.views.workspace.deciding import in_review
from reports.views.workspace.plans import address_of

NOT_LOOKED = "โปรดดูข้อสังเกต แล้วยืนยันว่าดูแล้ว หรือแก้ไข หรือบันทึกเหตุผลของแต่ละจุด"
CHANGED = "มีผู้แก้ไขรายงานหรือรูปแบบตารางหลังจากท่านเปิดหน้านี้ โปรดดูตัวอย่างและรายการด้านล่างอีกครั้งก่อนส่ง"


@plan_view(Action.SUBMIT_REPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def submission_create(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    report = report_of(plan)
    if report is not None and report.status != Status.DRAFT:
        return _to(plan, "submission_detail")
    error = ""
    if request.method == "POST" and report is not None:
        error, done = _submit(request, report)
        if done:
            return _to(plan, done)
    checked = check_plan(plan)
    if report is None or checked.must_fix:
        return _to(plan, "problem_list")
    context = _what_is_submitted(checked, plan, report)
    return render(
        request,
        "reports/workspace/submissions/create.html",
        {**context, "error": error, "has_looked": request.POST.get("has_looked") == "on"},
    )


@plan_view(Action.VIEW_PLAN)
@require_safe
def submission_detail(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    report = report_of(plan)
    submission = submission_of(report) if report else None
    if report is None or submission is None:
        return _to(plan, "problem_list")
    opened = in_review(request, plan)
    context = {
        "plan": plan,
        "report": report,
        "submission": submission,
        "approvers": approvers_of(plan.organization),
        "status_label": STATUS_LABELS[Status(report.status)],
        "may_pull_back": opened is not None and opened.acts.may_pull_back,
    }
    return render(request, "reports/workspace/submissions/detail.html", context)


def _submit(request: UserRequest, report: Report) -> tuple[str, str]:
    """What is in the way, if the page can say it, and the page to go to otherwise."""
    seen = request.POST.get("seen", "")
    try:
        submit_report(
            report=report,
            by=request.user,
            at=timezone.now(),
            seen_sha256=seen or "?",
            has_looked=request.POST.get("has_looked") == "on",
        )
    except ReportNotReady:
        return "", "problem_list"
    except TransitionRefused:
        return "", "submission_detail"
    except NotLookedAt:
        return NOT_LOOKED, ""
    except ReportChanged:
        return CHANGED, ""
    return "", "submission_detail"


def _what_is_submitted(checked: PlanCheck, plan: AnnualPlan, report: Report) -> dict[str, Any]:
    measures = checked.snapshot.measures
    return {
        "plan": plan,
        "report": report,
        "measure_count": len(measures),
        "step_count": sum(step.depth == 0 for measure in measures for step in measure.steps),
        "look_at": len(checked.open_findings),
        "dismissed": len(checked.dismissed),
        "carried": checked.carried + len(plan.carried),
        **_comments(plan),
        "approvers": approvers_of(plan.organization),
        "steps": RouteStep.read(route_of(plan.organization).steps),
        "seen": seen_sha256(to_json(checked.snapshot), report.layout.layout_spec().to_json()),
    }


def _comments(plan: AnnualPlan) -> dict[str, int]:
    """How many comments of earlier rounds nobody has mended, and how many wait to be closed."""
    states = Comment.objects.in_plan(plan).not_closed().values_list("state", flat=True)
    found = Counter(states)
    return {
        "unmended": found[CommentState.OPEN.value],
        "mended": found[CommentState.ANSWERED.value],
    }


def _to(plan: AnnualPlan, name: str) -> HttpResponse:
    return redirect(address_of(plan, name))
