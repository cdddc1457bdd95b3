"""The first cell of a measure: its number, the issue above it, its title, and "(ต่อ)"."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from ita_portal.thai.text import squash
from measures.importing.tables import Cell

# In the words of the NACC: the issues of its analysis, and the indicators of the assessment.
THE_SEVEN_ISSUES = (
    "กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ",
    "การให้บริการและระบบ E-Service",
    "ช่องทางและรูปแบบการประชาสัมพันธ์เผยแพร่ข้อมูลข่าวสารภาครัฐ",
    "กระบวนการกำกับดูแลการใช้ทรัพย์สินของราชการ",
    "กระบวนการสร้างความโปร่งใสในการใช้งบประมาณและการจัดซื้อจัดจ้าง",
    "กระบวนการควบคุม ตรวจสอบการใช้อำนาจและการบริหารงานบุคคล",
    "กลไกและมาตรการในการแก้ไขและป้องกันการทุจริตภายในหน่วยงาน",
)
THE_TEN_INDICATORS = (
    "การปฏิบัติหน้าที่",
    "การใช้งบประมาณ",
    "การใช้อำนาจ",
    "การใช้ทรัพย์สินของราชการ",
    "การแก้ไขปัญหาการทุจริต",
    "คุณภาพการดำเนินงาน",
    "ประสิทธิภาพการสื่อสาร",
    "การปรับปรุงระบบการทำงาน",
    "การเปิดเผยข้อมูล",
    "การป้องกันการทุจริต",
)
_OTHER_WORDINGS = ("การปรับปรุงการทำงาน",)
_OPTIONAL = ("ภาครัฐ", "ทาง", "ภาย")  # left out or added by one report or another

_NUMBER = re.compile(r"\(?[0-9๐-๙]{1,3}[.)](?![0-9๐-๙])")
_CONTINUED = re.compile(r"\(\s*ต่อ\s*\)")
_DASHED_LINE = re.compile(r"\s+(?=[-–•]\S)")
_DASHES = ("-", "–", "•")


@dataclass(frozen=True, kw_only=True)
class Title:
    """A measure's first cell; `key` is all but its number, without white space and "(ต่อ)"."""

    text: str
    number: str = ""
    issue: str = ""
    key: str = ""
    is_continued: bool = False


def issue_key(text: str) -> str:
    """A heading so that the wordings of one issue are the same."""
    key = squash(text).lower()
    for word in _OPTIONAL:
        key = key.replace(word, "")
    return key


def read_title(cell: Cell, number: str, issues: Collection[str]) -> Title:
    """`number` is that of a column of its own, if any; `issues` are keys of known headings."""
    texts = [block.text for block in cell.blocks] or [""]
    marked = None if number else _NUMBER.match(texts[0])
    if marked:
        number = marked.group()
        texts[0] = texts[0][marked.end() :].strip()
    whole = "\n".join(texts)
    lines = _lines(texts, issues)
    issue = ""
    is_heading = issue_key(lines[0]) in issues or all(
        line.startswith(_DASHES) for line in lines[1:]
    )
    if number and lines[0] and lines[1:] and is_heading:
        issue, *lines = lines
    return Title(
        text="\n".join(line for line in lines if line),
        number=number,
        issue=issue,
        key=squash(_CONTINUED.sub("", whole)),
        is_continued=bool(_CONTINUED.search(whole)),
    )


def _lines(texts: list[str], issues: Collection[str]) -> list[str]:
    """The printed lines of a title: a dash inside a line starts one where it is surely a mark."""
    lines: list[str] = []
    for text in texts:
        parts = _DASHED_LINE.split(text)
        is_sure = len(parts) > 2 or issue_key(parts[0]) in issues
        lines += parts if is_sure or parts[0].startswith(_DASHES) else [text]
    return lines


def known_issues(listed: Collection[str]) -> frozenset[str]:
    """Keys of the headings that the report lists itself, and of those that everybody has."""
    everybodys = (*THE_SEVEN_ISSUES, *THE_TEN_INDICATORS, *_OTHER_WORDINGS)
    return frozenset(issue_key(name) for name in (*everybodys, *listed))
