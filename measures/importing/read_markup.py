"""HTML with a table: a saved page, what is pasted from Word, Excel or LibreOffice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ita_portal.thai.numerals import to_thai
from measures.importing.header_rows import find_header
from measures.importing.limits import MAX_COLUMNS
from measures.importing.markup import BLOCKS, Event, Words, walk
from measures.importing.parts_builder import PartsBuilder, RawCell
from measures.importing.places import NamedPlaces
from measures.importing.problems import Problems
from measures.importing.tables import Block, Cell, Part

_SECTIONS = frozenset({"thead", "tbody", "tfoot"})


def read_markup(html: str, problems: Problems, *, is_from_word: bool = False) -> list[Part]:
    """The parts of a page. `is_from_word` where mammoth made it: spaces and marks are all there.

    Raises UnreadableFile.
    """
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 -- slow import

    places = NamedPlaces()
    problems.places = places
    reader = _Reader(PartsBuilder(places), is_from_word=is_from_word)
    body = LexborHTMLParser(html).body
    if body is not None:
        reader.read(body)
    return reader.builder.parts


class _Paragraph(Words):
    """The words of a paragraph, whose line breaks stay inside it."""

    def break_line(self) -> None:
        self._text.append("\v")  # which cleaning makes a newline


class _Reader:
    def __init__(self, builder: PartsBuilder, *, is_from_word: bool) -> None:
        self.builder = builder
        self._is_from_word = is_from_word
        self._paragraphs = self._tables = 0

    def read(self, body: Any) -> None:
        """Read paragraphs and tables; a table that only lays out a page is walked into."""
        words = self._new(_Paragraph)
        for event in self._flow(body):
            if event.kind == "start" and event.node.tag == "table":
                words.end_block()
                self._give(words)
                self._read_table(event.node)
                continue
            words.take(event)
            if event.kind != "text" and event.node.tag in BLOCKS:
                self._give(words)
        words.end_block()
        self._give(words)

    def _flow(self, root: Any) -> Iterator[Event]:
        inner = [walk(root, whole_tables=True)]
        while inner:
            event = next(inner[-1], None)
            if event is None:
                inner.pop()
            elif event.node.tag != "table":
                yield event
            elif event.kind == "start" and self._is_layout(event.node):
                inner.append(walk(event.node, whole_tables=True))
            elif event.kind == "start":
                yield event

    def _is_layout(self, table: Any) -> bool:
        """Whether not a table itself has a header, but one that lies in it."""
        inner = table.css("table")[1:]
        return bool(inner) and not self._has_header(table) and any(map(self._has_header, inner))

    def _has_header(self, table: Any) -> bool:
        rows = [self._heading_cells(row) for row in _rows(table)]
        return find_header(rows) is not None

    def _heading_cells(self, row: Any) -> list[Cell]:
        return [
            Cell(
                line=0,
                column=0,
                blocks=tuple(Block(text=text) for text, _ in self._blocks(cell)),
                span=_count(cell, "colspan"),
            )
            for cell in _cells(row)
        ]

    def _give(self, words: Words) -> None:
        for text, _, is_bold in words.found:
            self._paragraphs += 1
            where = f"ย่อหน้าที่ {to_thai(str(self._paragraphs))}"
            self.builder.add_paragraph(text, where, is_heading=is_bold)
        words.found.clear()

    def _read_table(self, table: Any) -> None:
        self._tables += 1
        taken: dict[int, int] = {}  # columns that a cell above reaches down to, for so many rows
        for number, row in enumerate(_rows(table), 1):
            where = to_thai(f"ตารางที่ {self._tables} แถว {number}")
            self.builder.add_row(self._place(row, taken), where)
        self.builder.end_table(to_thai(f"ตารางที่ {self._tables}"))

    def _place(self, row: Any, taken: dict[int, int]) -> list[RawCell]:
        """The cells of a row in their columns, beside those that reach down from above."""
        found: list[RawCell] = []
        reaches: dict[int, int] = {}
        column = 1
        for cell in _cells(row):
            while taken.get(column):
                column += 1
            span = _count(cell, "colspan")
            found.append(RawCell(column=column, blocks=self._blocks(cell), span=span))
            down = _count(cell, "rowspan")
            reaches.update(dict.fromkeys(range(column, column + span), down))
            column += span
        for place in list(taken):
            taken[place] -= 1
            if taken[place] <= 0:
                del taken[place]
        taken.update({place: down - 1 for place, down in reaches.items() if down > 1})
        return found

    def _blocks(self, cell: Any) -> tuple[tuple[str, int], ...]:
        """The blocks of a cell; of a table in it, one block a row."""
        words = self._new(Words)
        for event in walk(cell):
            tag = event.node.tag
            if tag in {"td", "th"}:
                if event.kind == "start" and event.node.prev is not None:
                    words.take_gap()
                continue
            words.take(event)
        words.end_block()
        return tuple((text, level) for text, level, _ in words.found)

    def _new(self, kind: type[Words]) -> Words:
        return kind(keeps_spaces=self._is_from_word, numbers_lists=not self._is_from_word)


def _rows(table: Any) -> Iterator[Any]:
    for child in _children(table):
        if child.tag == "tr":
            yield child
        elif child.tag in _SECTIONS:
            yield from (row for row in _children(child) if row.tag == "tr")


def _cells(row: Any) -> Iterator[Any]:
    return (cell for cell in _children(row) if cell.tag in {"td", "th"})


def _children(node: Any) -> Iterator[Any]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def _count(cell: Any, name: str) -> int:
    """A cell's reach over columns or rows; what is no sensible number is 1."""
    value = (cell.attributes.get(name) or "").strip()
    is_number = value.isascii() and value.isdigit() and len(value) < 6
    most = MAX_COLUMNS + 1 if name == "colspan" else 65_534
    return min(max(int(value), 1), most) if is_number else 1
