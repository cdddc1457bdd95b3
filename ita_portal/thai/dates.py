"""Buddhist-era years, fiscal years, quarters and Thai dates; no other package converts years.

Every `year` is of the Buddhist Era, every `date` Gregorian. The fiscal year ๒๕๖๘ runs from
๑ ต.ค. ๒๕๖๗ to ๓๐ ก.ย. ๒๕๖๘ (พ.ร.บ. วิธีการงบประมาณ พ.ศ. ๒๕๖๑ มาตรา ๔).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from ita_portal.thai.date_words import ERA, MONTH_NAMES, SHORT_MONTH_NAMES, Phrase, read_phrase
from ita_portal.thai.numerals import to_thai

_FIRST_FISCAL_MONTH = 10

DateStyle = Literal["long", "medium", "month"]


@dataclass(frozen=True, kw_only=True)
class Point:
    """A date as far as it is written: any of its parts may be missing."""

    day: int | None = None
    month: int | None = None
    year: int | None = None


def make_date(year: int, month: int, day: int) -> date | None:
    """The day, or None when that year has no such day."""
    try:
        return date(year - ERA, month, day)
    except ValueError:
        return None


def year_of(day: date) -> int:
    """The Buddhist year of a day."""
    return day.year + ERA


def last_day_of_month(year: int, month: int) -> date:
    following = date(year - ERA + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)


def fiscal_year_of(day: date) -> int:
    """The fiscal year in which a day lies."""
    return year_of(day) + (day.month >= _FIRST_FISCAL_MONTH)


def year_of_fiscal_month(fiscal_year: int, month: int) -> int:
    """The Buddhist year in which a month of a fiscal year lies."""
    return fiscal_year - (month >= _FIRST_FISCAL_MONTH)


def fiscal_year_bounds(year: int) -> tuple[date, date]:
    """First and last day of a fiscal year."""
    return date(year - ERA - 1, 10, 1), date(year - ERA, 9, 30)


def quarter_bounds(year: int, quarter: int) -> tuple[date, date]:
    """First and last day of quarter 1 to 4 of a fiscal year; 1 is October to December."""
    if quarter not in (1, 2, 3, 4):
        raise ValueError(f"no quarter {quarter}")
    first = (_FIRST_FISCAL_MONTH + 3 * (quarter - 1) - 1) % 12 + 1
    start_year = year_of_fiscal_month(year, first)
    return date(start_year - ERA, first, 1), last_day_of_month(start_year, first + 2)


def parse_date(text: str) -> date | None:
    """The day that a text names in full, as Thai officials write it; None for anything else.

    Years of two digits are Buddhist, years 19xx and 20xx are ค.ศ.
    """
    phrase = read_phrase(text)
    point = read_point(phrase) if phrase else None
    if point is None or point.day is None or point.month is None or point.year is None:
        return None
    return make_date(point.year, point.month, point.day)


# Codes of `Phrase`. A point may be written: ๑๔ พ.ค. ๒๕๖๔, ๑๔/พ.ค./๒๕๖๔, 14-พ.ค.-64, 14/05/2564,
# 14.05.64, 2021-05-14, ๑๔ พ.ค., พ.ค. ปี ๒๕๖๔, พ.ค., ๑๔.
_POINTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<day>[12])/?(?P<month>M)/?(?:P?(?P<year>[2Y]))?",
        r"(?P<day>[12])-(?P<month>M)-(?P<year>[2Y])",
        r"(?P<day>[12])(?P<mark>[-/.])(?P<month>[12])(?P=mark)(?P<year>[2Y])",
        r"(?P<year>Y)(?P<mark>[-/])(?P<month>[12])(?P=mark)(?P<day>[12])",
        r"(?P<month>M)(?:/?P?(?P<year>[2Y]))?",
        r"(?P<day>[12])",
    )
)


def read_point(phrase: Phrase) -> Point | None:
    """The date, month or day that the whole phrase is; its day may still not exist."""
    for pattern in _POINTS:
        found = pattern.fullmatch(phrase.codes)
        if found is None:
            continue
        at = {name: found.start(name) for name in found.groupdict() if found.group(name)}
        day = phrase.numbers[at["day"]] if "day" in at else None
        month = phrase.numbers[at["month"]] if "month" in at else None
        if day == 0 or (month is not None and not 1 <= month <= 12):
            return None
        return Point(day=day, month=month, year=phrase.year(at["year"]) if "year" in at else None)
    return None


def format_date(day: date, style: DateStyle = "long") -> str:
    """๑๖ มีนาคม พ.ศ. ๒๕๖๙ (long), ๑๖ มี.ค. ๒๕๖๙ (medium) or มี.ค. ๒๕๖๙ (month)."""
    if style == "long":
        words = f"{day.day} {MONTH_NAMES[day.month - 1]} พ.ศ. {year_of(day)}"
    elif style == "medium":
        words = f"{day.day} {SHORT_MONTH_NAMES[day.month - 1]} {year_of(day)}"
    else:
        words = f"{SHORT_MONTH_NAMES[day.month - 1]} {year_of(day)}"
    return to_thai(words)
