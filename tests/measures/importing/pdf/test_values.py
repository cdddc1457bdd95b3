"""Values below each other in a narrow cell: told apart by rules, or else asked about."""

from __future__ import annotations

import pytest

from measures.importing.pdf.letters import Letters
from measures.importing.pdf.lines import Column, Line, guessed_starts, lines_of, paragraphs_of
from measures.importing.pdf.stitching import PdfRow, PdfTable
from measures.importing.pdf.values import count_steps, may_begin, split_values
from measures.importing.pdf.words import is_open

COLUMN = Column(left=0.0, right=100.0, shows_spaces=False)
STEPS = ["๑. จัดทำคู่มือ", "๒. เผยแพร่"]


def lines(*texts: str, wide: float = 95.0) -> list[Line]:
    """Lines below each other that nearly fill their column."""
    letters = [
        Letters(letter, wide / len(text) * at, wide / len(text) * (at + 1), 12.0 * place, 10.0)
        for place, text in enumerate(texts, 1)
        for at, letter in enumerate(text)
    ]
    return lines_of(letters)


def split(fields: str, periods: int, **cells: list[Line]) -> dict[int, list[str]]:
    names = {name: place for place, name in enumerate(fields.split(), 1)}
    row = PdfRow(page=1, cells={names[name]: found for name, found in cells.items()})
    table = PdfTable(page=1, top=0, bottom=100, edges=(0.0, 100.0), rows=[row], fields=names)
    texts = {place: paragraphs_of(found, COLUMN) for place, found in row.cells.items()}
    texts |= {names["steps"]: STEPS}
    if "period" in names:
        texts[names["period"]] = ["ต.ค. ๖๗"] * periods
    return split_values(table, row, texts, dict.fromkeys(texts, COLUMN))


@pytest.mark.parametrize(
    ("owners", "values"),
    [
        (("งานพัสดุ", "งานนิติการ"), ["งานพัสดุ", "งานนิติการ"]),
        # a name that goes on below, by the rank of the words and by the slash
        (("งานการ", "เจ้าหน้าที่", "ทุกงาน"), ["งานการเจ้าหน้าที่", "ทุกงาน"]),
        (("งานพัสดุ/", "งานคลัง", "ทุกงาน"), ["งานพัสดุ/งานคลัง", "ทุกงาน"]),
        # "งาน" at the end of a cell is the rest of a word
        (("งานพัสดุ", "งานการปฏิบัติ", "งาน"), ["งานพัสดุ", "งานการปฏิบัติงาน"]),
    ],
)
def test_owners_of_two_steps_are_told_apart(owners, values):
    assert split("steps owners period", 2, owners=lines(*owners)) == {2: values}


def test_owners_stay_together_where_periods_are_not_as_many():
    assert split("steps owners period", 1, owners=lines("งานพัสดุ", "งานนิติการ")) == {}


def test_owners_without_periods_are_told_apart_by_the_first_word_alone():
    two_units = lines("งานผลประโยชน์", "กองคลัง", "งานนิติการ", "กองวิชาการ")
    mixed = lines("งานผลประโยชน์", "กองคลัง")

    assert split("steps owners", 0, owners=two_units) == {
        2: ["งานผลประโยชน์กองคลัง", "งานนิติการกองวิชาการ"]
    }
    assert split("steps owners", 0, owners=mixed) == {}


def test_results_are_not_told_apart_behind_a_word_that_wants_another():
    results = lines("มีมาตรการและ", "เผยแพร่ทุกเดือน", "ติดตามการ", "ดำเนินการ")

    assert split("steps outputs period", 2, outputs=results) == {
        2: ["มีมาตรการและเผยแพร่ทุกเดือน", "ติดตามการดำเนินการ"]
    }


@pytest.mark.parametrize(
    ("text", "is_unit", "expected"),
    [
        ("แผน และ", False, True),
        ("โปร่งใสโดย", False, True),
        ("ติดตามการ", False, True),
        ("ผู้รับบริการ", False, False),
        ("งานนิติการ", True, False),
        ("สำนักปลัด/", True, True),
        ("", False, False),
    ],
)
def test_words_that_end_nothing(text, is_unit, expected):
    assert is_open(text, is_unit=is_unit) is expected


def test_steps_are_counted_inside_a_line_too():
    assert count_steps(["๑. ประชุม ๒. เผยแพร่", "- ทุกเดือน", "๓. ติดตาม"]) == 3


def test_paragraph_goes_on_behind_an_open_word():
    found = lines("มีการประชุมและ", "มีการเผยแพร่", "มีการรายงาน")

    assert paragraphs_of(found, COLUMN) == ["มีการประชุมและมีการเผยแพร่", "มีการรายงาน"]
    assert [line.text for line in guessed_starts(found, COLUMN)] == ["มีการรายงาน"]


def test_line_that_had_fitted_above_is_asked_about():
    full, short = lines("ผู้บริหารมอบนโยบายในการทำงาน"), lines("ผู้บริหารมอบ", "ให้มีจิตสาธารณะ", wide=75.0)

    assert [line.text for line in may_begin("outputs", short, COLUMN)] == ["ให้มีจิตสาธารณะ"]
    assert may_begin("outputs", full, COLUMN) == []


@pytest.mark.parametrize(
    ("wide", "above", "asked"),
    [
        (62.0, "ให้มีจิตสาธารณะ", ["บริการประชาชนอย่างเต็ม"]),
        (75.0, "ให้มีจิตสาธารณะ", []),  # nearly full
        (62.0, "บริการด้วยจิตและ", []),  # a word that wants another
        (62.0, "๑. ให้มีจิตสาธารณะ", []),  # marks tell where items of a list begin
    ],
)
def test_line_below_a_clearly_short_one_is_asked_about(wide, above, asked):
    below = lines("", "บริการประชาชนอย่างเต็ม")
    cell = [*lines(above, wide=wide), *below]

    assert [line.text for line in may_begin("outputs", cell, COLUMN)] == asked
