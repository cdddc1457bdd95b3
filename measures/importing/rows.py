"""From a source's parts to the rows of its table, and what stands before, between and after."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ita_portal.thai.text import squash
from measures.importing.annex import is_annex_heading
from measures.importing.headings import Column, is_header, read_header
from measures.importing.other_documents import PLAN, is_plan, kind_of_headings
from measures.importing.problems import Problems
from measures.importing.tables import (
    Cell,
    Paragraph,
    Part,
    RawTable,
    UnreadableFile,
    as_paragraph,
)

_TOP_ROWS = 5  # of a table, in which its header is
_ISSUE_NUMBER = re.compile(r"^(?:ประเด็น(?:ที่)?|ด้าน(?:ที่))?\s*\(?[0-9๐-๙]{1,2}[.):]?\s*(?=\D)")
_EXAMPLES = "มาตรการ/โครงการ/กิจกรรม, ขั้นตอนหรือวิธีการปฏิบัติ, ผู้รับผิดชอบ"


@dataclass(frozen=True, kw_only=True)
class DataRow:
    """One row of the table: its cells by field, and those of extra columns with their headings."""

    line: int
    cells: dict[str, Cell]
    headings: dict[str, str]
    extras: tuple[tuple[str, Cell], ...] = ()
    issue: str = ""  # of a row of its own above

    def cell(self, name: str) -> Cell:
        return self.cells.get(name) or Cell(line=self.line, column=0)


@dataclass(kw_only=True)
class Sections:
    """A source cut up: `columns` are those of the first header, `current` of the last one."""

    before: list[Paragraph] = field(default_factory=list)
    columns: tuple[Column, ...] = ()
    current: tuple[Column, ...] = ()
    rows: list[DataRow] = field(default_factory=list)
    issue: str = ""
    after: list[Paragraph] = field(default_factory=list)


def cut_sections(parts: list[Part], problems: Problems) -> Sections:
    """Find the report's table among the parts. Raises UnreadableFile when there is none."""
    tables = [part for part in parts if isinstance(part, RawTable)]
    headed = [index for index, part in enumerate(parts) if _header_index(part) is not None]
    if not headed:
        _refuse(tables, problems)
    first, last = headed[0], headed[-1]
    annex = _annex_start(parts, first, last)
    sections = Sections()
    for index, part in enumerate(parts):
        if index < first:
            sections.before.append(_paragraph(part, "text_before_table", problems))
        elif isinstance(part, RawTable) and (index in headed or _continues(part, sections)):
            _read_table(part, sections, problems)
        elif index < annex:
            stray = _paragraph(part, "", problems)
            problems.add("stray_text", stray.line, quote=stray.text)
        else:
            sections.after.append(_paragraph(part, "annex_table", problems))
    if not sections.rows:
        where = problems.places.name(parts[first].line)
        raise UnreadableFile(
            f"พบหัวตารางที่{where} แต่ไม่มีแถวมาตรการใต้หัวตาราง {problems.places.expected}"
        )
    if is_plan(sections.before, {column.field for column in sections.columns}):
        raise UnreadableFile(f"{PLAN} {problems.places.expected}")
    return sections


def _refuse(tables: list[RawTable], problems: Problems) -> None:
    wanted = f"ต้องมีแถวหัวตารางอย่างน้อยสามช่องที่รู้จัก เช่น {_EXAMPLES}"
    if not tables:
        raise UnreadableFile(f"อ่านจนจบไฟล์แล้วไม่พบตาราง {problems.places.expected} และ{wanted}")
    where = problems.places.name(tables[0].line)
    for row in (row for table in tables for row in table.rows[:_TOP_ROWS]):
        other = kind_of_headings(row)
        if other:
            raise UnreadableFile(f"{other} ตารางแรกอยู่ที่{where} {problems.places.expected}")
    found = ", ".join(cell.text[:40] for cell in tables[0].rows[0] if cell.blocks)[:200]
    raise UnreadableFile(f"ไม่พบหัวตาราง {wanted} ตารางแรกอยู่ที่{where} ขึ้นต้นด้วย {found}")


