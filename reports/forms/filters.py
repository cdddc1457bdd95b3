"""What a visitor asks the list of reports for; the address holds all of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict
from django.utils.http import urlencode

from ita_portal.thai.numerals import parse_int
from ita_portal.thai.text import UncleanText, clean
from measures.models import OrganizationKind

MAX_LENGTH = 200
# A year that ends the name: "ตากใบ ๒๕๖๔", "ตากใบ พ.ศ. 2564"
_YEAR_AT_END = re.compile(r"(?:^|\s)(?:ปี\s*)?(?:พ\.?\s?ศ\.?\s*)?(2[56]\d\d|๒[๕๖][๐-๙]{2})$")


@dataclass(frozen=True, kw_only=True)
class ReportFilter:
    """Read from an address; what makes no sense is left out, never an error.

    `problem` says in Thai why the name cannot be looked for.
    """

    year: int | None = None
    kind: str = ""
    province: str = ""
    name: str = ""
    page: int = 1
    problem: str = ""

    @classmethod
    def read(cls, query: QueryDict) -> ReportFilter:
        name, problem = _clean(query.get("name", ""))
        province, _ = _clean(query.get("province", ""))
        year = parse_int(query.get("year", ""))
        found = _YEAR_AT_END.search(name)
        if year is None and found:
            year, name = parse_int(found.group(1)), name[: found.start()].rstrip()
        kind = query.get("kind", "")
        return cls(
            year=year if year is not None and 2400 <= year <= 2700 else None,
            kind=kind if kind in OrganizationKind.values else "",
            province=province,
            name=name,
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


def _clean(text: str) -> tuple[str, str]:
    try:
        return clean(text[:MAX_LENGTH], multiline=False), ""
    except UncleanText as error:
        return "", str(error)
