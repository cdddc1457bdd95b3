"""The page of one published version and that of its history, as HTML."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.http import Http404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from ita_portal.thai.dates import format_date
from ita_portal.thai.numerals import to_thai
from ita_portal.thai.text import squash
from reports import queries
from reports.answers import OPENINGS, TABLES, Links, explanation
from reports.elements import Element, elements_of, must_show
from reports.forms.samples import FIRST, STEPS, SampleChoice
from reports.kinds import Kind
from reports.models.report import public_address
from reports.queries import GonePaper, PublishedReport, PublishedVersion, ReportPage, Verified
from reports.rendering.grid import Grid, build_grid
from reports.services.changes import Drawn, changes_between
from reports.views.element_places import places_of
from reports.views.file_kinds import downloads_of
from reports.views.pages import Page


@dataclass(frozen=True, kw_only=True)
class Hrefs:
    """Where the parts of a report are; each one permanent."""

    current: str
    versions: str
    version: str
    pdf: str
    json: str
    changes: str
    elements: str
    contact: str

    @classmethod
    def of(cls, report: PublishedReport, number: int) -> Hrefs:
        return cls.at(report.kind, report.code, report.year, number)

    @classmethod
    def at(cls, kind: Kind, code: str, year: int, number: int) -> Hrefs:
        address, place = partial(public_address, kind), [code, year]
        return cls(
            current=address("report_detail", *place),
            versions=address("version_list", *place),
            version=address("version_detail", *place, number),
            pdf=address("version_pdf", *place, number),
            json=address("version_json", *place, number),
            changes=address("version_diff", *place, number),
            elements=address("version_elements", *place, number),
            contact=address("report_contact", *place),
        )


@dataclass(frozen=True, kw_only=True)
class Other:
    """The paper of the other kind of the same organization and year."""

    kind: Kind
    href: str


@dataclass(frozen=True, kw_only=True)
class VersionLine:
    """A published version with its addresses; `before` is the public one that it took over from.

    `since` leads to what changed from it to the newest, where no other line does.
    """

    version: PublishedVersion
    hrefs: Hrefs
    before: int | None = None
    since: str = ""


def draw_report(code: str, year: int, number: int | None, kind: Kind) -> Page:
    """The report page, the same for everyone. Raises Http404."""
    page = _page(code, year, number, kind)
    html = render_to_string("reports/public/report_detail.html", context_of(page))
    return Page.of_html(html, page.changed_at)


def draw_versions(code: str, year: int, kind: Kind) -> Page:
    """The history of a report, the same for everyone. Raises Http404."""
    page = _page(code, year, None, kind)
    lines = [_line(page, version) for version in page.versions]
    context = {
        "place": "true",
        "report": page.report,
        "href": lines[0].hrefs,
        "lines": lines,
    }
    html = render_to_string("reports/public/version_list.html", context)
    return Page.of_html(html, page.versions[0].published_at)


def _line(page: ReportPage, version: PublishedVersion) -> VersionLine:
    newest = page.version.number
    is_old = version.number not in (newest, _before(page, newest))
    return VersionLine(
        version=version,
        hrefs=Hrefs.of(page.report, version.number),
        before=_before(page, version.number),
        since=(
            since_href(page.report.kind, page.report.code, page.report.year, version.number, newest)
            if is_old and not version.withdrawn
            else ""
        ),
    )


def since_href(kind: Kind, code: str, year: int, earlier: int, number: int) -> str:
    """Where it is told what changed from an earlier version to a later one."""
    return public_address(kind, "version_diff_since", code, year, number, earlier)


def draw_elements(code: str, year: int, number: int, kind: Kind) -> Page:
    """Where a version shows each required element, the same for everyone. Raises Http404."""
    page = _page(code, year, number, kind)
    grid, href = build_grid(page.snapshot, page.layout), Hrefs.of(page.report, number)
    context = {
        "place": "true",
        "report": page.report,
        "href": href,
        "version": page.version,
        "explanation": _explanation(page, href),
        "criteria": page.snapshot.criteria,
        "is_required": must_show(page.snapshot),
        "elements": places_of(page.snapshot, grid),
        "evidence_count": _evidence_count(grid),
        "sample_steps": STEPS,
        "sample_first": FIRST,
        "sample": SampleChoice(),
    }
    html = render_to_string("reports/public/version_elements.html", context)
    return Page.of_html(html, page.versions[0].published_at)


def _explanation(page: ReportPage, href: Hrefs) -> str:
    """The text that the portal gave the office for its answer to the assessors."""
    day = format_date(timezone.localtime(page.version.published_at).date(), "medium")
    links = Links(
        home=settings.SITE_URL + reverse("public:home"),
        report=settings.SITE_URL + href.current,
        pdf=settings.SITE_URL + href.pdf,
    )
    return explanation(
        page.snapshot,
        page.layout,
        links=links,
        published=f"ฉบับที่ {to_thai(str(page.version.number))} เมื่อ {day}",
        kind=page.report.kind,
    )


def draw_changes(code: str, year: int, number: int, kind: Kind, since: int | None = None) -> Page:
    """What is new in a version since an earlier one, or the one before it. Raises Http404."""
    page = _page(code, year, number, kind)
    earlier = since or _before(page, number)
    if earlier is None or earlier >= number:
        raise Http404
    before = _page(code, year, earlier, kind)
    context = {
        "place": "true",
        "report": page.report,
        "href": Hrefs.of(page.report, number),
        "version": page.version,
        "reasons": [
            version
            for version in page.versions
            if earlier < version.number <= number and version.reason
        ],
        "before": VersionLine(version=before.version, hrefs=Hrefs.of(page.report, earlier)),
        "changes": changes_between(_drawn(before), _drawn(page)),
    }
    html = render_to_string("reports/public/version_diff.html", context)
    return Page.of_html(html, page.versions[0].published_at)


def _before(page: ReportPage, number: int) -> int | None:
    """The version that stood there before, if it can still be read."""
    older = (each.number for each in page.versions if each.number < number and not each.withdrawn)
    return next(older, None)


def _drawn(page: ReportPage) -> Drawn:
    return Drawn(snapshot=page.snapshot, layout=page.layout)


def context_of(page: ReportPage) -> dict[str, Any]:
    """What the template of a report page shows."""
    elements, grid = elements_of(page.snapshot), build_grid(page.snapshot, page.layout)
    return {
        "place": "true",
        "report": page.report,
        "whose": _whose(page),
        "version": page.version,
        "version_count": len(page.versions),
        "since": _since(page),
        "title": [" ".join(line.split()) for line in page.report.title.splitlines()],
        "grid": grid,
        "evidence_count": _evidence_count(grid),
        "href": Hrefs.of(page.report, page.version.number),
        "origin": settings.SITE_URL,
        "downloads": downloads_of(
            page.report.kind, page.report.code, page.report.year, page.version.number, page.files
        ),
        "other": _other(page),
        "opening": OPENINGS[page.report.kind],
        "table": TABLES[page.report.kind],
        "pdf": next((file for file in page.files if file.format == "pdf"), None),
        "elements": elements,
        "elements_count": in_words(elements) if must_show(page.snapshot) else "",
    }


def _evidence_count(grid: Grid) -> int:
    return sum(len(part.photos) + len(part.attached) for part in grid.annex)


def _since(page: ReportPage) -> str:
    """What changed from this version to the newest; "" where it is the newest."""
    newest = next((version.number for version in page.versions if version.is_newest), None)
    if newest is None or page.version.is_newest:
        return ""
    place = (page.report.kind, page.report.code, page.report.year)
    return since_href(*place, page.version.number, newest)


def _other(page: ReportPage) -> Other | None:
    """The paper of the other kind of the same year, where it can be read."""
    if page.other_at is None:
        return None
    kind = Kind.MEASURES if page.report.kind.is_report else Kind.REPORT
    href = public_address(kind, "report_detail", page.report.code, page.report.year)
    return Other(kind=kind, href=href)


def region_of(report: GonePaper | PublishedReport | Verified) -> tuple[str, ...]:
    """District and province in words, as far as they are known."""
    district = f"อำเภอ{report.district}" if report.district else ""
    province = f"จังหวัด{report.province}" if report.province else ""
    return tuple(filter(None, [district, province]))


def _whose(page: ReportPage) -> tuple[str, ...]:
    """Whose report it is, as written below its title; where nothing is, name and place."""
    name, written = page.report.organization_name, page.snapshot.place_text
    lines = tuple(" ".join(line.split()) for line in written.splitlines())
    if squash(name) in squash(written):
        return lines
    return (name, *(lines or region_of(page.report)))


def _page(code: str, year: int, number: int | None, kind: Kind) -> ReportPage:
    page = queries.report_page(code, year, number, kind)
    if page is None:
        raise Http404
    return page


def in_words(elements: tuple[Element, ...]) -> str:
    """How many elements are complete: "ครบ ๖ จาก ๖"."""
    complete = sum(element.is_complete for element in elements)
    word = "ครบ" if complete == len(elements) else "มี"
    return to_thai(f"{word} {complete} จาก {len(elements)}")
