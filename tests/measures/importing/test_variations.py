"""The five reports in many dresses: whatever a program or a hurried hand does to a table.

Columns in any order, pages cut anywhere, headers that repeat and drift, merged cells, wrapped
lines, other digits and dashes: every cell comes back as it was, and the measures are the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_portal.thai.numerals import to_arabic, to_thai
from measures.importing import read_report, understand
from measures.importing.headings import SYNONYMS, field_of, is_header
from measures.importing.opening import read_parts
from measures.importing.reading import Tally
from measures.importing.tables import Block, Cell, Part, RawTable
from tests.measures.importing import offices
from tests.measures.importing.seeds import NAMES, report

Row = tuple[Cell, ...]
Change = Callable[[str], str]


def as_csv(parts: list[Part]) -> bytes:
    return offices.as_csv(offices.as_rows(parts))


def as_pasted(parts: list[Part]) -> bytes:
    """What Excel gives to the clipboard: tabs, and quotes around cells of several lines."""
    return offices.as_csv(offices.as_rows(parts), delimiter="\t", encoding="utf-8")


def merged(build):
    return lambda parts: build(parts, is_merged=True)


BUILDS = {
    "html": offices.as_html,
    "docx": offices.as_docx,
    "xlsx": offices.as_xlsx,
    "text": offices.as_text,
    "csv": as_csv,
    "pasted": as_pasted,
    "merged html": merged(offices.as_html),
    "merged docx": merged(offices.as_docx),
    "merged xlsx": merged(offices.as_xlsx),
}


def same(text: str) -> str:
    return text


def with_dashes(text: str) -> str:
    return text.replace("-", "–")


def wrapped(text: str) -> str:
    """Spaces where the printed line was wrapped, in the midst of words."""
    words = text.split(" ")
    return " ".join(f"{word[:9]} {word[9:]}" if len(word) > 30 else word for word in words)


CHANGES: dict[str, Change] = {
    "same": same,
    "arabic": to_arabic,
    "thai": to_thai,
    "dashes": with_dashes,
    "wrapped": wrapped,
}


@dataclass(frozen=True)
class Dress:
    """`parts` are what the file was built of; `cuts` say how."""

    name: str
    build: str
    change: str
    cuts: str
    parts: list[Part]

    def __repr__(self) -> str:
        return f"Dress({self.name} as {self.build}, {self.change}, {self.cuts})"


@st.composite
def dresses(draw, names=NAMES, changes=tuple(CHANGES)) -> Dress:
    name = draw(st.sampled_from(names))
    change = draw(st.sampled_from(changes))
    parts = offices.parts_of(name)
    tables = [part for part in parts if isinstance(part, RawTable) and is_header(part.rows[0])]
    first = parts.index(tables[0])
    order = draw(st.permutations(range(len(tables[0].rows[0]))))
    rows = [
        tuple(_changed(row[place], CHANGES[change]) for place in order)
        for table in tables
        for row in table.rows
        if not is_header(row)
    ]
    header = tuple(tables[0].rows[0][place] for place in order)
    cuts = sorted(draw(st.sets(st.integers(1, len(rows) - 1), max_size=3)))
    shown: list[Part] = list(parts[:first])
    cut = f"columns {order}, cut at {cuts}"
    for start, end in zip([0, *cuts], [*cuts, len(rows)], strict=True):
        is_repeated = start == 0 or draw(st.booleans())
        shown.append(
            RawTable(rows=(*([_drifted(header, draw)] if is_repeated else []), *rows[start:end]))
        )
    return Dress(name, draw(st.sampled_from(sorted(BUILDS))), change, cut, shown)


def _changed(cell: Cell, change: Change) -> Cell:
    return replace(
        cell,
        blocks=tuple(Block(text=change(block.text), level=block.level) for block in cell.blocks),
    )


def _drifted(header: Row, draw) -> Row:
    """The same fields in other words."""
    cells = []
    for cell in header:
        names = SYNONYMS[field_of(cell.text)]
        words = draw(st.sampled_from((cell.text, *names)))
        cells.append(replace(cell, blocks=(Block(text=words),)))
    return tuple(cells)


def texts(parts) -> list[list[str]]:
    return [
        [cell.text for cell in row]
        for part in parts
        if isinstance(part, RawTable)
        for row in part.rows
    ]


def check_cells(dress: Dress) -> None:
    """Every cell of every table is in the source as it was written."""
    found = read_parts(BUILDS[dress.build](dress.parts))

    assert texts(found.parts) == texts(dress.parts), (dress.name, dress.build)


def check_measures(dress: Dress) -> None:
    reading = understand(read_parts(BUILDS[dress.build](dress.parts)))
    expected = report(dress.name).measures
    if "xlsx" in dress.build or dress.build in (
        "csv",
        "pasted",
        "text",
    ):  # whose cells know no levels
        expected = read_report(offices.as_text(offices.parts_of(dress.name))).measures

    assert reading.report is not None
    assert [_folded(measure) for measure in reading.report.measures] == [
        _folded(measure) for measure in expected
    ], (dress.name, dress.build)
    assert reading.counts.lost == Tally()


def _folded(value):
    """With Thai digits throughout, which a dress may have changed."""
    if isinstance(value, str):
        return to_thai(value) if type(value) is str else value
    if isinstance(value, tuple):
        return tuple(map(_folded, value))
    if hasattr(value, "__dataclass_fields__"):
        return replace(value, **{name: _folded(getattr(value, name)) for name in vars(value)})
    return value


@settings(max_examples=16, deadline=None)
@given(dresses())
def test_cells_of_a_dressed_report_are_exact(dress):
    check_cells(dress)


@settings(max_examples=12, deadline=None)
@given(dresses(changes=("same", "arabic", "thai")))
def test_measures_of_a_dressed_report_are_the_same(dress):
    check_measures(dress)


@pytest.mark.torture
@settings(max_examples=600, deadline=None)
@given(dresses())
def test_cells_of_many_dressed_reports_are_exact(dress):
    check_cells(dress)


@pytest.mark.torture
@settings(max_examples=400, deadline=None)
@given(dresses(changes=("same", "arabic", "thai")))
def test_measures_of_many_dressed_reports_are_the_same(dress):
    check_measures(dress)
