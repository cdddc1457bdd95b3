"""What stands above and below the pages of a PDF: numbers, and words that all pages have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ita_portal.thai.numerals import to_arabic
from ita_portal.thai.text import squash
from measures.importing.pdf.lines import Line
from measures.importing.pdf.writing import Sheet
from measures.importing.problems import Problems

_MARGIN = 0.09  # of a page's height, above and below
_ABOUT = 8.0  # points
_PAGE_NUMBER = re.compile(r"[-–(\s]*(?:หน้า(?:ที่)?\s*)?[0-9]{1,3}(?:\s*/\s*[0-9]{1,3})?[-–)\s]*")
_DIGITS = re.compile("[0-9]+")


def drop_margins(sheets: Sequence[Sheet], problems: Problems) -> None:
    """Take out page numbers, and what stands above or below on several pages alike."""
    told: set[tuple[str, int]] = set()
    for sheet, dropped in zip(sheets, margin_lines(sheets), strict=True):
        for line in dropped:
            if _key(line) not in told and not _is_page_number(line):
                told.add(_key(line))
                problems.add("header_footer", 0, quote=line.text)
        sheet.lines = without(sheet.lines, dropped)


def margin_lines(sheets: Sequence[Sheet]) -> list[list[Line]]:
    """The lines of each page that say nothing of the report."""
    seen = Counter(key for sheet in sheets for key in {_key(line) for line in _in_margin(sheet)})
    most = max(2, len(sheets) / 2)
    return [
        [line for line in _in_margin(sheet) if _is_page_number(line) or seen[_key(line)] >= most]
        for sheet in sheets
    ]


def without(lines: Sequence[Line], dropped: Sequence[Line]) -> list[Line]:
    return [line for line in lines if all(line is not each for each in dropped)]


def _is_page_number(line: Line) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(to_arabic(line.text)))


def _in_margin(sheet: Sheet) -> list[Line]:
    margin = _MARGIN * sheet.height
    top = min((table.top for table in sheet.tables), default=sheet.height)
    bottom = max((table.bottom for table in sheet.tables), default=0.0)
    return [
        line
        for line in sheet.lines
        if (line.y < margin and line.y < top)
        or (line.y - line.size > sheet.height - 1.5 * margin and line.y > bottom)
    ]


def _key(line: Line) -> tuple[str, int]:
    """What a line says but for its numbers, and about where it stands."""
    return _DIGITS.sub("0", squash(to_arabic(line.text))), round(line.y / _ABOUT)
