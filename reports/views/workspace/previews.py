"""What is being written, as it will be printed: one row, the whole report, and the draft's file."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from measures.models import AnnualPlan
from measures.roles import Action
from measures.views.access import UserRequest, plan_view, rights_in
from reports.rendering import FORMATS
from reports.rendering.grid import build_grid
from reports.rendering.worker import RenderFailed
from reports.services.drafts import Draft, draft_of, draft_row, draw_draft
from reports.services.frozen import photos_of_plan
from reports.views.file_names import attachment, in_name
from reports.views.workspace.editor.opened import open_measure


@plan_view(Action.VIEW_PLAN)
@require_safe
def measure_preview(request: UserRequest, plan: AnnualPlan, measure_id: str) -> HttpResponse:
    """The printed row of one measure; the editor takes it out of this page after each save."""
    opened = open_measure(plan, measure_id)
    draft = draft_row(opened.measure, opened.layout, number=opened.number)
    context = {"plan": plan, "opened": opened, "grid": build_grid(draft.snapshot, draft.layout)}
    return render(request, "reports/workspace/previews/measure_preview.html", context)


@plan_view(Action.VIEW_PLAN)
@require_safe
def plan_preview(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    """The whole report as it will be, marked as a draft."""
    return _whole(request, plan, draft_of(plan))


@plan_view(Action.VIEW_PLAN)
@require_safe
def plan_preview_pdf(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    """The draft as a file; where it cannot be drawn, the preview says why."""
    draft = draft_of(plan)
    try:
        photos = photos_of_plan(plan)
        data = draw_draft(draft, "pdf", at=timezone.now(), photos=photos)
    except RenderFailed as failure:
        return _whole(request, plan, draft, refusal=str(failure), status=409)
    name = f"ร่างรายงาน {in_name(plan.organization)} {plan.fiscal_year}.pdf"
    plain = f"draft-{plan.fiscal_year.year}-{plan.organization.code}.pdf"
    return HttpResponse(
        data,
        content_type=FORMATS["pdf"].media_type,
        headers={"Content-Disposition": attachment(plain, name)},
    )


def _whole(
    request: UserRequest, plan: AnnualPlan, draft: Draft, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "plan": plan,
        "grid": build_grid(draft.snapshot, draft.layout),
        "step_count": sum(len(measure.steps) for measure in draft.snapshot.measures),
        "refusal": refusal,
        "may_export": rights_in(request).may(Action.EXPORT_REPORT, plan.organization_id),
    }
    template = "reports/workspace/previews/plan_preview.html"
    return render(request, template, context, status=status)
