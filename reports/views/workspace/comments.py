"""ความเห็น: what reviewers say of fields of a report, and what is answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from ita_portal.thai.numerals import parse_int
from measures.models import AnnualPlan
from measures.roles import Action
from measures.views.access import UserRequest, plan_view, rights_in
from reports.forms.comments import AnswerForm, CommentForm
from reports.models import Comment
from reports.services.comments import (
    MEASURE_FIELDS,
    REPORT_FIELDS,
    add_comment,
    answer_comment,
    close_comment,
    measures_of,
    reopen_comment,
)
from reports.status import Status, TransitionRefused
from reports.views.workspace.deciding import InReview, decision_view, done, in_review
from reports.views.workspace.openings import name_of
from reports.views.workspace.plans import address_of
from reports.views.workspace.posts import posted_from
from reports.views.workspace.threads import threads_of

# one box stands for both, or a field of the differences is none that is commented on
_BESIDE = {
    "issue": "title",
    "steps_lead": "steps",
    "issues": "introduction",
    "assessment_year": "whole",
    "columns": "whole",
}
_PAGES = {"changes": "review_detail", "table": "review_table", "evidence": "review_evidence"}


@dataclass(frozen=True, kw_only=True)
class RefusedAnswer:
    """What was typed to a comment and not saved, and why; `key` is the comment's."""

    key: int
    text: str
    reason: str


@plan_view(Action.VIEW_PLAN)
@require_safe
def comment_list(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    return _list(request, plan)


def _list(
    request: UserRequest, plan: AnnualPlan, refused: RefusedAnswer | None = None
) -> HttpResponse:
    threads = threads_of(plan, rights_in(request))
    opened = in_review(request, plan)
    context = {
        "plan": plan,
        "tab": "comments",
        "threads": threads,
        "open_count": sum(not thread.is_closed for thread in threads),
        "may_add": _is_in_review(opened)
        and rights_in(request).may(Action.RETURN_REPORT, plan.organization_id),
        "refused": refused,
    }
    status = 422 if refused else 200
    return render(request, "reports/workspace/comments/list.html", context, status=status)


@decision_view(Action.RETURN_REPORT)
def comment_add(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    opened = in_review(request, plan)
    if opened is None or not _is_in_review(opened):
        raise TransitionRefused
    rows = measures_of(opened.version, plan)
    name = request.POST.get("page", request.GET.get("page", ""))
    back = address_of(plan, _PAGES.get(name, "comment_list"))
    form = _form(request, rows)
    if form.is_valid() and done(
        form,
        lambda: add_comment(
            version=opened.seen_by(request),
            measure=dict(rows).get(form.cleaned_data["measure"]),
            field=form.cleaned_data["field"],
            text=form.cleaned_data["text"],
            by=request.user,
        ),
    ):
        messages.success(request, "เพิ่มความเห็นแล้ว ผู้จัดทำเห็นเมื่อท่านส่งคืน")
        place = f"#m{form.cleaned_data['measure']}" if name in _PAGES else ""
        return redirect(f"{back}{place}")
    context = {"plan": plan, "version": opened.version, "form": form, "back": back, "page": name}
    return render(request, "reports/workspace/comments/add.html", context)


@plan_view(Action.VIEW_PLAN)
@posted_from("comment_list")
def comment_answer(request: UserRequest, plan: AnnualPlan, comment_id: str) -> HttpResponse:
    comment = _comment(plan, comment_id)
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            answer_comment(
                comment=comment,
                text=form.cleaned_data["text"],
                is_mended=form.cleaned_data["is_mended"],
                by=request.user,
            )
        except ValidationError as refusal:
            form.add_error("text", refusal.messages)
    if form.errors:
        reason = " ".join(map(str, form.errors["text"]))
        typed = request.POST.get("text", "")
        return _list(request, plan, RefusedAnswer(key=comment.pk, text=typed, reason=reason))
    messages.success(request, "บันทึกคำตอบแล้ว")
    return redirect(f"{address_of(plan, 'comment_list')}#c{comment.pk}")


@plan_view(Action.RETURN_REPORT)
@require_POST
def comment_close(request: UserRequest, plan: AnnualPlan, comment_id: str) -> HttpResponse:
    comment = close_comment(comment=_comment(plan, comment_id), by=request.user)
    messages.success(request, "ปิดความเห็นแล้ว")
    return redirect(f"{address_of(plan, 'comment_list')}#c{comment.pk}")


@plan_view(Action.RETURN_REPORT)
@require_POST
def comment_reopen(request: UserRequest, plan: AnnualPlan, comment_id: str) -> HttpResponse:
    comment = reopen_comment(comment=_comment(plan, comment_id), by=request.user)
    messages.success(request, "เปิดความเห็นอีกครั้งแล้ว")
    return redirect(f"{address_of(plan, 'comment_list')}#c{comment.pk}")


def _is_in_review(opened: InReview | None) -> bool:
    return opened is not None and opened.report.status in (Status.SUBMITTED, Status.APPROVED)


def _comment(plan: AnnualPlan, comment_id: str) -> Comment:
    return get_object_or_404(Comment.objects.in_plan(plan), pk=comment_id)


def _form(request: UserRequest, rows: list[Any]) -> CommentForm:
    """Filled with the place that the address names, for a link beside a field."""
    asked: dict[str, int | str] = {
        "measure": parse_int(request.GET.get("measure", "")) or 0,
        "field": request.GET.get("field", "whole"),
    }
    asked["field"] = _BESIDE.get(str(asked["field"]), asked["field"])
    return CommentForm(
        request.POST if request.method == "POST" else None,
        initial=asked if "measure" in request.GET else None,
        measures=[(number, name_of(number, row)) for number, row in rows],
        of_measure=MEASURE_FIELDS,
        of_report=REPORT_FIELDS,
    )
