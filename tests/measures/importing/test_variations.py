"""A report in many dresses: columns in any order, pages cut anywhere, headers that repeat."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from measures.importing import read_report
from measures.importing.headings import is_header
from measures.importing.tables import Part, RawTable
from tests.measures.importing import offices
from tests.measures.importing.seeds import report

BUILDS = (offices.as_html, offices.as_docx, offices.as_xlsx)


@st.composite
def dresses(draw) -> bytes:
    """Seed 004, each of whose rows is a whole measure, in another dress."""
    parts = offices.parts_of("004")
    tables = [part for part in parts if isinstance(part, RawTable)]
    order = draw(st.permutations(range(len(tables[0].rows[0]))))
    rows = [tuple(row[place] for place in order) for table in tables for row in table.rows]
    header, data = rows[0], [row for row in rows if not is_header(row)]
    cuts = sorted(draw(st.sets(st.integers(1, len(data) - 1), max_size=3)))
    shown: list[Part] = list(parts[: parts.index(tables[0])])
    for start, end in zip([0, *cuts], [*cuts, len(data)], strict=True):
        repeated = [header] if start == 0 or draw(st.booleans()) else []
        shown.append(RawTable(rows=(*repeated, *data[start:end])))
    build: Callable[[list[Part]], bytes] = draw(st.sampled_from(BUILDS))
    return build(shown)


def check_dressed(data: bytes) -> None:
    assert read_report(data).measures == report("004").measures


@settings(max_examples=8, deadline=None)
@given(dresses())
def test_dressed_report_has_the_same_measures(data):
    check_dressed(data)


@pytest.mark.torture
@settings(max_examples=400, deadline=None)
@given(dresses())
def test_report_in_many_dresses_has_the_same_measures(data):
    check_dressed(data)
