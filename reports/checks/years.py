"""Years that were left over from an older report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ita_portal.thai.numerals import to_arabic, to_thai
from reports.checks.findings import Finding, Kind, Level
from reports.checks.material import Material, Text

# A year that a text calls its own: laws say พ.ศ. alone.
_YEAR = re.compile(
    r"(?:ประจำ)?ปี(?:\s*งบประมาณ)?\s*(?:พ\.?\s*ศ\.?\s*)?(2[45][0-9]{2})(?![0-9])"
    r"(?:\s*(?:-|–|ถึง|และ)\s*(?:ปี)?\s*(?:พ\.?\s*ศ\.?\s*)?(2[45][0-9]{2})(?![0-9]))?"
)
_IN_A_RANGE = re.compile(r"(?:2[45][0-9]{2}|[0-9]{2})\s*(?:-|–|ถึง)\s*(?:ประจำ)?(?:ปี)?\s*$")
# Older years that are meant: what was assessed, and what is compared.
_ASSESSED = re.compile("ประเมิน|ITA", re.IGNORECASE)
_COMPARED = re.compile("จาก|เทียบ|ตั้งแต่|ย้อนหลัง|กว่า|เดิม|ก่อน|ที่ผ่านมา|ต่อเนื่อง")
# In the table also what is reported of the year before.
_REPORTED = re.compile("รายงาน|งบการเงิน|งบแสดง|สถิติ|สรุปผล|ควบคุมภายใน|ตรวจสอบภายใน")
_REACH_ASSESSED, _REACH_COMPARED, _REACH_REPORTED = 100, 40, 60
_OLDEST = 3  # years back: what is older is told as history
_CARRIED = 24  # letters before the year that also stand in last year's report
_READ = frozenset({"title", "cover", "introduction", "issue", "steps_lead", "steps", "outputs"})


def check_years(material: Material) -> Iterator[Finding]:
    """Each text with a year before the report's own, the first such year of it."""
    year = material.snapshot.fiscal_year
    if year is None:
        return
    # Where an assessed year is easily left standing.
    last_year = to_arabic(material.context.last_introduction)
    for text in material.texts:
        if text.place.field in (*_READ, "outcomes"):
            match = _left_over(text, year, last_year)
            if match:
                yield _finding(text, match, year)


def _left_over(text: Text, year: int, last_year: str) -> re.Match[str] | None:
    if "ปี" not in text.text:
        return None
    arabic = to_arabic(text.text)  # as long as the text, place for place
    for match in _YEAR.finditer(arabic):
        first, last = int(match.group(1)), int(match.group(2) or match.group(1))
        if first < year - _OLDEST or last >= year or first >= year:
            continue
        before = arabic[: match.start()]
        if _IN_A_RANGE.search(before[-20:]):
            continue
        if arabic[max(0, match.start() - _CARRIED) : match.end()] in last_year:
            return match
        if _is_own_title(text) or not _is_meant(before, in_table=text.place.measure is not None):
            return match
    return None


def _is_own_title(text: Text) -> bool:
    return text.place.measure is None and text.place.field in ("title", "cover")


def _is_meant(before: str, *, in_table: bool) -> bool:
    return bool(
        _ASSESSED.search(before[-_REACH_ASSESSED:])
        or _COMPARED.search(before[-_REACH_COMPARED:])
        or (in_table and _REPORTED.search(before[-_REACH_REPORTED:]))
    )


def _finding(text: Text, match: re.Match[str], year: int) -> Finding:
    quote = text.text[match.start() : match.end()]
    return Finding(
        kind=Kind.OLD_YEAR,
        level=Level.LOOK_AT,
        place=text.place,
        title="ปีอาจค้างมาจากรายงานเดิม",
        message=f"พบ “{quote}” ในรายงานปีงบประมาณ พ.ศ. {to_thai(str(year))} โปรดตรวจว่าเป็นปีที่ตั้งใจ",
        quote=quote,
        suggestion=_with_year(quote, match, year),
    )


def _with_year(quote: str, match: re.Match[str], year: int) -> str:
    """The quote with the report's year, in the digits that it is written in."""
    if match.group(2):
        return ""
    written = quote[-4:]
    return quote[:-4] + (str(year) if written.isascii() else to_thai(str(year)))
