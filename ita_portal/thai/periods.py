"""Periods as officials write them: the words are kept, their meaning stands beside them.

Decisions:

- A period that cannot be read, names a day that does not exist, or ends before it starts is
  `free`: the words stay, there are no dates.
- Without a year, quarters and months lie in the fiscal year of the report; without that, too,
  the kind is known and the dates are not.
- With one year for two months, the other month is the nearest one on the right side of it:
  "ต.ค. - ก.ย. ๖๘" starts in ต.ค. ๒๕๖๗, "มี.ค. – ก.ย.๖๔" in มี.ค. ๒๕๖๔.
- "ปี ๒๕๖๘" is the fiscal year, as everywhere in these reports.
- "ไตรมาส ๑, ๓" runs from the start of the first to the end of the last.
- Dates in brackets explain the words before them: the kind is that of the words, the dates those
  of the brackets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from ita_portal.thai.date_words import Phrase, read_phrase
from ita_portal.thai.dates import (
    Point,
    fiscal_year_bounds,
    fiscal_year_of,
    format_date,
    last_day_of_month,
    make_date,
    quarter_bounds,
    read_point,
    year_of_fiscal_month,
)

Kind = Literal["", "range", "months", "quarters", "monthly", "year", "free"]

_LEAP_YEAR = 2567


@dataclass(frozen=True, kw_only=True)
class Period:
    """The writer's words, exactly, and what they mean; both dates are inclusive, or both None."""

    text: str = ""
    kind: Kind = ""
    start: date | None = None
    end: date | None = None

    def __str__(self) -> str:
        return self.text


class _Meaning(NamedTuple):
    kind: Kind
    start: date | None
    end: date | None


def parse_period(text: str, *, fiscal_year: int | None) -> Period:
    """Read a period; takes any text and never raises.

    `fiscal_year` gives the year to words that have none, and never overrules one that is written.
    """
    if not text.strip():
        return Period(text=text)
    if fiscal_year is not None and not 2400 <= fiscal_year < 2700:
        fiscal_year = None
    phrase = read_phrase(text)
    meaning = _read(phrase, fiscal_year) if phrase else None
    if meaning is None:
        return Period(text=text, kind="free")
    return Period(text=text, kind=meaning.kind, start=meaning.start, end=meaning.end)


def describe_period(period: Period) -> str:
    """The dates of a period in Thai, "๑ ต.ค. ๒๕๖๗ – ๓๐ ก.ย. ๒๕๖๘"; "" when there are none."""
    if period.start is None or period.end is None:
        return ""
    start, end = format_date(period.start, "medium"), format_date(period.end, "medium")
    return start if period.start == period.end else f"{start} – {end}"


def overruns(period: Period, fiscal_year: int) -> bool:
    """Whether any day of the period lies outside the fiscal year; False without dates."""
    if period.start is None or period.end is None:
        return False
    first, last = fiscal_year_bounds(fiscal_year)
    return period.start < first or period.end > last


def _read(phrase: Phrase, fiscal_year: int | None) -> _Meaning | None:
    codes = phrase.codes
    if codes.startswith("S"):  # "from": needs the "to"
        return _read(phrase.cut(1, len(codes)), fiscal_year) if "-" in codes else None
    if "(" in codes or ")" in codes:
        return _read_with_brackets(phrase, fiscal_year)
    if codes.startswith("R"):
        return _read(phrase.cut(1, len(codes)), fiscal_year)
    if codes.startswith("L"):
        return _read_monthly(phrase, fiscal_year)
    if codes == "K":
        return _whole_year("quarters", fiscal_year)
    named = (
        _read_year(phrase, fiscal_year)
        or _read_quarters(phrase, fiscal_year)
        or _read_half(phrase, fiscal_year)
        or _read_dates(phrase, fiscal_year)
    )
    if named is None and re.fullmatch(r"[^F]+F[2Y]", codes):  # "ต.ค. - ก.ย. ปีงบประมาณ ๒๕๖๘"
        return _read(phrase.cut(0, len(codes) - 2), phrase.year(len(codes) - 1))
    return named


def _read_with_brackets(phrase: Phrase, fiscal_year: int | None) -> _Meaning | None:
    found = re.fullmatch(r"([^()]*)\(([^()]+)\)", phrase.codes)
    if found is None:
        return None
    within = phrase.cut(*found.span(2))
    if found.group(1) in ("", "R"):
        return _read(within, fiscal_year)
    before = _read(phrase.cut(*found.span(1)), fiscal_year)
    if before is None:
        return None
    if before.start is not None:
        fiscal_year = fiscal_year_of(before.start)
    inner = _read(within, fiscal_year)
    if inner is None:
        return None
    if before.start is None or inner.kind in ("range", "months"):
        return _Meaning(before.kind, inner.start, inner.end)
    return before


