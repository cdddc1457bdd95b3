"""What a visitor asks to see side by side; the address holds all of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from django.http import QueryDict
from django.utils.http import urlencode

from ita_portal.thai.numerals import to_arabic
from reports.forms.filters import ReportFilter

MOST = 4
_REPORT = re.compile(r"([0-9a-z][0-9a-z-]{0,31})/([0-9]{4})")

Key = tuple[str, int]

SHOWN = {
    "results": ("มาตรการและผลการดำเนินการ", ("outputs",)),
    "steps": ("ขั้นตอน", ("steps",)),
    "outcomes": ("ผลลัพธ์และข้อเสนอแนะ", ("outcomes", "suggestions")),
    "all": (
        "ทุกช่อง",
        ("steps", "period", "owners", "outputs", "outcomes", "suggestions", "extra"),
    ),
}


@dataclass(frozen=True, kw_only=True)
class ComparisonChoice:
    """Read from an address; what makes no sense is left out, never an error.

    `reports` are codes with years, `left_out` says that more were asked for than are shown.
    `search` are reports to choose from, if any are looked for.
    """

    reports: tuple[Key, ...] = ()
    left_out: bool = False
    show: str = "results"
    search: ReportFilter = field(default_factory=ReportFilter)

    @classmethod
    def read(cls, query: QueryDict) -> ComparisonChoice:
        asked = [_REPORT.fullmatch(to_arabic(text).strip()) for text in query.getlist("report")]
        keys = tuple(dict.fromkeys((found[1], int(found[2])) for found in asked if found))
        show = query.get("show", "")
        return cls(
            reports=keys[:MOST],
            left_out=len(keys) > MOST,
            show=show if show in SHOWN else "results",
            search=ReportFilter.read(query),
        )

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of the table that are shown of each measure."""
        return SHOWN[self.show][1]

    @property
    def is_full(self) -> bool:
        return len(self.reports) >= MOST

    def query(self, *reports: Key, show: str = "") -> str:
        """The query string of these reports, shown in the same way; "" for none."""
        shown = show or self.show
        values = [("report", f"{code}/{year}") for code, year in reports]
        values += [("show", shown)] if shown != "results" and values else []
        return f"?{urlencode(values)}".replace("%2F", "/") if values else ""

    def without(self, key: Key) -> str:
        """The query string of the rest."""
        return self.query(*(each for each in self.reports if each != key))

    def beside(self, key: Key) -> str:
        """The query string with one more."""
        return self.query(*self.reports, key)

    def only(self, keys: tuple[Key, ...]) -> ComparisonChoice:
        """The same choice with the reports that there are."""
        return replace(self, reports=keys)
