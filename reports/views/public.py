"""Published reports for everyone: drawn from frozen versions, never from live rows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from reports import queries
from reports.forms.filters import ReportFilter
from reports.kinds import Kind
from reports.models.report import public_address
from reports.views import listing, report_page
from reports.views.access import public_page
from reports.views.pages import STORE, Page, respond, validity


@public_page
@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    key = ("home", queries.site_stamp())
    return respond(request, STORE.get(key, listing.draw_home))


@public_page
@require_safe
def report_list(request: HttpRequest) -> HttpResponseBase:
    wanted = ReportFilter.read(request.GET)
    key = ("list", queries.site_stamp(), wanted)
    return respond(request, STORE.get(key, partial(listing.draw_list, wanted)))


@public_page
@require_safe
def report_detail(
    request: HttpRequest, code: str, year: str, kind: Kind = Kind.REPORT
) -> HttpResponseBase:
    return _report(request, code, int(year), None, kind)


@public_page
@require_safe
def version_detail(
    request: HttpRequest, code: str, year: str, number: str, kind: Kind = Kind.REPORT
) -> HttpResponseBase:
    return _report(request, code, int(year), int(number), kind)


@public_page
@require_safe
def version_list(
    request: HttpRequest, code: str, year: str, kind: Kind = Kind.REPORT
) -> HttpResponseBase:
    stamp = queries.report_stamp(code, int(year), kind)
    if stamp is None:
        return withdrawn(code, int(year), kind=kind)
    draw = partial(report_page.draw_versions, code, int(year), kind)
    return respond(request, STORE.get(("versions", code, year, stamp), draw))


@public_page
@require_safe
def version_elements(
    request: HttpRequest, code: str, year: str, number: str, kind: Kind = Kind.REPORT
) -> HttpResponseBase:
    """The assessor's view: where a version shows each required element."""
    draw = partial(report_page.draw_elements, code, int(year), int(number), kind)
    return _of_version(request, "elements", draw, code, int(year), int(number), kind)


@public_page
@require_safe
def version_diff(
    request: HttpRequest, code: str, year: str, number: str, kind: Kind = Kind.REPORT
) -> HttpResponseBase:
    """What a version changed in the public one before it."""
    draw = partial(report_page.draw_changes, code, int(year), int(number), kind)
    return _of_version(request, "changes", draw, code, int(year), int(number), kind)


def withdrawn(
    code: str, year: int, number: int | None = None, kind: Kind = Kind.REPORT
) -> HttpResponse:
    """The notice in place of what was withdrawn: gone, says its status. Raises Http404."""
    notice = queries.withdrawn_report(code, year, number, kind)
    if notice is None:
        return unpublished(code, year, number, kind)
    current = public_address(kind, "report_detail", code, year)
    context = {"notice": notice, "current": current, "place": "true"}
    html = render_to_string("reports/public/withdrawn.html", context)
    return HttpResponse(html, status=410, headers=validity(None))


def unpublished(code: str, year: int, number: int | None, kind: Kind) -> HttpResponse:
    """What leads to the other paper of the year, whether or not this one is written: not found.

    Raises Http404 where that is not public either, and for an address of a version.
    """
    papers = () if number else queries.papers_of(code)
    other = next((each for each in papers if each.year == year), None)
    if other is None:
        raise Http404
    address = public_address(other.kind, "report_detail", code, year)
    context = {"wanted": kind, "other": other, "address": address, "place": "true"}
    html = render_to_string("reports/public/unpublished.html", context)
    return HttpResponse(html, status=404, headers=validity(None))


def _report(
    request: HttpRequest, code: str, year: int, number: int | None, kind: Kind
) -> HttpResponseBase:
    draw = partial(report_page.draw_report, code, year, number, kind)
    return _of_version(request, "report", draw, code, year, number, kind)


def _of_version(
    request: HttpRequest,
    name: str,
    draw: Callable[[], Page],
    code: str,
    year: int,
    number: int | None,
    kind: Kind,
) -> HttpResponseBase:
    """A kept page about one version, or the notice of its withdrawal."""
    stamp = queries.report_stamp(code, year, kind)
    if stamp is None:
        return withdrawn(code, year, number, kind)
    try:
        page = STORE.get((name, code, year, number, stamp), draw)
    except Http404:
        return withdrawn(code, year, number, kind)
    return respond(request, page)
