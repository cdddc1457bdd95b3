"""Published measures by what is written in them: as it was typed, or as it was likely meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Value
from django.db.models.functions import StrIndex

from ita_portal.thai.text import search_form
from reports.kinds import Kind
from reports.models import SearchDocument
from reports.models.search import SearchDocumentQuerySet
from reports.queries.lists import PAGE_SIZE, choices_of
from reports.queries.names import PLACE_APART
from reports.queries.repair import likely_meant
from reports.queries.values import Choices

MOST = 1000  # measures that are looked at one by one; nobody reads through more
MOST_TERMS = 12
_AROUND = "\"'“”‘’()[]{},;:!?…"
_FIELDS = {
    "key": "pk",
    "position": "position",
    "year": "version__report__plan__fiscal_year__year",
    "kind": "version__organization_kind",
    "province": "version__province",
    "issue": "issue",
    "organization": "version__report__plan__organization_id",
    "name_key": "version__sort_key",
    "published_at": "version__report__published_at",
}


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """The filters beside the words; `issue` counts the seven from one."""

    year: int | None = None
    kind: str = ""
    province: str = ""
    issue: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """What filters, counts and orders need of a measure; `in_title`: terms that its title has."""

    key: int
    position: int
    year: int
    kind: str
    province: str
    issue: int | None
    organization: int
    name_key: str
    published_at: datetime
    in_title: int


@dataclass(frozen=True, kw_only=True)
class Found:
    """A page of measures that have all of `terms`.

    `is_meant` says that these were taken for what was typed, `unknown` which of the typed ones no
    measure has. With `is_cut` there are more than `total`. `choices` counts what each filter would
    leave, `issues` by their numbers, if `is_counted`: else there are more than MOST without them.
    `fewer` tells what is found with one term left out.
    """

    terms: tuple[str, ...]
    is_meant: bool = False
    unknown: tuple[str, ...] = ()
    documents: tuple[SearchDocument, ...] = ()
    total: int = 0
    organizations: int = 0
    is_cut: bool = False
    is_counted: bool = True
    number: int = 1
    page_count: int = 1
    choices: Choices
    issues: dict[int, int]
    fewer: tuple[tuple[tuple[str, ...], int], ...] = ()


def terms_of(words: str) -> tuple[str, ...]:
    """What is looked for: each word in its search form, once; a place stays with its name."""
    parts = (part.strip(_AROUND) for part in PLACE_APART.sub(r"\1", words).split())
    terms = dict.fromkeys(map(search_form, parts))
    return tuple(term for term in terms if any(letter.isalnum() for letter in term))


def found_measures(
    terms: tuple[str, ...],
    chosen: Chosen,
    *,
    paper: Kind = Kind.REPORT,
    sort: str = "",
    page: int = 1,
    as_typed: bool = False,
) -> Found:
    """A page of what the public may see of them; where no measure has them, of what may be meant.

    Two queries where something is found, a few dozen short ones where something is mended.
    """
    public = SearchDocument.objects.public(paper)
    typed, lines = terms, _lines(public, terms)
    unknown: tuple[str, ...] = ()
    if terms and not lines and not as_typed:
        meant, unknown = likely_meant(public, terms)
        if not unknown and meant != terms:
            terms, lines = meant, _lines(public, meant)
    is_counted = len(lines) <= MOST
    if not is_counted:  # too many to look at: the filters choose first
        lines = _lines(public, terms, chosen)
    left = _left(lines, chosen)
    shown = Paginator(sorted(left[:MOST], key=_ORDERS[sort]), PAGE_SIZE).get_page(page)
    return Found(
        terms=terms,
        is_meant=terms != typed,
        unknown=unknown,
        documents=_documents(public, [line.key for line in shown]),
        number=shown.number,
        page_count=shown.paginator.num_pages,
        is_counted=is_counted,
        fewer=() if left or as_typed else _fewer(public, terms, chosen),
        **_counts(lines, left, chosen),
    )


def _counts(lines: list[Line], left: list[Line], chosen: Chosen) -> dict[str, Any]:
    counters: dict[str, Counter[Any]] = {
        name: Counter(map(attrgetter(name), _left(lines, chosen, but=name)))
        for name in vars(chosen)
    }
    issues = counters.pop("issue")
    return {
        "total": min(len(left), MOST),
        "organizations": len({line.organization for line in left[:MOST]}),
        "is_cut": len(left) > MOST,
        "choices": choices_of(counters["year"], counters["kind"], counters["province"]),
        "issues": {place: count for place, count in issues.items() if place},
    }


def _lines(
    public: SearchDocumentQuerySet, terms: tuple[str, ...], chosen: Chosen | None = None
) -> list[Line]:
    """One more than MOST at most, whichever the database comes upon first: no order is as fast."""
    of_versions = bool(chosen and (chosen.year or chosen.kind or chosen.province))
    rows = public.holding(terms, among_others=of_versions)
    if chosen:
        wanted = {_FIELDS[name]: value for name, value in vars(chosen).items() if value}
        rows = rows.filter(**wanted)
    places = [f"at_{number}" for number in range(len(terms))]
    at = {place: StrIndex("text", Value(term)) for place, term in zip(places, terms, strict=True)}
    found = rows.annotate(**at).order_by().values_list(*_FIELDS.values(), "title_length", *places)
    return [_line(*row) for row in found[: MOST + 1]]


def _line(*row: Any) -> Line:
    told, (title_length, *at) = row[: len(_FIELDS)], row[len(_FIELDS) :]
    return Line(*(*told, sum(place <= title_length for place in at)))


def _left(lines: list[Line], chosen: Chosen, but: str = "") -> list[Line]:
    """Those that all filters leave, or all `but` one."""
    wanted = [(name, value) for name, value in vars(chosen).items() if value and name != but]
    if not wanted:
        return lines
    return [line for line in lines if all(getattr(line, name) == value for name, value in wanted)]


def _by_name(line: Line) -> tuple[Any, ...]:
    return (line.name_key, -line.year, line.organization, line.position)


_ORDERS: dict[str, Callable[[Line], tuple[Any, ...]]] = {
    "": lambda line: (-line.in_title, -line.year, *_by_name(line)),
    "new": lambda line: (-line.published_at.timestamp(), *_by_name(line)),
    "name": _by_name,
}
SORTS = tuple(_ORDERS)


def _documents(public: SearchDocumentQuerySet, keys: list[int]) -> tuple[SearchDocument, ...]:
    """With all that a page tells of them, in this order."""
    up = ("version__report__plan__organization", "version__report__plan__fiscal_year")
    rows = public.select_related(*up).defer("text", "version__layout").in_bulk(keys)
    return tuple(rows[key] for key in keys if key in rows)


def _fewer(
    public: SearchDocumentQuerySet, terms: tuple[str, ...], chosen: Chosen
) -> tuple[tuple[tuple[str, ...], int], ...]:
    """What is found when one term is left out, the most first; at most MOST of each."""
    if not 1 < len(terms) <= 5:
        return ()
    rests = [tuple(other for other in terms if other != term) for term in terms]
    counted = [(rest, len(_left(_lines(public, rest)[:MOST], chosen))) for rest in rests]
    return tuple(sorted((each for each in counted if each[1]), key=lambda each: -each[1]))
