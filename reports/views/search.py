"""The search in what is published: organizations and measures, the same for everyone who asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from ita_portal.thai.numerals import to_thai
from measures.importing.titles import THE_SEVEN_ISSUES
from measures.models import OrganizationKind
from measures.views.paging import page_links
from reports import queries
from reports.forms.filters import ReportFilter
from reports.forms.search import SearchFilter
from reports.kinds import Kind
from reports.models import SearchDocument
from reports.models.report import public_address
from reports.queries import Choice
from reports.queries.search import MOST, Found, found_measures
from reports.queries.snippets import Snippet, marked, marker_of, snippet_of
from reports.snapshot import MeasureRow
from reports.views.access import public_page
from reports.views.listing import Chip, Line, chosen_too, year_choices
from reports.views.pages import STORE, Page, respond

REPORTS = 3  # reports shown above the measures
_ANEW = ("q", "exact")  # what another search does not take over
SORTS = {"": "ตรงกับคำค้นมากที่สุด", "new": "เผยแพร่ล่าสุด", "name": "ชื่อหน่วยงาน ก–ฮ"}


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A measure that was found; titles and snippets are parts, each with whether it is marked."""

    title: tuple[tuple[str, bool], ...]
    href: str
    document: SearchDocument
    measure: MeasureRow
    issue: str
    snippet: Snippet | None

    @property
    def report(self) -> str:
        """The report as a comparison names it."""
        plan = self.document.version.report.plan
        return f"{plan.organization.code}/{plan.fiscal_year.year}"


@public_page
@require_safe
def search(request: HttpRequest) -> HttpResponseBase:
    wanted = SearchFilter.read(request.GET)
    key = ("search", queries.site_stamp(), wanted)
    return respond(request, STORE.get(key, partial(draw_search, wanted)))


def draw_search(wanted: SearchFilter) -> Page:
    """One page of what is found, or why nothing is."""
    context: dict[str, Any] = {
        "place": "true",
        "wanted": wanted,
        "address": reverse("public:search"),
        "kept_by_search": [
            (name, value) for name, value in wanted.values.items() if value and name not in _ANEW
        ],
        "cleared": address_of(wanted, year=None, kind="", province="", issue=None),
        "chips": _chips(wanted),
    }
    if not wanted.problem and not wanted.is_empty:
        context |= _answer(wanted, found_of(wanted))
    html = render_to_string("reports/search/search.html", context)
    return Page.of_html(html, None)


def found_of(wanted: SearchFilter) -> Found:
    return found_measures(
        wanted.terms,
        wanted.chosen,
        paper=Kind(wanted.paper or Kind.REPORT),
        sort=wanted.sort,
        page=wanted.page,
        as_typed=wanted.as_typed,
    )


def address_of(wanted: SearchFilter, **changes: Any) -> str:
    """The address of this search with some of it changed."""
    return reverse("public:search") + wanted.query(**changes)


def _answer(wanted: SearchFilter, found: Found) -> dict[str, Any]:
    return {
        "found": found,
        "most": MOST,
        "hits": hits_of(found),
        "meant": to_thai(" ".join(found.terms)),
        "unknown": [to_thai(term) for term in found.unknown],
        **_links(wanted, found),
        **_filters(wanted, found),
        **_reports(wanted, found),
    }


def _links(wanted: SearchFilter, found: Found) -> dict[str, Any]:
    """Where else this search leads."""
    papers = {paper: "" if paper.is_report else paper.value for paper in Kind}
    return {
        "pages": page_links(
            found.number, found.page_count, lambda number: address_of(wanted, page=number)
        ),
        "sorts": [
            (label, sort == wanted.sort, address_of(wanted, sort=sort))
            for sort, label in SORTS.items()
        ],
        "tabs": [
            (paper, value == wanted.paper, address_of(wanted, paper=value))
            for paper, value in papers.items()
        ],
        "typed": address_of(wanted, as_typed=True),
        "fewer": [
            (to_thai(" ".join(terms)), count, address_of(wanted, words=" ".join(terms)))
            for terms, count in found.fewer
        ],
    }


