"""Up to four published reports side by side, by issue: the same for everyone who asks for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from reports import queries
from reports.elements import elements_of, must_show
from reports.forms.comparison import MOST, SHOWN, ComparisonChoice, Key
from reports.queries import PublishedReport, ReportPage
from reports.rendering.grid import build_grid
from reports.services.comparison import Comparison, compare
from reports.views.access import public_page
from reports.views.comparison_rows import Side, rows_of
from reports.views.pages import STORE, Page, respond
from reports.views.report_page import in_words

FOUND = 10


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A report that may be put beside the others."""

    report: PublishedReport
    href: str


@public_page
@require_safe
def report_compare(request: HttpRequest) -> HttpResponseBase:
    wanted = ComparisonChoice.read(request.GET)
    key = ("compare", queries.site_stamp(), wanted)
    return respond(request, STORE.get(key, partial(draw_comparison, wanted)))


@dataclass(frozen=True, kw_only=True)
class Laid:
    """What was asked for: `chosen` of it there is, `missing` there is not."""

    chosen: ComparisonChoice
    missing: tuple[Key, ...]
    sides: list[Side]
    compared: Comparison


def laid_out(wanted: ComparisonChoice) -> Laid:
    """The reports that there are of those asked for; at most three queries for each."""
    asked = {key: queries.report_page(*key) for key in wanted.reports}
    pages = [page for page in asked.values() if page is not None]
    chosen = wanted.only(tuple(key for key, page in asked.items() if page is not None))
    compared = compare([page.snapshot for page in pages])
    return Laid(
        chosen=chosen,
        missing=tuple(key for key, page in asked.items() if page is None),
        sides=_sides(chosen, pages, compared),
        compared=compared,
    )


def draw_comparison(wanted: ComparisonChoice) -> Page:
    """The page, the same for everyone who asks for the same."""
    laid = laid_out(wanted)
    chosen, sides = laid.chosen, laid.sides
    issues = laid.compared.issues if len(sides) > 1 else ()
    context = {
        "here": "compare",
        "wanted": chosen,
        "most": MOST,
        "missing": laid.missing,
        "sides": sides,
        "rows": [rows_of(issue, sides, chosen.fields) for issue in issues],
        "is_guessed": any(laid.compared.guessed),
        "query": chosen.query(*chosen.reports),
        "origin": settings.SITE_URL,
        "candidates": [] if chosen.is_full else _candidates(chosen),
        "choices": [(name, label) for name, (label, _) in SHOWN.items()],
    }
    html = render_to_string("reports/comparison/report_compare.html", context)
    return Page.of_html(html, None)


def _sides(
    chosen: ComparisonChoice, pages: Sequence[ReportPage], compared: Comparison
) -> list[Side]:
    longest = max((len(page.snapshot.measures) for page in pages), default=0) or 1
    return [
        Side(
            report=page.report,
            href=reverse("public:report_detail", args=key),
            pdf_href=reverse("public:version_pdf", args=[*key, page.version.number]),
            without=chosen.without(key),
            elements=in_words(elements_of(page.snapshot)) if must_show(page.snapshot) else "",
            percent=round(100 * len(page.snapshot.measures) / longest),
            grid=build_grid(page.snapshot, page.layout),
            covered=compared.covered(place),
            guessed=compared.guessed[place],
        )
        for place, (key, page) in enumerate(zip(chosen.reports, pages, strict=True))
    ]


def _candidates(chosen: ComparisonChoice) -> list[Candidate]:
    """What is looked for, or else other years of the same organizations."""
    wanted = chosen.search
    if wanted.name or wanted.year:
        name, year = wanted.name, wanted.year
        found = queries.published_reports(name=name, year=year, page_size=FOUND + MOST).reports
    else:
        found = queries.reports_of({code for code, _ in chosen.reports})
    return [
        Candidate(report=report, href=chosen.beside((report.code, report.year)))
        for report in found
        if (report.code, report.year) not in chosen.reports
    ][:FOUND]
