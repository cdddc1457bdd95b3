"""Periods that leave the fiscal year, and words that ought to be dates and cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ita_portal.thai.date_words import MONTH_NAMES, SHORT_MONTH_NAMES
from ita_portal.thai.dates import fiscal_year_bounds, format_date
from ita_portal.thai.numerals import to_thai
from reports.checks.findings import Finding, Kind, Level, Place
from reports.checks.material import Material
from reports.checks.patterns import DIGIT, spaced
from reports.snapshot import Period

# Words without any of these are meant as words: "ตามความเหมาะสม", "ตลอดการดำเนินงาน".
_NAMES_TIME = re.compile(f"{DIGIT}|{spaced('ไตรมาส', *MONTH_NAMES, *SHORT_MONTH_NAMES)}")


def check_periods(material: Material) -> Iterator[Finding]:
    """The period of each measure and of each step."""
    year = material.snapshot.fiscal_year
    for place, period in material.periods:
        if period.kind == "free":
            if _NAMES_TIME.search(period.text):
                yield _unread(place, period)
        elif year is not None and period.start and period.end:
            start, end = date.fromisoformat(period.start), date.fromisoformat(period.end)
            first, last = fiscal_year_bounds(year)
            if start < first or end > last:
                yield _outside(place, period, year, f"{_day(start)} – {_day(end)}")


def _outside(place: Place, period: Period, year: int, dates: str) -> Finding:
    first, last = fiscal_year_bounds(year)
    return Finding(
        kind=Kind.PERIOD_OUTSIDE,
        level=Level.LOOK_AT,
        place=place,
        title="ระยะเวลาเกินปีงบประมาณ",
        message=f"{dates} อยู่นอกปีงบประมาณ พ.ศ. {to_thai(str(year))} ({_day(first)} – {_day(last)}) "
        "หากตั้งใจ ใช้ต่อได้",
        quote=period.text,
    )


def _unread(place: Place, period: Period) -> Finding:
    return Finding(
        kind=Kind.PERIOD_UNREAD,
        level=Level.LOOK_AT,
        place=place,
        title="อ่านระยะเวลาไม่ได้",
        message="โปรดตรวจวัน เดือน และปี และตรวจว่าวันสิ้นสุดไม่มาก่อนวันเริ่ม หากเป็นข้อความที่ตั้งใจ ใช้ต่อได้",
        quote=period.text,
    )


def _day(day: date) -> str:
    return format_date(day, "medium")
