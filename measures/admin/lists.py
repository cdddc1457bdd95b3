"""What lists share: search, counts, filters, and values written the Thai way."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ita_portal.thai.numerals import to_arabic, to_thai
from ita_portal.thai.text import UncleanText, clean
from measures.models import AnnualPlan
from measures.models.organization import name_search_form
from measures.templatetags.thai import thai_count, thai_date, thai_time

_MOST_WORDS = 10
NOTHING = "–"


def search(
    rows: QuerySet, term: str, *, fields: Iterable[str], names: Iterable[str] = ()
) -> QuerySet:
    """The rows that hold every word of the term, whichever digits either is written in.

    `names` are fields that hold `name_search_form` of a name.
    """
    try:
        words = clean(term, multiline=False).split()[:_MOST_WORDS]
    except UncleanText:
        return rows.none()
    fields, names = tuple(fields), tuple(names)
    for word in words:
        found = Q()
        for field in fields:
            found |= Q(**{f"{field}__icontains": to_arabic(word)})
            found |= Q(**{f"{field}__icontains": to_thai(word)})
        form = name_search_form(word)
        for field in names if form else ():
            found |= Q(**{f"{field}__contains": form})
        rows = rows.filter(found)
    return rows


def count_of(rows: QuerySet, to: str) -> Coalesce:
    """How many of `rows` point to the outer row through `to`, without joining them."""
    mine = rows.filter(**{to: OuterRef("pk")}).order_by().values(to)
    counted = mine.annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def thai_moment(at: datetime | None) -> str:
    """Day and time in the Buddhist era."""
    return f"{thai_date(at)} {thai_time(at)}" if at else NOTHING


def thai_day(at: datetime | None) -> str:
    """The day alone, for the columns of a list."""
    return str(thai_date(at)) if at else NOTHING


def count_link(count: int, view: str, **lookup: Any) -> SafeString | str:
    """A count that opens the list of what it counts."""
    if not count:
        return to_thai("0")
    query = "&".join(f"{name}={value}" for name, value in lookup.items())
    return format_html('<a href="{}?{}">{}</a>', reverse(view), query, thai_count(count))


def lock_words(plan: AnnualPlan) -> str:
    """Whether a plan can be edited, and since when not."""
    if plan.locked_at:
        return f"ล็อกเมื่อ {thai_day(plan.locked_at)}"
    return "แก้ไขได้" if plan.opening.is_all else "แก้ไขได้เฉพาะช่องที่เปิด"


class LockFilter(admin.SimpleListFilter):
    """Plans, or rows of plans, that are locked or not; `path` leads to the plan."""

    title = "การล็อก"
    parameter_name = "locked"
    path = "locked_at"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("no", "แก้ไขได้"), ("yes", "ล็อกแล้ว")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() in ("yes", "no"):
            return queryset.filter(**{f"{self.path}__isnull": self.value() == "no"})
        return queryset


class PlanLockFilter(LockFilter):
    path = "plan__locked_at"
