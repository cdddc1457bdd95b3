"""From a source's parts to the rows of its table, and what stands before, between and after."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ita_portal.thai.text import squash
from measures.importing.choices import Choices, RowUse
from measures.importing.data_rows import DataRow, read_row
from measures.importing.decisions import Decisions
from measures.importing.header_rows import Header, header_at
from measures.importing.headings import Column, field_of, read_header
from measures.importing.other_documents import kind_of_plan, title_of_plan_report
from measures.importing.problems import Problems
from measures.importing.reading import RowKind
from measures.importing.selection import Verdict, annex_start, judge, refuse
from measures.importing.tables import (
    Cell,
    Paragraph,
    Part,
    RawTable,
    UnreadableFile,
    as_paragraph,
)

_ISSUE_NUMBER = re.compile(r"^(?:ประเด็น(?:ที่)?|ด้าน(?:ที่))?\s*\(?[0-9๐-๙]{1,2}[.):]?\s*(?=\D)")


@dataclass(kw_only=True)
class Sections:
    """A source cut up: `columns` are those of the first header, `current` of the last one.

    `kinds` says of each row of a table what it is, `left_out` are the cells that are not taken.
    """

    before: list[Paragraph] = field(default_factory=list)
    columns: tuple[Column, ...] = ()
    current: tuple[Column, ...] = ()
    rows: list[DataRow] = field(default_factory=list)
    issue: str = ""
    after: list[Paragraph] = field(default_factory=list)
    verdicts: dict[int, Verdict] = field(default_factory=dict)  # by number of table
    headers: dict[int, tuple[Column, ...]] = field(default_factory=dict)  # by number of table
    kinds: dict[int, RowKind] = field(default_factory=dict)  # by line
    left_out: list[Cell] = field(default_factory=list)
    apart: list[Paragraph] = field(default_factory=list)  # on sheets that are not taken

    @property
    def number_columns(self) -> set[int]:
        return {row.cells["number"].column for row in self.rows if "number" in row.cells}


def cut_sections(parts: list[Part], problems: Problems, choices: Choices | None = None) -> Sections:
    """Find the report's tables among the parts. Raises UnreadableFile when there is none."""
    return _Cutter(parts, problems, choices or Choices()).cut()


