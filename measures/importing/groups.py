"""Rows put together to measures: an empty first cell or "(ต่อ)" continues the one above."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from ita_portal.thai.numerals import count_in_thai
from ita_portal.thai.text import squash
from measures.importing import refusals
from measures.importing.choices import RowUse
from measures.importing.data_rows import DataRow
from measures.importing.lists import bare, leading_mark, number_of
from measures.importing.problems import Problems
from measures.importing.tables import Cell, UnreadableFile
from measures.importing.titles import Title, read_title

MAX_MEASURES = 1_000


@dataclass(kw_only=True)
class Group:
    """One measure: its first cell, and its rows from the first to the last page."""

    title: Title
    rows: list[DataRow] = field(default_factory=list)
    titled: list[Cell] = field(default_factory=list)  # cells below that the title goes on in


def group_rows(rows: Sequence[DataRow], issues: Collection[str], problems: Problems) -> list[Group]:
    """The measures of a table in order. Raises UnreadableFile when there are too many."""
    groups: list[Group] = []
    for row in rows:
        number, cell = row.cell("number").text, row.cell("measure")
        title = read_title(cell, number, issues)
        above = _above(row, title, groups)
        if above is None:
            if row.issue and not title.issue:
                title = replace(title, issue=row.issue)
            groups.append(Group(title=title, rows=[row]))
            _refuse_too_many(groups, problems.places.name(row.line))
            if _has_next_number(row, title):
                row.report(problems, "several_titles", "measure", cell.text)
            if not title.text:
                kind = "starts_untitled" if row.use == RowUse.STARTS else "no_title"
                row.report(problems, kind, "measure")
            continue
        above.rows.append(row)
        if row.use == RowUse.CONTINUES and title.key and not _names(title, above.title):
            above.title = _lengthened(above.title, cell.text)
            above.titled.append(cell)
        else:
            dropped = "\n".join(text for text in (number, cell.text) if text)
            row.report(problems, "continued", "measure", dropped)
    return groups


def _above(row: DataRow, title: Title, groups: Sequence[Group]) -> Group | None:
    """The measure that a row goes on with: as a person says, else as its first cell does."""
    if not groups or row.use == RowUse.STARTS:
        return None
    return groups[-1] if row.use == RowUse.CONTINUES else _continued(title, groups)


def _has_next_number(row: DataRow, title: Title) -> bool:
    """Whether a paragraph of a title begins with the number after its own: "๑. ก" above "๒. ข"."""
    number = number_of(title.number)
    marks = (leading_mark(block.text) for block in row.cell("measure").blocks[1:])
    return number is not None and any(number_of(mark) == number + 1 for mark in marks)


def _continued(title: Title, groups: Sequence[Group]) -> Group | None:
    last = groups[-1]
    if not title.key:
        same_number = not title.number or _same(title.number, last.title.number)
        return last if same_number else None
    if title.is_continued:
        return next((group for group in reversed(groups) if _names(title, group.title)), None)
    is_repeated = title.key == last.title.key and title.number == last.title.number
    return last if is_repeated and title.number else None


def _lengthened(title: Title, words: str) -> Title:
    """A title whose words go on in a row that a person joined to its first one."""
    text = "\n".join(part for part in (title.text, words) if part)
    return replace(title, text=text, key=title.key + squash(words))


def _names(title: Title, other: Title) -> bool:
    """Whether "(ต่อ)" stands for the other: by its number, or by the words that it begins with."""
    if title.number and other.number:
        return _same(title.number, other.number)
    return other.key.startswith(title.key)


def _same(number: str, other: str) -> bool:
    return bare(number) == bare(other)


def _refuse_too_many(groups: Sequence[Group], where: str) -> None:
    if len(groups) > MAX_MEASURES:
        most = count_in_thai(MAX_MEASURES)
        raise UnreadableFile(f"ตารางมีเกิน {most} มาตรการ หยุดที่{where} {refusals.FEWER_ROWS}")
