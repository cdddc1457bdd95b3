"""Measures taken out of a plan, put back, and made of others."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from ita_portal.thai.numerals import to_thai
from measures.models import AnnualPlan, Measure
from measures.roles import Action
from measures.services.bin import bin_measure, duplicate_measure, restore_measure
from measures.services.removed_rows import KEPT
from measures.views.access import UserRequest, plan_view, rights_in
from reports.views.workspace.plans import address_of
from reports.views.workspace.refusals import refusals_told, say_with_undo


@plan_view(Action.VIEW_PLAN)
@require_safe
def bin_detail(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    binned = Measure.objects.in_bin(plan).binned_since(timezone.now() - KEPT)
    rows = [
        (row, row.binned_at + KEPT) for row in binned.select_related("binned_by") if row.binned_at
    ]
    may_restore = rights_in(request).may_edit_all(plan.organization_id) and plan.opening.is_all
    context = {"plan": plan, "rows": rows, "may_restore": may_restore}
    return render(request, "reports/workspace/bin/detail.html", context)


@plan_view(Action.EDIT_PLAN)
@require_POST
def measure_bin(request: UserRequest, plan: AnnualPlan, measure_id: str) -> HttpResponse:
    measure = _measure(plan, measure_id)
    with refusals_told(request, plan):
        binned = bin_measure(measure=measure, by=request.user, at=timezone.now())
        number = to_thai(str(binned.position))
        text = f"ย้ายมาตรการที่ {number} ไปถังพักแล้ว เก็บไว้ ๓๐ วัน"
        say_with_undo(request, text, address_of(plan, "measure_restore", measure.pk))
    return redirect(address_of(plan, "plan_detail"))


@plan_view(Action.EDIT_PLAN)
@require_POST
def measure_restore(request: UserRequest, plan: AnnualPlan, measure_id: str) -> HttpResponse:
    measure = _measure(plan, measure_id)
    page = address_of(plan, "plan_detail")
    if measure.binned_at is None:  # the form was sent twice
        return redirect(f"{page}?moved={measure.pk}")
    with refusals_told(request, plan):
        restored = restore_measure(measure=measure, by=request.user, at=timezone.now())
        number = to_thai(str(restored.position))
        messages.success(request, f"นำมาตรการกลับมาเป็นลำดับที่ {number} แล้ว")
        page += f"?moved={measure.pk}"
    return redirect(page)


@plan_view(Action.EDIT_PLAN)
@require_POST
def measure_duplicate(request: UserRequest, plan: AnnualPlan, measure_id: str) -> HttpResponse:
    measure = _measure(plan, measure_id)
    page = address_of(plan, "plan_detail")
    with refusals_told(request, plan):
        token = request.POST.get("token", "")
        at = timezone.now()
        copy = duplicate_measure(measure=measure, by=request.user, at=at, token=token)
        number = to_thai(str(copy.position))
        text = f"คัดลอกแล้ว มาตรการใหม่อยู่ลำดับที่ {number} หลักฐานไม่ถูกคัดลอก"
        if rights_in(request).may_edit_all(plan.organization_id):
            say_with_undo(request, text, address_of(plan, "measure_bin", copy.pk))
        else:
            messages.success(request, text)
        page += f"?moved={copy.pk}"
    return redirect(page)


def _measure(plan: AnnualPlan, measure_id: str) -> Measure:
    """A measure of the plan, in its bin or not: what has become of it, the services say."""
    measures = Measure.objects.of_plan(plan).with_plan()
    return get_object_or_404(measures, pk=int(measure_id))
