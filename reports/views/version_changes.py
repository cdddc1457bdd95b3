"""What changed from any public version to a later one, for who holds an older copy."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from reports import queries
from reports.kinds import Kind
from reports.views import report_page
from reports.views.access import public_page
from reports.views.pages import STORE, respond
from reports.views.public import withdrawn


@public_page
@require_safe
def version_diff_since(
    request: HttpRequest,
    code: str,
    year: str,
    number: str,
    earlier: str,
    kind: Kind = Kind.REPORT,
) -> HttpResponseBase:
    stamp = queries.report_stamp(code, int(year), kind)
    if stamp is None:
        return withdrawn(code, int(year), int(number), kind)
    draw = partial(report_page.draw_changes, code, int(year), int(number), kind, since=int(earlier))
    try:
        page = STORE.get(("changes", code, year, number, earlier, stamp), draw)
    except Http404:
        return withdrawn(code, int(year), int(number), kind)
    return respond(request, page)
