"""Values of one cell that stand below each other, one for each step of its row.

Where a line was wrapped and where a value ends looks alike in a narrow column. So lines are taken
apart by the words that they begin with only in a row whose periods are as many as its steps, and
only if that gives one value a step.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from measures.importing.lists import leading_mark
from measures.importing.pdf_lines import Column, Line, values_of
from measures.importing.pdf_stitching import PdfRow, PdfTable

_BEGINNINGS = {
    "owners": "งาน|กอง|สำนัก|ฝ่าย|ทุก|หน่วย|ส่วน|ปลัด|คณะ|ผู้|เจ้าหน้าที่|นิติกร",
    "outputs": "มี|ได้|ให้มี|จัด|ดำเนิน|เผยแพร่|อยู่ระหว่าง|ติดตาม|แต่งตั้ง|ประชุม|รายงาน|ผู้บริหาร",
}


def split_values(
    table: PdfTable,
    row: PdfRow,
    texts: Mapping[int, Sequence[str]],
    columns: Mapping[int, Column],
) -> dict[int, list[str]]:
    """Owners and results of a row by column, where they are as many as its steps and periods."""
    steps = _numbered(texts.get(table.fields.get("steps", 0), ()))
    if steps < 2 or len(texts.get(table.fields.get("period", 0), ())) != steps:
        return {}
    found: dict[int, list[str]] = {}
    for name, beginnings in _BEGINNINGS.items():
        column = table.fields.get(name, 0)
        if column in row.cells and len(texts[column]) != steps:
            values = values_of(row.cells[column], columns[column], steps, beginnings)
            if values:
                found[column] = values
    return found


def are_several(owners: Sequence[Line]) -> bool:
    """Whether a line of owners may begin another one: with a unit, not below a slash."""
    pairs = pairwise(line.text for line in owners)
    return any(
        re.match(_BEGINNINGS["owners"], below) and not above.endswith(("/", "และ"))
        for above, below in pairs
    )


def _numbered(steps: Sequence[str]) -> int:
    return sum(leading_mark(step)[:1] not in ("", "-", "–", "•") for step in steps)
