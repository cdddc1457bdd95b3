"""Comma-separated values, and tables pasted from Excel whose cells hold line ends."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Iterator

from measures.importing.limits import MAX_CELL, MAX_LINES
from measures.importing.parts_builder import PartsBuilder
from measures.importing.places import NamedPlaces
from measures.importing.problems import Problems
from measures.importing.sheet_rows import Sheet, add_sheet
from measures.importing.tables import Part, UnreadableFile

_LOOKED_AT = 200  # rows in which the header must be
_OPEN_QUOTE = re.compile(r'(?:^|\t)"(?:[^"\n]|"")*\n')


def find_delimiter(text: str, *, has_tabs: bool) -> str:
    """What parts the cells of a text; "" where it is no CSV but the text form of a report."""
    if has_tabs:
        return "\t" if _OPEN_QUOTE.search(text) and _has_header(text, "\t") else ""
    return next((mark for mark in ",;" if mark in text and _has_header(text, mark)), "")


def read_csv(text: str, delimiter: str, problems: Problems) -> list[Part]:
    """The parts of a CSV file. Raises UnreadableFile."""
    places = problems.places = NamedPlaces(lettered=True)
    builder = PartsBuilder(places)
    try:
        rows = list(itertools.islice(_reader(text, delimiter), MAX_LINES + 1))
    except csv.Error as error:
        raise UnreadableFile(f"อ่านไฟล์ CSV นี้ไม่ได้ เครื่องหมายคำพูดไม่ครบคู่ ({error})") from None
    add_sheet(Sheet(name="", rows=rows, spans={}), builder)
    return builder.parts


def _has_header(text: str, delimiter: str) -> bool:
    try:
        rows = list(itertools.islice(_reader(text, delimiter), _LOOKED_AT))
    except csv.Error:
        return False
    return Sheet(name="", rows=rows, spans={}).header() is not None


def _reader(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(MAX_CELL * 10)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
