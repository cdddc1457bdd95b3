"""Years and results quoted in running text."""

from __future__ import annotations

import pytest

from measures.importing.ita import read_fiscal_year, read_ita
from measures.inputs import ItaInput


@pytest.mark.parametrize(
    ("texts", "year"),
    [
        (["ประจำปีงบประมาณ พ.ศ.๒๕๖๔"], 2564),
        (["ปีงบประมาณ พ.ศ. 2568"], 2568),
        (["ปีงบประมาณ ๒๕๖๘"], 2568),
        (["ปี พ.ศ. ๒๕๖๗", "ปีงบประมาณ พ.ศ. ๒๕๖๘"], 2568),
        (["ปี ๒๕๖๗"], 2567),
        (["พ.ศ. ๒๕๖๗"], None),
        (["ปีงบประมาณ ๒๕๖๘๐"], None),
        ([], None),
    ],
)
def test_fiscal_year_is_found(texts, year):
    assert read_fiscal_year(texts) == year


@pytest.mark.parametrize(
    ("introduction", "ita"),
    [
        ("ปีงบประมาณ พ.ศ. ๒๕๖๘ ได้คะแนน ๙๓.๙๖ อยู่ในระดับผ่านดี จาก", (2568, "93.96", "ผ่านดี")),
        (
            "ปี ๒๕๖๘ คะแนนรวมอยู่ที่ ๙๕.๕๔ คะแนน ระดับผล อยู่ในระดับ AA หรือผ่านดี เทศบาล",
            (2568, "95.54", "AA หรือผ่านดี"),
        ),
        ("คะแนน 96.5 ระดับ AA", (None, "96.50", "AA")),
        ("คะแนน 100 ระดับ ผ่านดีเยี่ยม", (None, "100.00", "ผ่านดีเยี่ยม")),
        ("ได้คะแนน ๘๗ อยู่ในระดับ A (ผ่าน)", (None, "87.00", "A (ผ่าน)")),
        ("คะแนน ๑๐๑ และคะแนน ๘๐.๒๕", (None, "80.25", "")),
        ("ผลการประเมิน ITA ปีงบประมาณ พ.ศ. ๒๕๖๓", (None, None, "")),
    ],
)
def test_result_is_quoted_as_written(introduction, ita):
    year, total, level = ita
    assert read_ita(introduction) == ItaInput(year=year, total=total, level=level)
