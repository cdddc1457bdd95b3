"""คำตอบ OIT: what the officer pastes into ITAS, and whether its link opens for a stranger."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from ita_portal.thai.dates import format_date
from ita_portal.thai.numerals import to_thai
from measures.models import AnnualPlan
from measures.roles import Action
from measures.views.access import UserRequest, plan_view
from reports.answers import Links, element_places, explanation
from reports.criteria import REPORT
from reports.models import Report
from reports.queries.criteria import criteria_book
from reports.queries.submissions import report_of
from reports.services.link_check import LinkCheck
from reports.views.workspace.link_checks import checked_link, report_link
from reports.views.workspace.plans import address_of


@plan_view(Action.EXPORT_REPORT)
@require_safe
def answer_detail(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    return _page(request, plan, None)


@plan_view(Action.EXPORT_REPORT)
@require_POST
def answer_check(request: UserRequest, plan: AnnualPlan) -> HttpResponse:
    """Open the link as a stranger does, when a person asks for it."""
    report = report_of(plan)
    version = report.published_version if report else None
    if version is None or request.POST.get("check") != "link":
        return redirect(address_of(plan, "answer_detail"))
    return _page(request, plan, checked_link(plan, version))


def _page(request: UserRequest, plan: AnnualPlan, checked: LinkCheck | None) -> HttpResponse:
    report = report_of(plan)
    context: dict[str, Any] = {"plan": plan, "report": report, "checked": checked}
    if report is not None:
        context |= _answer(plan, report)
    return render(request, "reports/workspace/answers/detail.html", context)


def _answer(plan: AnnualPlan, report: Report) -> dict[str, Any]:
    version, at = report.published_version, report.published_at
    if version is None or at is None:
        return {}
    snapshot, layout = version.snapshot(), version.layout_spec()
    links = _links(plan, version.number)
    day = format_date(timezone.localtime(at).date(), "medium")
    published = f"ฉบับที่ {to_thai(str(version.number))} เมื่อ {day}"
    answered = criteria_book().round(version.assessment_year)
    item = answered.item(REPORT) if answered else None
    year = plan.fiscal_year.year
    return {
        "version": version,
        "links": links,
        "item": item,
        "wrong_year": item is not None
        and (version.assessment_year or 0) - item.years_before != year,
        "places": element_places(snapshot, layout),
        "explanation": explanation(snapshot, layout, links=links, published=published),
    }


def _links(plan: AnnualPlan, number: int) -> Links:
    place = [plan.organization.code, plan.fiscal_year.year]
    return Links(
        home=settings.SITE_URL + reverse("public:home"),
        report=report_link(plan),
        pdf=settings.SITE_URL + reverse("public:version_pdf", args=[*place, number]),
    )
