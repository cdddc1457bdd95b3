"""Excel files, new and old: the values that their cells show, as far as they are kept."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from ita_portal.thai.dates import format_date
from ita_portal.thai.numerals import count_in_thai, parse_int, to_thai
from measures.importing import refusals
from measures.importing.archives import open_archive
from measures.importing.limits import MAX_LINES
from measures.importing.parts_builder import PartsBuilder
from measures.importing.places import NamedPlaces
from measures.importing.problems import Problems
from measures.importing.sheet_rows import Sheet, add_sheet
from measures.importing.sheet_xml import failed_formulas, words_of_boxes
from measures.importing.tables import Part, UnreadableFile
from measures.importing.word_sheets import WordSheet, kind_of_words, with_words

_MOST_SHEETS = 50
_HIDDEN = "แผ่นงานนี้ซ่อนอยู่ จึงไม่ได้นำเข้า"
_OTHER = "แผ่นงานนี้ไม่ใช่แผ่นงานรายงานแรก และไม่ได้ต่อเลขลำดับจากแผ่นงานนั้น จึงไม่ได้นำเข้า"


def read_sheets(data: bytes, problems: Problems) -> list[Part]:
    """The parts of all sheets; those that are neither the report nor go on with it lie apart.

    Raises UnreadableFile.
    """
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 -- slow import

    places = problems.places = NamedPlaces(lettered=True)
    failed: dict[str, set[tuple[int, int]]] = {}
    if data.startswith(b"PK"):
        with open_archive(data) as archive:
            failed = failed_formulas(archive)
            boxes = words_of_boxes(archive)
        if boxes:
            problems.add("boxes_unread", 0, quote=boxes[:500])
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = [(sheet.name, str(sheet.visible)) for sheet in book.sheets_metadata]
        if len(names) > _MOST_SHEETS:
            most = to_thai(str(_MOST_SHEETS))
            raise UnreadableFile(f"ไฟล์นี้มีเกิน {most} แผ่นงาน วิธีแก้: คัดลอกแผ่นงานรายงานไปไว้ในไฟล์ใหม่")
        sheets = [
            _Values.of(
                book.get_sheet_by_name(name),
                is_hidden=not visible.endswith("Visible"),
                failed=failed.get(name, ()),
            )
            for name, visible in names
        ]
    except (UnreadableFile, MemoryError):
        raise
    except CalamineError as error:
        if "password" in str(error).lower():
            raise UnreadableFile(refusals.LOCKED) from None
        raise UnreadableFile(refusals.DAMAGED) from None
    except Exception:  # a hostile file raises whatever it likes
        raise UnreadableFile(refusals.DAMAGED) from None
    return _parts_of(sheets, places, problems)


def _parts_of(sheets: list[_Values], places: NamedPlaces, problems: Problems) -> list[Part]:
    """Taken is the first sheet with a header, and those after it that go on with its numbers.

    Sheets of words that our own files have beside it belong to it. Without any header the first
    sheet is taken, so that its refusal can quote it.
    """
    seen = [values for values in sheets if not values.is_hidden]
    headed = [values for values in seen if values.sheet.header() is not None]
    taken = headed[:1] or seen[:1]
    report = headed[0].sheet.name if headed else ""
    parts: list[Part] = []
    words: dict[WordSheet, list[Part]] = {}
    for values in sheets:
        name = values.sheet.name
        kind = kind_of_words(values.sheet) if headed and not values.is_hidden else None
        if kind and kind not in words:
            builder = PartsBuilder(places, sheet=report)
            values.add_to(builder, problems)
            words[kind] = builder.parts
            continue
        is_first = any(values is each for each in taken)
        goes_on = values.sheet.header() is not None and _goes_on(values.sheet)
        if is_first or (parts and goes_on and not values.is_hidden):
            builder = PartsBuilder(places, sheet=name)
            values.add_to(builder, problems)
            parts += builder.parts
            continue
        apart = _HIDDEN if values.is_hidden else _OTHER
        builder = PartsBuilder(places, sheet=name, is_hidden=values.is_hidden, apart=apart)
        try:
            values.add_to(builder, Problems(places))
            parts += builder.parts
        except UnreadableFile:  # too much for a report: named, and not offered
            where = places.add(values.sheet.title)
            problems.add("sheet_unread", where, quote=_beginning(values.sheet))
    return with_words(parts, words, report)


def _goes_on(sheet: Sheet) -> bool:
    """Whether a sheet's first number is not 1, so that another sheet comes before it."""
    header = sheet.header() or 0
    for row in sheet.rows[header + 1 :]:
        first = next((text.strip() for text in row if text.strip()), "")
        found = re.match(r"[0-9๐-๙]{1,3}", first)
        if found:
            return parse_int(found.group()) != 1
    return False


def _beginning(sheet: Sheet) -> str:
    texts = (text.strip() for row in sheet.rows for text in row if text.strip())
    return " ".join(next(texts, "").split())[:200]


@dataclass(frozen=True, kw_only=True)
class _Values:
    """A sheet as texts; `unsure` are the cells that Excel may show in another way.

    `failed` are those whose formula gave an error, which are read as empty; of an old .xls file
    nobody tells which they are.
    """

    sheet: Sheet
    unsure: dict[tuple[int, int], str]
    failed: Collection[tuple[int, int]]
    is_hidden: bool

    @classmethod
    def of(cls, source: Any, *, is_hidden: bool, failed: Collection[tuple[int, int]]) -> _Values:
        rows: list[list[str]] = []
        unsure: dict[tuple[int, int], str] = {}
        for index, row in enumerate(source.iter_rows()):
            if index > MAX_LINES:
                most = count_in_thai(MAX_LINES)
                raise UnreadableFile(
                    f"แผ่นงาน '{source.name}' มีเกิน {most} แถว {refusals.FEWER_ROWS}"
                )
            texts = []
            for place, value in enumerate(row):
                text, is_sure = _shown(value)
                texts.append(text)
                if not is_sure:
                    unsure[index, place] = text
            rows.append(texts)
        spans: dict[tuple[int, int], int] = {}
        for (top, left), (_, right) in source.merged_cell_ranges or ():
            spans[top, left] = right - left + 1
        first_row, first_column = source.start or (0, 0)
        if first_row or first_column:
            rows = [[""] * first_column + row for row in rows]
            rows = [[] for _ in range(first_row)] + rows
            unsure = {(r + first_row, c + first_column): text for (r, c), text in unsure.items()}
        sheet = Sheet(name=source.name, rows=rows, spans=spans)
        return cls(sheet=sheet, unsure=unsure, failed=failed, is_hidden=is_hidden)

    def add_to(self, builder: PartsBuilder, problems: Problems) -> None:
        def note(line: int, index: int, width: int) -> None:
            for place in range(width):
                text = self.unsure.get((index, place))
                if text is not None:
                    problems.add("value_unformatted", line, column=place + 1, quote=text)
                if (index, place) in self.failed:
                    problems.add("formula_error", line, column=place + 1)

        add_sheet(self.sheet, builder, note)


def _shown(value: Any) -> tuple[str, bool]:
    """A value as text, and whether Excel surely shows it so."""
    if isinstance(value, str):
        return value, True
    if isinstance(value, bool):
        return ("TRUE" if value else "FALSE"), True
    if isinstance(value, int | float):
        is_whole = float(value).is_integer()
        return (str(int(value)) if is_whole else f"{value:.10g}"), is_whole
    if isinstance(value, dt.datetime | dt.date):
        day = value.date() if isinstance(value, dt.datetime) else value
        return format_date(day), False
    return ("" if value is None else str(value)), False
