"""What an organization publishes of a year: two papers from the same data."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """Also the kind of the item of a round that asks for it."""

    REPORT = "report"  # what came of the measures, at the end of the year
    MEASURES = "measures"  # the measures document: before there are results

    @property
    def noun(self) -> str:
        return KIND_LABELS[self]

    @property
    def is_report(self) -> bool:
        return self is Kind.REPORT


KIND_LABELS = {Kind.REPORT: "รายงาน", Kind.MEASURES: "เอกสารมาตรการ"}
