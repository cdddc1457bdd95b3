"""Moves periods and years of last year's report to the next, in the writer's own style.

Only the digits of years change, Thai or Arabic as they were; a day changes only where the ๒๙ of
February has no day to go to. What cannot be moved without doubt is left to a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import chain, combinations

from ita_portal.thai.dates import fiscal_year_of, last_day_of_month, make_date, year_of
from ita_portal.thai.numerals import to_arabic, to_thai
from ita_portal.thai.periods import Period, parse_period

_RUN = re.compile(r"[0-9๐-๙]+")
_MOST_RUNS = 6  # two dates written in digits alone: ๐๑/๑๐/๒๕๖๗ - ๓๐/๐๙/๒๕๖๘


def shifted(period: Period, years: int) -> Period | None:
    """The period so many years later, or None when its words cannot be moved without doubt.

    Words without a year ("ไตรมาส ๒", "ทุกเดือน") stay and mean the later year.
    """
    if not period.text.strip():
        return period
    if period.start is None or period.end is None:
        return None if period.kind == "free" else period
    start, end = _later(period.start, years, period.kind), _later(period.end, years, period.kind)
    if start is None or end is None:
        return None
    expected = (period.kind, start, end)
    for text in _candidates(period, years):
        moved = parse_period(text, fiscal_year=fiscal_year_of(start))
        if (moved.kind, moved.start, moved.end) == expected:
            return moved
    return None


def move_year(text: str, year: int, years: int) -> str:
    """The text with every mention of one Buddhist year moved, in the digits it was written in."""
    return _RUN.sub(
        lambda run: _shift(run[0], years) if to_arabic(run[0]) == str(year) else run[0], text
    )


def _later(day: date, years: int, kind: str) -> date | None:
    """The same day of a later year; the last day of February goes to the last day there."""
    year = year_of(day) + years
    is_last = day.month == 2 and day == last_day_of_month(year_of(day), 2)
    if is_last and (day.day == 29 or kind != "range"):
        return last_day_of_month(year, 2)
    return make_date(year, day.month, day.day)


def _candidates(period: Period, years: int) -> Iterator[str]:
    """The words with some of their years moved, those with the fewest changes first."""
    runs = [run for run in _RUN.finditer(period.text) if len(run[0]) in (2, 4)]
    if len(runs) > _MOST_RUNS:
        return
    for chosen in chain.from_iterable(combinations(runs, n) for n in range(len(runs) + 1)):
        text = _with(period.text, {run: _shift(run[0], years) for run in chosen})
        yield text
        leaps = [run for run in runs if run not in chosen and to_arabic(run[0]) == "29"]
        if leaps:
            moved = {run: _shift(run[0], years) for run in chosen}
            yield _with(period.text, {**moved, **{run: _shift(run[0], -1) for run in leaps}})


def _with(text: str, changes: dict[re.Match[str], str]) -> str:
    for run in sorted(changes, key=lambda run: run.start(), reverse=True):
        text = text[: run.start()] + changes[run] + text[run.end() :]
    return text


def _shift(digits: str, by: int) -> str:
    """A number moved by so much, as many digits long, in the digits it was written in."""
    moved = str((int(to_arabic(digits)) + by) % 10 ** len(digits)).zfill(len(digits))
    return to_thai(moved) if digits[0] not in "0123456789" else moved
