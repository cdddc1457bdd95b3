"""Adding a measure to a plan: named by the person, or a stock measure."""

from __future__ import annotations

from secrets import token_urlsafe

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ita_portal.thai.numerals import to_thai
from measures.forms.plans import MeasureAddForm
from measures.models import AnnualPlan, Issue, Measure, StockMeasure
from measures.roles import Action
from measures.services.adding import add_measure
from measures.services.plans import MeasureChanged, PlanLocked
from measures.services.stock import stock_as_measure
from measures.views.access import UserRequest, plan_view
from measures.views.unsaved import unsaved
from reports.views.workspace.plans import address_of
from reports.views.workspace.refusals import GONE, locked_words


@plan_view(Action.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
def measure_add(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    if not plan.opening.is_all:
        kept = unsaved(request, locked_words(plan), status=409)
        if kept is not None:
            return kept
        messages.error(request, locked_words(plan))
        return redirect(address_of(plan, "plan_detail"))
    names = Issue.objects.of_plan(plan).values_list("name", flat=True)
    form = MeasureAddForm(request.POST or None, issues=list(names))
    if form.is_valid():
        measure = _add(request, plan, form)
        if measure is not None:
            number = to_thai(str(measure.position))
            messages.success(request, f"เพิ่มมาตรการที่ {number} แล้ว")
            return redirect(_page_of(plan, measure))
    context = {
        "plan": plan,
        "form": form,
        "token": request.POST.get("token") or token_urlsafe(12),
        "stock": StockMeasure.objects.offered(),
    }
    return render(request, "reports/workspace/adding/measure_add.html", context)


def _add(request: UserRequest, plan: AnnualPlan, form: MeasureAddForm) -> Measure | None:
    """The new measure, or None when the form now says why not."""
    stock = form.cleaned_data["stock"]
    year = plan.fiscal_year.year
    data = stock_as_measure(stock, fiscal_year=year) if stock else form.to_input()
    token, at = request.POST.get("token", ""), timezone.now()
    try:
        return add_measure(plan=plan, data=data, by=request.user, at=at, token=token)
    except PlanLocked:
        form.add_error(None, locked_words(plan))
    except MeasureChanged:
        form.add_error(None, GONE)
    except ValidationError as error:
        form.add_error(None, error.messages)
    return None


def _page_of(plan: AnnualPlan, measure: Measure) -> str:
    """The editor of the measure."""
    try:
        return address_of(plan, "measure_edit", measure.pk)
    except NoReverseMatch:
        return f"{address_of(plan, 'plan_detail')}?moved={measure.pk}"