def _read_monthly(phrase: Phrase, fiscal_year: int | None) -> _Meaning | None:
    if phrase.codes == "L":
        return _whole_year("monthly", fiscal_year)
    span = _read(phrase.cut(1, len(phrase.codes)), fiscal_year)
    return span and _Meaning("monthly", span.start, span.end)


def _read_year(phrase: Phrase, fiscal_year: int | None) -> _Meaning | None:
    codes = phrase.codes
    if codes in ("WF", "WP", "F"):
        return _whole_year("year", fiscal_year)
    found = re.fullmatch(r"(?:W?[FP]+([2Y])|(Y))(?:-[FP]*([2Y]))?", codes)
    if found is None:
        return None
    first = phrase.year(found.start(1) if found.group(1) else found.start(2))
    last = phrase.year(found.start(3)) if found.group(3) else first
    return _ordered("year", fiscal_year_bounds(first)[0], fiscal_year_bounds(last)[1])


def _read_quarters(phrase: Phrase, fiscal_year: int | None) -> _Meaning | None:
    codes = phrase.codes
    whole = re.fullmatch(r"Q1(?:[-,]Q?1)*(?:(?:/P?|P)([2Y])|(Y))?", codes)
    across = re.fullmatch(r"Q1/([2Y])-Q?1/([2Y])", codes)
    found = whole or across
    if found is None:
        return None
    quarters = [phrase.numbers[index] for index, code in enumerate(codes) if code == "1"]
    if any(quarter not in (1, 2, 3, 4) for quarter in quarters):
        return None
    years = [phrase.year(found.start(group)) for group in (1, 2) if found.group(group)]
    if not years:
        if fiscal_year is None:
            return _Meaning("quarters", None, None) if quarters == sorted(quarters) else None
        years = [fiscal_year]
    if len(years) == 1 and quarters != sorted(quarters):
        return None
    start, _ = quarter_bounds(years[0], quarters[0])
    _, end = quarter_bounds(years[-1], quarters[-1])
    return _ordered("quarters", start, end)


def _read_half(phrase: Phrase, fiscal_year: int | None) -> _Meaning | None:
    found = re.fullmatch(r"H(?:[FP]?([2Y]))?", phrase.codes)
    if found is None:
        return None
    year = phrase.year(found.start(1)) if found.group(1) else fiscal_year
    if year is None:
        return _Meaning("months", None, None)
    first = 2 * phrase.numbers[0] - 1
    return _Meaning("months", quarter_bounds(year, first)[0], quarter_bounds(year, first + 1)[1])


def _read_dates(phrase: Phrase, fiscal_year: int | None) -> _Meaning | None:
    point = read_point(phrase)
    if point is not None:
        return _span(point, point, fiscal_year)
    for index, code in enumerate(phrase.codes):
        if code == "-":
            start = read_point(phrase.cut(0, index))
            end = read_point(phrase.cut(index + 1, len(phrase.codes)))
            if start is not None and end is not None:
                return _span(start, end, fiscal_year)
    return None


def _span(start: Point, end: Point, fiscal_year: int | None) -> _Meaning | None:
    """From the first day of one point to the last day of the other."""
    kind: Kind = "months" if start.day is None and end.day is None else "range"
    if start.month is None and end.day is not None:  # "๑ - ๑๕ มี.ค. ๒๕๖๘"
        start = Point(day=start.day, month=end.month, year=end.year)
    if start.month is None or end.month is None:
        return None
    first_day, first_month, last_month = start.day or 1, start.month, end.month
    turns = (first_month, first_day) > (last_month, end.day or 31)
    if start.year is not None:
        first_year = start.year
        last_year = end.year if end.year is not None else start.year + turns
    elif end.year is not None:
        first_year, last_year = end.year - turns, end.year
    elif fiscal_year is not None:
        first_year = year_of_fiscal_month(fiscal_year, first_month)
        last_year = year_of_fiscal_month(fiscal_year, last_month)
    else:  # in that order within some year, or not at all
        return _span(start, end, _LEAP_YEAR) and _Meaning(kind, None, None)
    first = make_date(first_year, first_month, first_day)
    if end.day is None:
        return _ordered(kind, first, last_day_of_month(last_year, last_month))
    return _ordered(kind, first, make_date(last_year, last_month, end.day))


def _whole_year(kind: Kind, fiscal_year: int | None) -> _Meaning:
    if fiscal_year is None:
        return _Meaning(kind, None, None)
    return _Meaning(kind, *fiscal_year_bounds(fiscal_year))


def _ordered(kind: Kind, start: date | None, end: date | None) -> _Meaning | None:
    if start is None or end is None or end < start:
        return None
    return _Meaning(kind, start, end)
