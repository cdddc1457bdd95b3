"""What a visitor asks the list of reports for; the address holds all of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict
from django.utils.http import urlencode

from ita_portal.thai.numerals import parse_int, to_arabic
from ita_portal.thai.text import UncleanText, clean
from measures.models import OrganizationKind
from reports.kinds import Kind

MAX_LENGTH = 200
# A year that ends the name: "ตากใบ ๒๕๖๔", "ตากใบ2564", "ตากใบ พ.ศ. 2564", "ตากใบ ปี 64"
_ERA = r"(?:ปี\s*(?:งบประมาณ\s*)?)?(?:พ\.?\s?ศ\.?\s*)?"
_YEAR_AT_END = re.compile(rf"(?:^|\s|(?<=[ก-ฮะ-ู์])){_ERA}(2[56][0-9]{{2}})$")
_SHORT_YEAR_AT_END = re.compile(
    r"(?<=\S)(?:\s*ปี\s*(?:งบประมาณ\s*)?|\s*พ\.?\s?ศ\.?\s*|\s+)([67][0-9])$"
)
_CENTURY = 2500


@dataclass(frozen=True, kw_only=True)
class ReportFilter:
    """Read from an address; what makes no sense is left out, never an error.

    `paper` is Kind.MEASURES for documents of measures, "" for reports. `problem` says in Thai why
    the name cannot be looked for.
    """

    year: int | None = None
    kind: str = ""
    province: str = ""
    name: str = ""
    paper: str = ""
    page: int = 1
    problem: str = ""

    @classmethod
    def read(cls, query: QueryDict) -> ReportFilter:
        name, problem = _clean(query.get("name", ""))
        province, _ = _clean(query.get("province", ""))
        year = parse_int(query.get("year", ""))
        if year is None:
            name, year = parted_year(name)
        kind = query.get("kind", "")
        return cls(
            year=year if year is not None and 2400 <= year <= 2700 else None,
            kind=kind if kind in OrganizationKind.values else "",
            province=province,
            name=name,
            paper=Kind.MEASURES.value if query.get("paper") == Kind.MEASURES else "",
            page=min(parse_int(query.get("page", "")) or 1, 1_000_000),
            problem=problem,
        )

    @property
    def criteria(self) -> dict[str, Any]:
        """The part that chooses reports."""
        return {
            "year": self.year,
            "kind": self.kind,
            "province": self.province,
            "name": self.name,
            "paper": self.paper,
        }

    def query(self, **changes: Any) -> str:
        """The query string of this choice with some of it changed; "" when nothing is chosen.

        A change of anything but the page leads back to the first page.
        """
        changed = replace(self, **{"page": 1, **changes})
        values = {key: value for key, value in changed.criteria.items() if value}
        if changed.page > 1:
            values["page"] = changed.page
        return f"?{urlencode(values)}" if values else ""


def parted_year(name: str) -> tuple[str, int | None]:
    """A name and the year that it ends with, if it does."""
    digits = to_arabic(name)  # as long as the name, digit for digit
    for pattern, before in ((_YEAR_AT_END, 0), (_SHORT_YEAR_AT_END, _CENTURY)):
        found = pattern.search(digits)
        if found:
            return name[: found.start()].rstrip(), before + int(found[1])
    return name, None


def _clean(text: str) -> tuple[str, str]:
    try:
        return clean(text[:MAX_LENGTH], multiline=False), ""
    except UncleanText as error:
        return "", str(error)
