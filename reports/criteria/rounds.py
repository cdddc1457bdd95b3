"""The rounds of the ITA assessment: which items ask for measures and report, and what of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reports.criteria.levels import Scale
from reports.kinds import Kind
from reports.snapshot import Asked, Criteria

MEASURES = Kind.MEASURES.value  # the item asks for analysis and measures, before results
REPORT = Kind.REPORT.value  # the item asks for the report on carrying them out


@dataclass(frozen=True, kw_only=True)
class RoundItem:
    """One item of a round; what it asks for is of the year so many years before the round."""

    kind: str
    code: str
    title: str
    years_before: int = 0
    source: str = ""
    is_confirmed: bool = False
    elements: tuple[Asked, ...] = ()
    elements_source: str = ""
    elements_confirmed: bool = False


@dataclass(frozen=True, kw_only=True)
class Round:
    """The assessment of one year. `scheme` names the issues that most measures follow."""

    year: int
    items: tuple[RoundItem, ...]
    opens_on: date | None = None
    closes_on: date | None = None
    scheme: str = ""
    source: str = ""
    is_confirmed: bool = False

    def item(self, kind: str) -> RoundItem | None:
        return next((item for item in self.items if item.kind == kind), None)

    def criteria(self, kind: str) -> Criteria | None:
        """What its item of this kind asks for, to be frozen with the answer to it."""
        item = self.item(kind)
        if item is None:
            return None
        return Criteria(
            year=self.year,
            code=item.code,
            title=item.title,
            is_confirmed=item.elements_confirmed,
            elements=item.elements,
        )

    def asks_for(self, kind: str, fiscal_year: int) -> bool:
        """Whether it asks for what is of that year."""
        item = self.item(kind)
        return item is not None and self.year - item.years_before == fiscal_year


@dataclass(frozen=True, kw_only=True)
class Book:
    """All rounds and scales that are known, the oldest first.

    A year that has none of its own follows the newest one before it.
    """

    rounds: tuple[Round, ...] = ()
    scales: tuple[Scale, ...] = ()

    def round(self, year: int | None) -> Round | None:
        """The round of that very year."""
        return next((each for each in self.rounds if each.year == year), None)

    def round_for(self, year: int) -> Round | None:
        """The round whose criteria hold in a year of assessment."""
        return next((each for each in reversed(self.rounds) if each.year <= year), None)

    def round_of_report(self, fiscal_year: int, assessment_year: int | None) -> Round | None:
        """The round that the report of a fiscal year answers; the first, where nobody said."""
        if assessment_year is not None:
            return self.round_for(assessment_year)
        return self.first_asking(fiscal_year) or self.round_for(fiscal_year)

    def first_asking(self, fiscal_year: int, kind: str = REPORT) -> Round | None:
        """The first round that asks for the report, or the measures, of a fiscal year."""
        return next((each for each in self.rounds if each.asks_for(kind, fiscal_year)), None)

    def scale_of(self, year: int) -> Scale | None:
        """The scale of an assessment's year; None before the first."""
        return next((each for each in reversed(self.scales) if each.first_year <= year), None)

    def criteria_for(self, fiscal_year: int, assessment_year: int | None) -> Criteria | None:
        """What is asked of the report of a year, to be frozen with it."""
        answered = self.round_of_report(fiscal_year, assessment_year)
        return answered.criteria(REPORT) if answered else None

    def requires(self, field: str, fiscal_year: int) -> bool:
        """Whether the first round that asks for the report of a year demands an element."""
        asked = self.criteria_for(fiscal_year, None)
        return asked is not None and any(
            each.field == field and each.is_required for each in asked.elements
        )