class _Cutter:
    def __init__(self, parts: list[Part], problems: Problems, choices: Choices) -> None:
        self._parts = parts
        self._problems = problems
        self._decisions = Decisions.of(choices)
        self._told: set[str] = set()
        self.sections = Sections()

    def cut(self) -> Sections:
        sections, problems = self.sections, self._problems
        sections.verdicts = judge(self._parts, self._decisions)
        numbers = [number for number, verdict in sections.verdicts.items() if verdict.is_report]
        if not numbers:
            refuse(self._parts, problems)
        taken = [sections.verdicts[number].index for number in numbers]
        sheets = {part.sheet for index, part in enumerate(self._parts) if index in taken}
        annex = annex_start(self._parts, taken[0], taken[-1])
        by_index = {verdict.index: n for n, verdict in sections.verdicts.items()}
        for index, part in enumerate(self._parts):
            number = by_index.get(index, 0)
            if index not in taken and (part.apart or part.sheet not in sheets):
                self._set_apart(part, sheets)
            elif index in taken and isinstance(part, RawTable):
                self._read_table(number, part)
            elif number in self._decisions.tables and isinstance(part, RawTable):
                self._leave_out(part)
            elif index < taken[0]:
                sections.before.append(self._paragraph(part, "text_before_table"))
            elif index < annex:
                stray = self._paragraph(part, "")
                problems.add("stray_text", stray.line, quote=stray.text)
            else:
                sections.after.append(self._paragraph(part, "annex_table"))
        self._refuse_without_measures(self._parts[taken[0]].line)
        return sections

    def _set_apart(self, part: Part, sheets: set[str]) -> None:
        """Leave out what is on a sheet that nobody picked; each sheet is told of once."""
        if isinstance(part, RawTable):
            self._leave_out(part)
            words = next((cell.text for row in part.rows for cell in row if cell.blocks), "")
        elif part.sheet in sheets:
            self.sections.before.append(part)
            return
        else:
            self.sections.apart.append(part)
            words = part.text
        if part.sheet not in self._told:
            self._told.add(part.sheet)
            kind = "sheet_hidden" if part.is_hidden else "sheet_unread"
            self._problems.add(kind, part.line, quote=" ".join(words.split())[:200])

    def _refuse_without_measures(self, line: int) -> None:
        sections, places = self.sections, self._problems.places
        fields = {column.field for column in sections.columns}
        if "measure" not in fields:
            raise UnreadableFile(f"ยังไม่ได้เลือกว่าช่องใดเป็นมาตรการ ตารางอยู่ที่{places.name(line)}")
        if not sections.rows:
            raise UnreadableFile(
                f"พบหัวตารางที่{places.name(line)} แต่ไม่มีแถวมาตรการใต้หัวตาราง {places.expected}"
            )
        plan = kind_of_plan(sections.before, fields)
        if plan and not self._decisions.tables:
            raise UnreadableFile(f"{plan} {places.expected}")
        other = title_of_plan_report(sections.before)
        if other:
            self._problems.add("other_title", sections.before[0].line, quote=other)

    def _paragraph(self, part: Part, problem: str) -> Paragraph:
        if isinstance(part, Paragraph):
            return part
        for row in part.rows:
            self.sections.kinds[row[0].line] = RowKind.TEXT
        paragraph = as_paragraph(part)
        if problem:
            quote = paragraph.lines[0] if paragraph.lines else ""
            self._problems.add(problem, part.line, quote=quote)
        return paragraph

    def _leave_out(self, table: RawTable) -> None:
        for row in table.rows:
            self._leave_out_row(row)

    def _leave_out_row(self, row: tuple[Cell, ...]) -> None:
        self.sections.kinds[row[0].line] = RowKind.LEFT_OUT
        self.sections.left_out += [cell for cell in row if cell.blocks]

    def _read_table(self, number: int, table: RawTable) -> None:
        sections = self.sections
        start, rows = sections.verdicts[number].header, table.rows
        if start and not sections.columns:
            above = self._paragraph(RawTable(rows=rows[:start]), "text_before_table")
            sections.before.append(above)
            rows = rows[start:]
        is_picked = start == 0 and header_at(rows, 0) is None
        height = 0  # rows of a header that are still to come
        for index, row in enumerate(rows):
            use = self._decisions.rows.get(row[0].line)
            header = header_at(rows, index)
            if use == RowUse.LEFT_OUT:
                self._leave_out_row(row)
            elif height > 1:
                sections.kinds[row[0].line] = RowKind.HEADER
                height -= 1
            elif use == RowUse.HEADER or (use is None and (header or (is_picked and index == 0))):
                header = header or _as_header(row)
                self._read_header(number, header, row[0].line)
                height = header.height
            elif use == RowUse.ISSUE or (use is None and _is_across(row)):
                self._read_issue(row)
            elif any(cell.blocks for cell in row):
                self._read_row(row)
            else:
                sections.kinds[row[0].line] = RowKind.EMPTY
        sections.headers.setdefault(number, sections.current)

    def _read_issue(self, row: tuple[Cell, ...]) -> None:
        """A row across the table is the heading of the measures below it."""
        text = "  ".join(cell.text for cell in row if cell.blocks)
        self.sections.kinds[row[0].line] = RowKind.ISSUE
        self.sections.issue = _ISSUE_NUMBER.sub("", text, count=1)
        self._problems.add("issue_row", row[0].line, quote=text)

    def _read_header(self, number: int, header: Header, line: int) -> None:
        """A header that repeats is skipped; one that changed is told, and rules what follows."""
        sections, row = self.sections, header.cells
        sections.kinds[line] = RowKind.HEADER
        first = sections.columns
        if first and [squash(cell.text) for cell in row] == [squash(c.heading) for c in first]:
            sections.current = first
            sections.headers.setdefault(number, first)
            return
        self._decisions.learn_columns(number, row)
        columns = sections.current = read_header(
            row, header.fields, self._problems, self._decisions.fields_of(row), header.months
        )
        sections.headers.setdefault(number, columns)
        if not first:
            sections.columns = columns
            return
        known = {(column.field, squash(column.heading)) for column in first}
        fields = {column.field for column in first if column.field != "extra"}
        for cell, column in zip(row, columns, strict=True):
            if (column.field, squash(column.heading)) in known:
                continue
            if column.field in fields:
                self._problems.add(
                    "heading_changed",
                    cell.line,
                    heading=cell.text,
                    column=cell.column,
                    quote=cell.text,
                )
            else:
                sections.columns = (*sections.columns, column)

    def _read_row(self, row: tuple[Cell, ...]) -> None:
        sections = self.sections
        sections.kinds[row[0].line] = RowKind.MEASURE
        found, left_out = read_row(row, sections.current, self._problems)
        sections.left_out += left_out
        use = self._decisions.use_of(found)
        sections.rows.append(replace(found, issue=sections.issue, use=use))


def _as_header(row: tuple[Cell, ...]) -> Header:
    """A row that a person took for a header, or the first of a table that one picked."""
    return Header(cells=row, fields=tuple(field_of(cell.text) for cell in row), height=1)


def _is_across(row: tuple[Cell, ...]) -> bool:
    """Whether a row has but one cell with words, merged over all columns or all but one."""
    filled = [cell for cell in row if cell.blocks]
    return len(filled) == 1 and len(row) > 2 and filled[0].span >= len(row) - 1
