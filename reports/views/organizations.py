"""All that one organization has published, year by year."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from reports import queries
from reports.forms.comparison import MOST, ComparisonChoice
from reports.queries import PublishedReport
from reports.views.access import public_page
from reports.views.pages import STORE, Page, respond
from reports.views.report_page import region_of


@dataclass(frozen=True, kw_only=True)
class Year:
    """A published report of the organization; `percent` is of the year with the most measures."""

    report: PublishedReport
    href: str
    pdf_href: str
    percent: int


@public_page
@require_safe
def organization_detail(request: HttpRequest, code: str) -> HttpResponseBase:
    key = ("organization", code, queries.site_stamp())
    return respond(request, STORE.get(key, partial(draw_organization, code)))


def draw_organization(code: str) -> Page:
    """The years of an organization, the newest first. Raises Http404 where there is none."""
    reports = queries.reports_of([code])
    if not reports:
        raise Http404
    newest = reports[0]
    keys = [(report.code, report.year) for report in reports[:MOST]]
    context = {
        "place": "true",
        "name": newest.organization_name,
        "region": region_of(newest),
        "province": newest.province,
        "years": _years(reports),
        "compared": len(keys),
        "compare_query": ComparisonChoice().query(*keys) if len(keys) > 1 else "",
    }
    html = render_to_string("reports/organizations/detail.html", context)
    return Page.of_html(html, None)  # no time tells of a withdrawal


def _years(reports: tuple[PublishedReport, ...]) -> list[Year]:
    most = max(report.measure_count for report in reports) or 1
    return [
        Year(
            report=report,
            href=reverse("public:report_detail", args=[report.code, report.year]),
            pdf_href=reverse(
                "public:version_pdf", args=[report.code, report.year, report.version_number]
            ),
            percent=round(100 * report.measure_count / most),
        )
        for report in reports
    ]
