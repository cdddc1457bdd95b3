"""Beginning the report of a year: from an earlier one, from issues, or from stock measures."""

from __future__ import annotations

from collections.abc import Callable
from secrets import token_urlsafe
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ita_portal.thai.dates import fiscal_year_of
from ita_portal.thai.numerals import parse_int, to_thai
from measures.models import AnnualPlan, FiscalYear, IssueScheme, Measure, Organization
from measures.permissions import require_all
from measures.roles import Action
from measures.services.beginning import open_with_issues, open_with_stock
from measures.services.copying import copy_plan
from measures.views.access import UserRequest, organization_view, rights_in
from reports.forms.start import StartForm
from reports.queries.beginnings import (
    next_year,
    schemes_for,
    sources_of,
    usual_layout,
    years_to_begin,
)
from reports.queries.criteria import criteria_book
from reports.services.starting import start_report
from reports.views.workspace.plans import address_of


@organization_view(Action.EDIT_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
def plan_start(request: UserRequest, organization: Organization) -> HttpResponse:
    year = _chosen_year(request, organization)
    context: dict[str, Any] = {"organization": organization}
    if year is None:
        return render(request, "reports/workspace/start/plan_start.html", context)
    context |= {
        "year": year,
        "standing": AnnualPlan.objects.in_organization(organization).in_year(year.year).first(),
        "may_start": rights_in(request).may_edit_all(organization.pk),
        "years": years_to_begin(organization),
    }
    if request.method == "POST":
        require_all(request.user, organization)
        form = StartForm(request.POST, organization=organization, fiscal_year=year)
        plan = _start(request, form, organization, year) if form.is_valid() else None
        if plan is not None:
            count = to_thai(str(Measure.objects.in_plan(plan).count()))
            messages.success(request, f"เริ่มรายงานแล้ว มี {count} มาตรการให้กรอกต่อ")
            return redirect(address_of(plan, "plan_detail"))
    else:
        form = _fresh_form(organization, year)
    context |= {"form": form, "sources": sources_of(organization, year.year)}
    return render(request, "reports/workspace/start/plan_start.html", context)


def _chosen_year(request: UserRequest, organization: Organization) -> FiscalYear | None:
    """The year of the address, or the one that is next; None where all are begun."""
    asked = request.GET.get("year")
    if asked:
        return get_object_or_404(FiscalYear, year=parse_int(asked) or 0)
    newest = AnnualPlan.objects.in_organization(organization).first()
    today = fiscal_year_of(timezone.localdate())
    years = years_to_begin(organization)
    return next_year(years, newest.fiscal_year.year if newest else None, today)


def _fresh_form(organization: Organization, year: FiscalYear) -> StartForm:
    book = criteria_book()
    asking = book.first_asking(year.year)
    answered = asking or book.round_for(year.year + 1)
    usual = answered.scheme if answered else ""
    sources = sources_of(organization, year.year)
    initial = {
        "token": token_urlsafe(12),
        "assessment_year": asking.year if asking else year.year + 1,
        "layout": usual_layout(organization, year.year),
        "source": sources[0].plan if sources else None,
        "scheme": next((each for each in schemes_for(organization) if each.name == usual), None),
    }
    return StartForm(initial=initial, organization=organization, fiscal_year=year)


def _start(
    request: UserRequest, form: StartForm, organization: Organization, year: FiscalYear
) -> AnnualPlan | None:
    """The plan that was begun, or None when the form now says why not."""
    values = form.cleaned_data
    try:
        return start_report(
            organization=organization,
            fiscal_year=year,
            begin=_way(request, values, organization, year),
            layout=values["layout"],
            assessment_year=values["assessment_year"],
            by=request.user,
            at=timezone.now(),
            token=values["token"],
        )
    except ValidationError as error:
        form.add_error(None, error.messages)
    return None


def _way(
    request: UserRequest, values: dict[str, Any], organization: Organization, year: FiscalYear
) -> Callable[[], AnnualPlan]:
    by = request.user
    scheme: IssueScheme = values["scheme"]
    ways: dict[str, Callable[[], AnnualPlan]] = {
        "copy": lambda: copy_plan(source=values["source"], fiscal_year=year, by=by),
        "issues": lambda: open_with_issues(
            organization=organization, fiscal_year=year, scheme=scheme, by=by
        ),
        "stock": lambda: open_with_stock(
            organization=organization, fiscal_year=year, stock=list(values["stock"]), by=by
        ),
    }
    return ways[values["way"]]
