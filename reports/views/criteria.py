"""หลักเกณฑ์: what each round of the assessment asks for, for everyone, with its sources."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from reports.criteria import MEASURES, REPORT, Book
from reports.queries.criteria import criteria_book
from reports.views.access import public_page
from reports.views.pages import STORE, Page, respond


@public_page
@require_safe
def criteria_list(request: HttpRequest) -> HttpResponseBase:
    book = criteria_book()
    return respond(request, STORE.get(("criteria", book), partial(_draw, book)))


def _draw(book: Book) -> Page:
    context = {
        "rounds": [
            (each, [item for kind in (REPORT, MEASURES) if (item := each.item(kind))])
            for each in reversed(book.rounds)
        ],
        "scales": list(reversed(book.scales)),
    }
    return Page.of_html(render_to_string("reports/criteria/list.html", context), None)
