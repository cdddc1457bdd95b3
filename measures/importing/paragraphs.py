"""What stands before the table: cover, title, organization, introduction, list of issues.

Lines of the title, the cover and the introduction stay lines; an empty line parts the
introduction's paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from measures.importing.ita import read_fiscal_year
from measures.importing.organizations import (
    ORGANIZATION,
    guess,
    read_line,
    read_title_name,
    starts_organization,
)
from measures.importing.problems import Problems
from measures.importing.tables import Paragraph
from measures.inputs import OrganizationInput

_LONGEST_TITLE_LINE = 200
_TITLE_LINE = re.compile(
    rf"{ORGANIZATION}|"
    r"รายงาน|ผลการดำเนิน|เพื่อส่งเสริม|ตามมาตรการ|มาตรการส่งเสริม|การดำเนินการ|ประจำปี|ปีงบประมาณ"
    r"|ปี\s*(?:พ\.\s*ศ|[0-9๐-๙])|ของ|ตำบล|อำเภอ|จังหวัด|[ตอจ]\.\s*\S|\(?รอบ"
)
_PROSE = re.compile(r"^(?:ตามที่|จาก|ด้วย)|ดังนี้|ดังต่อไปนี้|แล้วนั้น|ได้ดำเนินการ|ได้จัดทำ")
_NUMBERED = re.compile(r"[0-9๐-๙]{1,2}[.)]\s*(.+)")
_LISTS_ISSUES = re.compile(r"ประเด็น[^\n]{0,60}$")


@dataclass(frozen=True, kw_only=True)
class Opening:
    """Everything before the table."""

    title: str
    place_text: str
    organization: OrganizationInput
    fiscal_year: int | None
    cover: tuple[str, ...]
    introduction: str
    issues: tuple[str, ...]


Line = tuple[int, str]  # its number in the source, its text


def read_opening(paragraphs: Sequence[Paragraph], problems: Problems) -> Opening:
    """Read the paragraphs before the table; each of their words is in the result."""
    length = _head_length(paragraphs)
    *covers, block = _blocks(paragraphs[:length])
    introduction = [paragraph for paragraph in paragraphs[length:] if paragraph.lines]
    cover = tuple(text for lines in covers for _, text in lines)
    cut = next((i for i, (_, text) in enumerate(block) if starts_organization(text)), len(block))
    title = "\n".join(text for _, text in block[:cut])
    number = block[0][0] if block else 1
    if not title:
        problems.add("no_title_block", number)
    text = "\n\n".join(paragraph.text for paragraph in introduction)
    fiscal_year = read_fiscal_year([title, *cover, text])
    if fiscal_year is None:
        problems.add("no_fiscal_year", number)
    organization = _organization(title, block[cut:], [*cover, text], number, problems)
    return Opening(
        title=title,
        place_text="\n".join(text for _, text in block[cut:]),
        organization=organization,
        fiscal_year=fiscal_year,
        cover=cover,
        introduction=text,
        issues=_issues(introduction),
    )


def _head_length(paragraphs: Sequence[Paragraph]) -> int:
    """How many paragraphs belong to the cover and the title block.

    A cover may have other short lines ("จัดทำโดย"), so the last title line before any prose counts.
    """
    length = 0
    for index, paragraph in enumerate(paragraphs, start=1):
        if any(_is_prose(line) for line in paragraph.lines):
            break
        if paragraph.is_heading or all(_TITLE_LINE.match(line) for line in paragraph.lines):
            length = index
    return length


def _is_prose(line: str) -> bool:
    return len(line) > _LONGEST_TITLE_LINE or bool(_PROSE.search(line))


def _blocks(head: Sequence[Paragraph]) -> list[list[Line]]:
    """Title blocks: each begins with "รายงาน"; all but the last are on the cover."""
    blocks: list[list[Line]] = [[]]
    for paragraph in head:
        for offset, text in enumerate(paragraph.lines):
            if text.startswith("รายงาน") and blocks[-1]:
                blocks.append([])
            blocks[-1].append((paragraph.line_of(offset), text))
    return blocks


def _organization(
    title: str, lines: list[Line], elsewhere: list[str], number: int, problems: Problems
) -> OrganizationInput:
    if lines:
        return read_line(" ".join(text for _, text in lines), lines[0][0], problems)
    named = read_title_name(title, number, problems)
    return named or guess([title, *elsewhere], number, problems)


def _issues(introduction: Sequence[Paragraph]) -> tuple[str, ...]:
    """The numbered lines below words that announce issues, without their numbers."""
    for index, paragraph in enumerate(introduction):
        above = introduction[index - 1].text if index else ""
        lines = list(paragraph.lines)
        if not _NUMBERED.match(lines[0]):
            above = lines.pop(0)
        numbered = [_NUMBERED.match(line) for line in lines]
        if len(lines) > 1 and all(numbered) and _LISTS_ISSUES.search(above):
            return tuple(match.group(1) for match in numbered if match)
    return ()
