"""All that one organization has published, year by year."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import groupby

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from reports import queries
from reports.forms.comparison import MOST, ComparisonChoice
from reports.models.report import public_address
from reports.queries import GonePaper, PublishedReport
from reports.views.access import public_page
from reports.views.pages import STORE, Page, respond
from reports.views.report_page import region_of


@dataclass(frozen=True, kw_only=True)
class Paper:
    """What was published of a year: a report or a document of measures."""

    report: PublishedReport
    href: str
    pdf_href: str

    @classmethod
    def of(cls, report: PublishedReport) -> Paper:
        place = (report.code, report.year)
        return cls(
            report=report,
            href=public_address(report.kind, "report_detail", *place),
            pdf_href=public_address(report.kind, "version_pdf", *place, report.version_number),
        )


@dataclass(frozen=True, kw_only=True)
class Notice:
    """What is told in place of a paper that was withdrawn."""

    paper: GonePaper
    href: str

    @classmethod
    def of(cls, paper: GonePaper) -> Notice:
        return cls(
            paper=paper,
            href=public_address(paper.kind, "report_detail", paper.code, paper.year),
        )


@dataclass(frozen=True, kw_only=True)
class Year:
    """The papers of a year, its report first; `percent` is of the year with the most measures."""

    year: int
    papers: tuple[Paper, ...]
    percent: int

    @property
    def first(self) -> PublishedReport:
        return self.papers[0].report


@public_page
@require_safe
def organization_detail(request: HttpRequest, code: str) -> HttpResponseBase:
    gone = queries.gone_papers_of(code)
    key = ("organization", code, queries.site_stamp(), gone)
    return respond(request, STORE.get(key, partial(draw_organization, code, gone)))


def draw_organization(code: str, gone: tuple[GonePaper, ...]) -> Page:
    """The years of an organization, the newest first, and what of it is gone.

    Raises Http404 where it never published anything.
    """
    papers = queries.papers_of(code)
    if not papers and not gone:
        raise Http404
    newest: PublishedReport | GonePaper = papers[0] if papers else gone[0]
    keys = [(paper.code, paper.year) for paper in papers if paper.kind.is_report][:MOST]
    context = {
        "place": "true",
        "code": code,
        "name": newest.organization_name,
        "region": region_of(newest),
        "province": newest.province,
        "years": _years(papers),
        "notices": [Notice.of(paper) for paper in gone],
        "compared": len(keys),
        "compare_query": ComparisonChoice().query(*keys) if len(keys) > 1 else "",
    }
    html = render_to_string("reports/organizations/detail.html", context)
    return Page.of_html(html, None)  # no time tells of a withdrawal


def _years(papers: tuple[PublishedReport, ...]) -> list[Year]:
    most = max((paper.measure_count for paper in papers), default=0) or 1
    years = []
    for year, of_year in groupby(papers, key=lambda paper: paper.year):
        found = tuple(map(Paper.of, of_year))
        percent = round(100 * found[0].report.measure_count / most)
        years.append(Year(year=year, papers=found, percent=percent))
    return years