def _header_index(part: Part) -> int | None:
    """Where in a table its header row is."""
    if not isinstance(part, RawTable):
        return None
    return next((index for index, row in enumerate(part.rows) if is_header(row)), None)


def _annex_start(parts: list[Part], first: int, last: int) -> int:
    """The heading of the annex, or else what follows the last table with a header."""
    for index in range(first + 1, len(parts)):
        part = parts[index]
        if isinstance(part, Paragraph) and is_annex_heading(part):
            return index
    return last + 1


def _paragraph(part: Part, problem: str, problems: Problems) -> Paragraph:
    if isinstance(part, Paragraph):
        return part
    paragraph = as_paragraph(part)
    if problem:
        problems.add(problem, part.line, quote=paragraph.lines[0] if paragraph.lines else "")
    return paragraph


def _continues(table: RawTable, sections: Sections) -> bool:
    """A table without a header goes on with the one before it when it is as wide."""
    return len(table.rows[0]) == len(sections.current) and not sections.after


def _read_table(table: RawTable, sections: Sections, problems: Problems) -> None:
    start = _header_index(table)
    if start and not sections.columns:
        above = as_paragraph(RawTable(rows=table.rows[:start]))
        problems.add("text_before_table", above.line)
        sections.before.append(above)
        table = RawTable(rows=table.rows[start:])
    for row in table.rows:
        if is_header(row):
            _read_header(row, sections, problems)
        elif _is_across(row):
            _read_issue(row, sections, problems)
        elif any(cell.blocks for cell in row):
            read = _read_row(row, sections.current, problems)
            sections.rows.append(replace(read, issue=sections.issue))


def _is_across(row: tuple[Cell, ...]) -> bool:
    """Whether a row has but one cell with words, merged over all columns or all but one."""
    filled = [cell for cell in row if cell.blocks]
    return len(filled) == 1 and len(row) > 2 and filled[0].span >= len(row) - 1


def _read_issue(row: tuple[Cell, ...], sections: Sections, problems: Problems) -> None:
    """A row across the table is the heading of the measures below it."""
    cell = next(cell for cell in row if cell.blocks)
    sections.issue = _ISSUE_NUMBER.sub("", cell.text, count=1)
    problems.add("issue_row", cell.line, quote=cell.text)


def _read_header(row: tuple[Cell, ...], sections: Sections, problems: Problems) -> None:
    """A header that repeats is skipped; one that changed is reported, and rules what follows."""
    first = sections.columns
    if first and [squash(cell.text) for cell in row] == [squash(c.heading) for c in first]:
        sections.current = first
        return
    columns = sections.current = read_header(row, problems)
    if not first:
        sections.columns = columns
        return
    known = {(column.field, squash(column.heading)) for column in first}
    fields = {column.field for column in first if column.field != "extra"}
    for cell, column in zip(row, columns, strict=True):
        if (column.field, squash(column.heading)) in known:
            continue
        if column.field in fields:
            problems.add(
                "heading_changed",
                cell.line,
                heading=cell.text,
                column=cell.column,
                quote=cell.text,
            )
        else:
            sections.columns = (*sections.columns, column)


def _read_row(row: tuple[Cell, ...], columns: tuple[Column, ...], problems: Problems) -> DataRow:
    line = row[0].line
    if len(row) != len(columns):
        problems.add("columns_uneven", line)
    cells: dict[str, Cell] = {}
    headings: dict[str, str] = {}
    extras: list[tuple[str, Cell]] = []
    for index, cell in enumerate(row):
        column = columns[index] if index < len(columns) else Column(field="extra", heading="")
        if column.field == "extra":
            extras.append((column.heading, cell))
        else:
            cells[column.field] = cell
            headings[column.field] = column.heading
    kept = tuple((heading, cell) for heading, cell in extras if cell.blocks)
    return DataRow(line=line, cells=cells, headings=headings, extras=kept)
