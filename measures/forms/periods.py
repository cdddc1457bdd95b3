"""What was understood of a period, in words for the person who typed it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ita_portal.thai.dates import fiscal_year_bounds, fiscal_year_of, format_date, quarter_bounds
from ita_portal.thai.numerals import to_thai
from ita_portal.thai.periods import Period, describe_period, overruns, parse_period

Tone = Literal["", "ok", "warn", "plain"]

_LOOKS_LIKE_A_DATE = re.compile(r"[0-9๐-๙]|เดือน|ไตรมาส|\.ค\.|\.ย\.|ก\.พ|คม|ยน|กุมภา")


@dataclass(frozen=True, kw_only=True)
class PeriodReading:
    """`tone` is how sure we are: "warn" asks to look at it, "plain" prints words without dates."""

    tone: Tone = ""
    words: str = ""

    @property
    def icon(self) -> str:
        icons = {"warn": "exclamation-triangle", "plain": "text-left"}
        return icons.get(self.tone, "calendar2-check")


def usual_periods(fiscal_year: int) -> tuple[str, ...]:
    """What most measures say, to be chosen below the box: the whole year, quarters, each month."""
    short = [to_thai(str(year))[-2:] for year in (fiscal_year - 1, fiscal_year)]
    quarters = (f"ไตรมาส {number}" for number in "๑๒๓๔")
    return f"ต.ค. {short[0]} - ก.ย. {short[1]}", "ไตรมาส ๑ - ๔", "ทุกเดือน", *quarters


def read_period(text: str, *, fiscal_year: int) -> PeriodReading:
    """The line below the box: dates, or why there are none. The words themselves stay."""
    period = parse_period(text.strip(), fiscal_year=fiscal_year)
    if not period.text:
        return PeriodReading()
    if period.start is None or period.end is None:
        return _without_dates(period.text)
    if overruns(period, fiscal_year):
        return PeriodReading(tone="warn", words=_overrun(period, fiscal_year))
    return PeriodReading(tone="ok", words=f"{_dates(period)}{_kind(period, fiscal_year)}")


def _without_dates(text: str) -> PeriodReading:
    if _LOOKS_LIKE_A_DATE.search(text):
        return PeriodReading(
            tone="warn",
            words="อ่านเป็นวันที่ไม่ได้ จะพิมพ์ตามนี้ โปรดตรวจวันเริ่มและวันสิ้นสุด",
        )
    return PeriodReading(tone="plain", words="พิมพ์ตามนี้ ไม่ระบุวันที่")


def _dates(period: Period) -> str:
    if period.kind == "monthly" and period.start and period.end:
        first, last = format_date(period.start, "month"), format_date(period.end, "month")
        return f"ทำซ้ำทุกเดือน {first} – {last}"
    return describe_period(period)


def _kind(period: Period, fiscal_year: int) -> str:
    if period.kind == "monthly":
        return ""
    if (period.start, period.end) == fiscal_year_bounds(fiscal_year):
        return " ทั้งปีงบประมาณ"
    quarters = [
        quarter
        for quarter in (1, 2, 3, 4)
        if period.kind == "quarters" and _covers(period, quarter_bounds(fiscal_year, quarter))
    ]
    if not quarters:
        return ""
    span = f"{quarters[0]}" if len(quarters) == 1 else f"{quarters[0]}–{quarters[-1]}"
    return to_thai(f" ไตรมาสที่ {span}")


def _covers(period: Period, bounds: tuple[date, date]) -> bool:
    start, end = period.start, period.end
    return start is not None and end is not None and start <= bounds[0] and bounds[1] <= end


def _overrun(period: Period, fiscal_year: int) -> str:
    start, end = period.start, period.end
    if start is None or end is None:
        return ""
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    years = {fiscal_year_of(start), fiscal_year_of(end)}
    place = "เกินปีงบประมาณ" if fiscal_year in years or len(years) > 1 else "อยู่นอกปีงบประมาณ"
    return f"{_dates(period)} ยาว {to_thai(str(months))} เดือน {place} ถ้าตั้งใจ ใช้ต่อได้"
