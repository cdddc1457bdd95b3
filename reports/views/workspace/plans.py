"""The plan's page: its measures as a list of what is to be done."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from measures.models import AnnualPlan, Measure
from measures.roles import Action
from measures.views.access import UserRequest, plan_view


@plan_view(Action.VIEW_PLAN)
@require_safe
def plan_detail(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    context = {"plan": plan, "measures": Measure.objects.in_plan(plan)}
    return render(request, "reports/workspace/plans/detail.html", context)
