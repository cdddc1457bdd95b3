"""The home page and the list of published reports, as HTML.

They bear no time of change: a withdrawal leaves nothing newer behind, so a cache that asks by time
alone would keep what was withdrawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse

from ita_portal.thai.numerals import to_thai
from measures.models import OrganizationKind
from measures.views.paging import page_links
from reports import queries
from reports.forms.filters import ReportFilter
from reports.kinds import Kind
from reports.models.report import public_address
from reports.queries import Choice, PublishedReport
from reports.views.pages import Page
from reports.views.report_page import region_of

NEWEST = 5


@dataclass(frozen=True, kw_only=True)
class Line:
    """A report in a list; `other` is the kind of the other paper of its year."""

    report: PublishedReport
    href: str
    region: tuple[str, ...]
    other: Kind
    other_href: str

    @classmethod
    def of(cls, report: PublishedReport) -> Line:
        place = (report.code, report.year)
        other = Kind.MEASURES if report.kind.is_report else Kind.REPORT
        return cls(
            report=report,
            href=public_address(report.kind, "report_detail", *place),
            region=region_of(report),
            other=other,
            other_href=public_address(other, "report_detail", *place),
        )


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A row of a table with bars; `percent` is of the longest bar."""

    label: str
    count: int
    percent: int
    href: str


@dataclass(frozen=True, kw_only=True)
class Chip:
    """A filter in use; `href` leads to the list without it."""

    label: str
    href: str


def draw_home() -> Page:
    """The home page, the same for everyone."""
    totals = queries.totals()
    newest = queries.latest_reports(NEWEST)
    context = {
        "newest": [Line.of(report) for report in newest],
        "totals": totals,
        "bars": _bars(totals.kinds),
    }
    html = render_to_string("reports/public/home.html", context)
    return Page.of_html(html, None)


def draw_list(wanted: ReportFilter) -> Page:
    """One page of the list, the same for everyone who asks for the same."""
    found = queries.published_reports(**wanted.criteria, page=wanted.page)
    choices = queries.choices(**wanted.criteria)
    address = reverse("public:report_list")
    context: dict[str, Any] = {
        "place": "page",
        "wanted": wanted,
        "address": address,
        **_papers(wanted, address),
        "total": found.total,
        "lines": [Line.of(report) for report in found.reports],
        "chips": _chips(wanted),
        **_kept(wanted),
        "provinces": chosen_too(choices.provinces, wanted.province),
        "facets": [
            ("year", "ปีงบประมาณ", "ทุกปี", str(wanted.year or ""), _years(choices.years, wanted)),
            ("kind", "ประเภทหน่วยงาน", "ทุกประเภท", wanted.kind, _kinds(choices.kinds, wanted)),
        ],
        "pages": page_links(
            found.number, found.page_count, lambda number: address + wanted.query(page=number)
        ),
    }
    if wanted.name and not found.total:
        names = queries.alike(**wanted.criteria)
        context["nearest"] = [(name, address + wanted.query(name=name)) for name in names]
    html = render_to_string("reports/public/report_list.html", context)
    return Page.of_html(html, None)


def _kept(wanted: ReportFilter) -> dict[str, Any]:
    """What the filters keep of the choice, and what the search takes over."""
    chosen = {name: value for name, value in wanted.criteria.items() if value}
    return {
        "kept": [(name, chosen[name]) for name in ("name", "paper") if name in chosen],
        "kept_by_search": [(name, value) for name, value in chosen.items() if name != "name"],
    }


def _papers(wanted: ReportFilter, address: str) -> dict[str, Any]:
    """Which kind of papers is listed, and the way to the others by the same choice."""
    shown = Kind(wanted.paper or Kind.REPORT)
    papers = {kind: "" if kind.is_report else kind.value for kind in Kind}
    return {
        "paper": shown,
        "tabs": [
            (kind, kind is shown, address + wanted.query(paper=paper))
            for kind, paper in papers.items()
        ],
        "cleared": address + ReportFilter(paper=wanted.paper).query(),
    }


def _bars(kinds: tuple[Choice, ...]) -> list[Bar]:
    """The kinds that have published something; bars start at zero."""
    longest = max((kind.count for kind in kinds), default=0)
    address = reverse("public:report_list")
    return [
        Bar(
            label=kind.label,
            count=kind.count,
            percent=round(100 * kind.count / longest),
            href=address + ReportFilter(kind=kind.value).query(),
        )
        for kind in kinds
        if kind.count
    ]


def _years(years: tuple[Choice, ...], wanted: ReportFilter) -> list[Choice]:
    return year_choices(chosen_too(years, str(wanted.year or "")))


def year_choices(years: tuple[Choice, ...]) -> list[Choice]:
    """Years as they are written on a page."""
    return [
        Choice(value=year.value, label=to_thai(f"พ.ศ. {year.label}"), count=year.count)
        for year in years
    ]


def chosen_too(choices: tuple[Choice, ...], chosen: str) -> tuple[Choice, ...]:
    """The choices and the one that is chosen, also when nothing is found with it.

    Left out, it would be lost without a word when the other filters are changed.
    """
    if not chosen or any(choice.value == chosen for choice in choices):
        return choices
    return (*choices, Choice(value=chosen, label=chosen, count=0))


def _kinds(kinds: tuple[Choice, ...], wanted: ReportFilter) -> list[Choice]:
    return [kind for kind in kinds if kind.count or kind.value == wanted.kind]


def _chips(wanted: ReportFilter) -> list[Chip]:
    labels = {
        "name": f"“{wanted.name}”",
        "province": f"จังหวัด{wanted.province}",
        "year": to_thai(f"พ.ศ. {wanted.year}"),
        "kind": str(OrganizationKind(wanted.kind).label) if wanted.kind else "",
    }
    address = reverse("public:report_list")
    return [
        Chip(label=label, href=address + wanted.query(**{key: None if key == "year" else ""}))
        for key, label in labels.items()
        if wanted.criteria[key]
    ]