def _reports(wanted: SearchFilter, found: Found) -> dict[str, Any]:
    """The reports whose organization or place has all the words; else names like them."""
    if not wanted.terms or wanted.page > 1:
        return {}
    named = ReportFilter(
        name=wanted.words,
        year=wanted.year,
        kind=wanted.kind,
        province=wanted.province,
        paper=wanted.paper,
    )
    listed = queries.published_reports(**named.criteria, page_size=REPORTS)
    answer: dict[str, Any] = {
        "reports": [Line.of(report) for report in listed.reports],
        "report_total": listed.total,
        "all_reports": reverse("public:report_list") + named.query(),
    }
    if not listed.total and not found.total:
        names = queries.alike(**named.criteria)
        answer["nearest"] = [(name, address_of(wanted, words=name)) for name in names]
    return answer


def _filters(wanted: SearchFilter, found: Found) -> dict[str, Any]:
    """What can be chosen beside the words; nothing is counted where not all were looked at."""
    is_counted = found.is_counted
    choices = found.choices if is_counted else queries.choices(paper=wanted.paper)
    chosen = str(wanted.issue or "")
    issues = [
        Choice(
            value=str(place), label=to_thai(f"{place}. {name}"), count=found.issues.get(place, 0)
        )
        for place, name in enumerate(THE_SEVEN_ISSUES, start=1)
        if not is_counted or place in found.issues or str(place) == chosen
    ]
    kinds = [kind for kind in choices.kinds if kind.count or kind.value == wanted.kind]
    years = year_choices(chosen_too(choices.years, str(wanted.year or "")))
    return {
        "uncounted": not is_counted,
        "provinces": chosen_too(choices.provinces, wanted.province),
        "facets": [
            ("year", "ปีงบประมาณ", "ทุกปี", str(wanted.year or ""), years),
            ("kind", "ประเภทหน่วยงาน", "ทุกประเภท", wanted.kind, kinds),
            ("issue", "ประเด็น", "ทุกประเด็น", chosen, issues),
        ],
        "kept": [
            (name, wanted.values[name])
            for name in ("q", "paper", "sort", "exact")
            if wanted.values[name]
        ],
    }


def hits_of(found: Found) -> list[Hit]:
    """What is told of each measure on the page; each version is read once."""
    snapshots = {each.version_id: each.version for each in found.documents}
    measures = {key: version.snapshot().measures for key, version in snapshots.items()}
    marker = marker_of(found.terms)
    return [
        _hit(document, measures[document.version_id][document.position - 1], found, marker)
        for document in found.documents
        if document.position <= len(measures[document.version_id])  # else it is out of step
    ]


def _hit(document: SearchDocument, measure: MeasureRow, found: Found, marker: Any) -> Hit:
    report = document.version.report
    place = (report.plan.organization.code, report.plan.fiscal_year.year)
    href = public_address(Kind(report.kind), "report_detail", *place)
    title = " ".join(measure.title.split()) or "มาตรการที่ไม่มีชื่อ"
    return Hit(
        title=marked(title, marker),
        href=f"{href}#m{document.position}",
        document=document,
        measure=measure,
        issue=THE_SEVEN_ISSUES[document.issue - 1] if document.issue else "",
        snippet=snippet_of(measure, found.terms),
    )


def _chips(wanted: SearchFilter) -> list[Chip]:
    filters: Iterable[tuple[str, str, Any]] = (
        ("year", to_thai(f"พ.ศ. {wanted.year}"), None),
        ("kind", str(OrganizationKind(wanted.kind).label) if wanted.kind else "", ""),
        ("province", f"จังหวัด{wanted.province}", ""),
        ("issue", to_thai(f"ประเด็นที่ {wanted.issue}"), None),
    )
    return [
        Chip(label=label, href=address_of(wanted, **{name: nothing}))
        for name, label, nothing in filters
        if getattr(wanted, name)
    ]
