"""The text form of a report: paragraphs, and tables with a tab between cells and HTML in them."""

from __future__ import annotations

import re

from ita_portal.thai.numerals import count_in_thai, to_thai
from ita_portal.thai.text import UncleanText, clean
from measures.importing import refusals
from measures.importing.fragments import read_fragment
from measures.importing.limits import MAX_CELL, MAX_COLUMNS, MAX_LINES, TableSize
from measures.importing.problems import Problems
from measures.importing.tables import Cell, Paragraph, Part, RawTable, UnreadableFile

_HEADING = re.compile(r"#{1,6}\s+")


def read_text(text: str, problems: Problems) -> list[Part]:
    """The parts of a text in their order; every text in them is clean. Raises UnreadableFile."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    most = count_in_thai(MAX_LINES)
    _refuse(len(lines) > MAX_LINES, MAX_LINES, f"ไฟล์มีเกิน {most} บรรทัด")
    parts: list[Part] = []
    rows: list[tuple[Cell, ...]] = []
    block: list[tuple[int, str]] = []
    size = TableSize()
    for number, line in enumerate([*lines, ""], start=1):
        is_table = is_row(line)
        starts_block = bool(_HEADING.match(line.lstrip()))
        if rows and not is_table:
            parts.append(RawTable(rows=tuple(rows)))
            rows = []
        if block and (is_table or starts_block or not line.strip()):
            parts += _paragraph(block)
            block = []
        if is_table:
            size.add(line, f"บรรทัด {to_thai(number)}")
            rows.append(_read_row(line, number, problems))
        elif line.strip():
            block.append((number, _clean(line, number)))
            if starts_block:
                parts += _paragraph(block)
                block = []
    return parts


def is_row(line: str) -> bool:
    """A single tab before the first word is an indent, not a table."""
    return line.strip() != "" and (line.count("\t") > 1 or "\t" in line.strip())


def _read_row(line: str, number: int, problems: Problems) -> tuple[Cell, ...]:
    texts = line.split("\t")
    _refuse(len(texts) > MAX_COLUMNS, number, f"ตารางมีเกิน {count_in_thai(MAX_COLUMNS)} ช่อง")
    return tuple(
        _read_cell(text, number, column, problems) for column, text in enumerate(texts, start=1)
    )


def _read_cell(text: str, number: int, column: int, problems: Problems) -> Cell:
    blocks, is_known = read_fragment(_clean(text, number, column))
    if not is_known:
        problems.add("unknown_markup", number, quote="\n".join(block.text for block in blocks))
    return Cell(line=number, column=column, blocks=blocks)


def _paragraph(block: list[tuple[int, str]]) -> list[Paragraph]:
    text = "\n".join(line for _, line in block)
    marked = _HEADING.match(text)
    if marked:
        text = text[marked.end() :]
    is_bold = text.startswith("**") and text.endswith("**")
    if text.count("**") % 2 == 0:
        text = text.replace("**", "")
    lines = tuple(line.strip() for line in text.split("\n") if line.strip())
    if not lines:
        return []
    return [Paragraph(line=block[0][0], lines=lines, is_heading=bool(marked) or is_bold)]


def _clean(text: str, line: int, column: int | None = None) -> str:
    where = f"ช่องที่ {to_thai(str(column))}" if column else ""
    most = f"{count_in_thai(MAX_CELL)} ตัวอักษร"
    what = f"ข้อความใน{where or 'บรรทัด'} ยาวเกิน {most}"
    _refuse(len(text) > MAX_CELL, line, what, refusals.SHORTER_TEXT)
    try:
        return clean(text)
    except UncleanText as error:
        reached = f"อ่านได้ถึงบรรทัด {to_thai(str(line))} {where}".strip()
        raise UnreadableFile(f"{reached}: {error}") from None


def _refuse(condition: bool, line: int, what: str, remedy: str = refusals.FEWER_ROWS) -> None:
    if condition:
        raise UnreadableFile(f"{what} หยุดที่บรรทัด {to_thai(line)} {remedy}")
