"""What stands after the table: the annex, with one numbered heading for each measure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ita_portal.thai.numerals import parse_int
from measures.importing.problems import Problems
from measures.importing.tables import Paragraph
from measures.inputs import AnnexInput

_ANNEX = re.compile(r"ภาพกิจกรรม|ภาพประกอบ|ภาพถ่าย|ประมวลภาพ|ภาคผนวก|เอกสารแนบ")
_NUMBER = re.compile(r"(([0-9๐-๙]{1,3})[.)])(?![0-9๐-๙])\s*")


@dataclass(frozen=True, kw_only=True)
class Annex:
    heading: str = ""
    lead: str = ""
    entries: tuple[AnnexInput, ...] = ()


def is_annex_heading(paragraph: Paragraph) -> bool:
    return begins_annex(paragraph.text)


def begins_annex(text: str) -> bool:
    return bool(_ANNEX.match(text))


def read_annex(paragraphs: Sequence[Paragraph], problems: Problems) -> Annex:
    """Read the paragraphs after the table; each of their words is in the result.

    Only a number in its turn begins an entry: "๑.๑" and the numbers of other lists are text.
    """
    rest = list(paragraphs)
    heading = ""
    if rest and is_annex_heading(rest[0]):
        heading = rest.pop(0).text
    lead = ""
    entries: list[AnnexInput] = []
    texts: list[str] = []
    last = 0
    for paragraph in rest:
        number = _next_number(paragraph, last)
        if number is None:
            texts.append(paragraph.text)
            continue
        lead = _close(entries, texts) or lead
        last, mark, words = number
        entries.append(AnnexInput(number=mark, heading=words))
    if rest and not heading:
        problems.add("text_after_table", rest[0].line)
    lead = _close(entries, texts) or lead
    return Annex(heading=heading, lead=lead, entries=tuple(entries))


def _next_number(paragraph: Paragraph, last: int) -> tuple[int, str, str] | None:
    """The number, its mark, and the words after it, where a paragraph begins the next entry.

    A heading may leave numbers out, since measures without photos do.
    """
    match = _NUMBER.match(paragraph.text)
    number = parse_int(match.group(2)) if match else None
    if match is None or number is None:
        return None
    if number != last + 1 and not (paragraph.is_heading and number > last):
        return None
    return number, match.group(1), paragraph.text[match.end() :]


def _close(entries: list[AnnexInput], texts: list[str]) -> str:
    """Give the texts gathered so far to the entry above them; without one they are the lead."""
    text = "\n\n".join(texts)
    texts.clear()
    if text and entries:
        entries[-1] = replace(entries[-1], text=text)
        return ""
    return text
