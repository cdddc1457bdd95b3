"""The plan's page: its measures as a list of what is to be done."""

from __future__ import annotations

from secrets import token_urlsafe

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from ita_portal.thai.numerals import parse_int, to_thai
from measures.models import AnnualPlan, ImportBatch, Measure
from measures.roles import Action
from measures.services.order import place_measure
from measures.services.removed_rows import KEPT
from measures.views.access import UserRequest, plan_view, rights_in
from reports.models import Report
from reports.queries.plans import document_number
from reports.queries.returns import last_returns
from reports.services.progress import progress_of
from reports.views.workspace.refusals import refusals_told, say_with_undo


def address_of(plan: AnnualPlan, name: str, *more: object) -> str:
    """The address of a page of the plan."""
    args = [plan.organization.code, plan.fiscal_year.year, *more]
    return reverse(f"workspace:{name}", args=args)


@plan_view(Action.VIEW_PLAN)
@require_safe
def plan_detail(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    rights = rights_in(request)
    organization = plan.organization_id
    may_edit = rights.may(Action.EDIT_PLAN, organization) and not plan.is_locked
    whole = progress_of([plan], rights)[plan.pk]
    is_limited = may_edit and not rights.may_edit_all(organization)
    only_mine = is_limited and request.GET.get("show", "mine") != "all"
    context = {
        "plan": plan,
        "report": Report.objects.of_plan(plan).select_related("published_version").first(),
        "document_number": document_number(plan),
        "progress": whole.mine() if only_mine else whole,
        "whole": whole,
        "is_limited": is_limited,
        "only_mine": only_mine,
        "may_edit": may_edit,
        "may_export": rights.may(Action.EXPORT_REPORT, organization),
        "may_add": may_edit and plan.opening.is_all,
        "may_order": may_edit and not is_limited and plan.opening.is_all,
        "returned": last_returns([plan]).get(plan.pk),
        "binned": Measure.objects.in_bin(plan).binned_since(timezone.now() - KEPT).count(),
        "imports": ImportBatch.objects.in_organization(plan.organization).waiting().count(),
        "token": token_urlsafe(12),
        "moved": parse_int(request.GET.get("moved", "")),
        "way": request.GET.get("way"),
    }
    return render(request, "reports/workspace/plans/detail.html", context)


@plan_view(Action.EDIT_PLAN)
@require_POST
def plan_order(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    key, _, place = request.POST.get("place", "").partition(":")
    measure = get_object_or_404(Measure.objects.with_plan(), plan=plan, pk=parse_int(key) or 0)
    position = parse_int(place) or 1
    page = address_of(plan, "plan_detail")
    with refusals_told(request, plan):
        placed = place_measure(measure=measure, position=position, by=request.user)
        if placed.before != placed.after:
            old, new = to_thai(str(placed.before)), to_thai(str(placed.after))
            text = f"ย้ายมาตรการที่ {old} ไปอยู่ลำดับที่ {new} แล้ว เลขลำดับปรับให้ตามนี้"
            back = f"{measure.pk}:{placed.before}"
            say_with_undo(request, text, address_of(plan, "plan_order"), place=back)
        way = "up" if placed.after < placed.before else "down"
        page += f"?moved={measure.pk}&way={way}"
    return redirect(page)
