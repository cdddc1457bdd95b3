"""Addresses as people type them, led to the one that there is; and what crawlers leave alone."""

from __future__ import annotations

import re

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.views.decorators.http import require_safe

from ita_portal.thai.numerals import to_arabic
from reports.views.access import public_page

_TYPED = re.compile(r"([0-9a-zA-Z][0-9a-zA-Z-]{0,31})(?:/([0-9]{2}|[0-9]{4}))?(/[0-9a-z/-]*)?")
_CHRISTIAN = range(1997, 2158)  # years of which the Buddhist ones can have a report
_CENTURY, _BUDDHA = 2500, 543
# Each comparison and search leads to more of them, without end; the rest is of the staff
_ROBOTS = """\
User-agent: *
Disallow: /compare/
Disallow: /search/
Disallow: /sign-in/
Disallow: /work/
Allow: /
"""


@public_page
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What is published is for search engines, too, but for what leads them round and round."""
    headers = {"Cache-Control": "public, max-age=86400"}
    return HttpResponse(_ROBOTS, content_type="text/plain; charset=utf-8", headers=headers)


@public_page
@require_safe
def address_repair(request: HttpRequest, rest: str) -> HttpResponse:
    """Thai digits, capitals, a Christian year or one of two digits lead to the report's address."""
    found = _TYPED.fullmatch(to_arabic(rest))
    if found is None:
        raise Http404
    code, year, tail = found.groups(default="")
    repaired = "/".join(filter(None, [code.lower(), _buddhist(year)])) + (tail or "/")
    if repaired == rest:
        raise Http404
    return HttpResponsePermanentRedirect(f"/reports/{repaired}")


def _buddhist(year: str) -> str:
    if not year:
        return ""
    number = int(year)
    if len(year) == len("64"):
        return str(number + _CENTURY)
    return str(number + _BUDDHA) if number in _CHRISTIAN else year
