"""What a visitor searches published measures for; the address holds all of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict
from django.utils.http import urlencode

from ita_portal.thai.numerals import parse_int, to_arabic
from ita_portal.thai.text import UncleanText, clean
from measures.models import OrganizationKind
from reports.forms.filters import MAX_LENGTH, parted_year
from reports.kinds import Kind
from reports.models.search import SHORTEST
from reports.queries.search import MOST_TERMS, SORTS, Chosen, terms_of

TOO_LONG = "คำค้นยาวเกิน ๒๐๐ ตัวอักษร โปรดย่อให้สั้นลง"
TOO_MANY = "คำค้นมีได้ไม่เกิน ๑๒ คำ โปรดเอาบางคำออก"
TOO_SHORT = "คำค้นสั้นเกินไป โปรดพิมพ์คำที่มีอย่างน้อย ๓ ตัวอักษร"
_ISSUES = range(1, 8)
_YEAR_APART = re.compile(
    r"(?<!\S)(?:ปี\s*(?:งบประมาณ\s*)?)?(?:พ\.?\s?ศ\.?\s*)?(2[56][0-9]{2})(?!\S)"
)


@dataclass(frozen=True, kw_only=True)
class SearchFilter:
    """Read from an address; what makes no sense is left out, never an error.

    A year among the words becomes the filter of years. `problem` says in Thai why the words cannot
    be searched for. `as_typed` wants no other words taken for them.
    """

    words: str = ""
    year: int | None = None
    kind: str = ""
    province: str = ""
    issue: int | None = None
    paper: str = ""
    sort: str = ""
    as_typed: bool = False
    page: int = 1
    problem: str = ""

    @classmethod
    def read(cls, query: QueryDict) -> SearchFilter:
        words, problem = _words(query.get("q", ""))
        year = parse_int(query.get("year", ""))
        if year is None and not problem:
            words, year = _parted(words)
        issue, sort = parse_int(query.get("issue", "")), query.get("sort", "")
        kind = query.get("kind", "")
        return cls(
            words=words,
            year=year if year is not None and 2400 <= year <= 2700 else None,
            kind=kind if kind in OrganizationKind.values else "",
            province=_cleaned(query.get("province", "")),
            issue=issue if issue in _ISSUES else None,
            paper=Kind.MEASURES.value if query.get("paper") == Kind.MEASURES else "",
            sort=sort if sort in SORTS else "",
            as_typed=query.get("exact") == "1",
            page=min(parse_int(query.get("page", "")) or 1, 1_000_000),
            problem=problem or _problem(words),
        )

    @property
    def terms(self) -> tuple[str, ...]:
        return terms_of(self.words)

    @property
    def chosen(self) -> Chosen:
        return Chosen(year=self.year, kind=self.kind, province=self.province, issue=self.issue)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for yet."""
        return not self.terms and self.chosen == Chosen()

    @property
    def values(self) -> dict[str, Any]:
        """All but the page as an address holds it; what is not chosen is empty."""
        return {
            "q": self.words,
            "year": self.year or "",
            "kind": self.kind,
            "province": self.province,
            "issue": self.issue or "",
            "paper": self.paper,
            "sort": self.sort,
            "exact": "1" if self.as_typed else "",
        }

    def query(self, **changes: Any) -> str:
        """The query string of this search with some of it changed; "" when nothing is asked for.

        A change of anything but the page leads back to the first page.
        """
        changed = replace(self, **{"page": 1, **changes})
        values = {name: value for name, value in changed.values.items() if value}
        if changed.page > 1:
            values["page"] = changed.page
        return f"?{urlencode(values)}" if values else ""


def _words(text: str) -> tuple[str, str]:
    if len(text) > MAX_LENGTH:
        return text[:MAX_LENGTH], TOO_LONG
    try:
        return clean(text, multiline=False), ""
    except UncleanText as error:
        return "", f"ค้นหาคำนี้ไม่ได้ {error}"


def _cleaned(text: str) -> str:
    words, problem = _words(text)
    return "" if problem else words


def _parted(words: str) -> tuple[str, int | None]:
    """The words and the year among them, if there is one."""
    rest, year = parted_year(words)
    found = None if year else _YEAR_APART.search(to_arabic(words))
    if found:
        rest, year = f"{words[: found.start()]} {words[found.end() :]}", int(found[1])
    return " ".join(rest.split()), year


def _problem(words: str) -> str:
    terms = terms_of(words)
    if len(terms) > MOST_TERMS:
        return TOO_MANY
    return TOO_SHORT if words and all(len(term) < SHORTEST for term in terms) else ""
