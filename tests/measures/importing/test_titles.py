"""The first cell of a measure."""

from __future__ import annotations

import pytest

from measures.importing.tables import Block, Cell
from measures.importing.titles import known_issues, read_title

KNOWN = known_issues(("การจัดการเรื่องร้องเรียน",))


@pytest.mark.parametrize(
    ("texts", "number", "expected"),
    [
        (["๑. การปฏิบัติหน้าที่"], "", ("๑.", "", "การปฏิบัติหน้าที่")),
        (["๑)ก"], "", ("๑)", "", "ก")),
        (["มาตรการ ก"], "", ("", "", "มาตรการ ก")),
        (["มาตรการ ก"], "๓", ("๓", "", "มาตรการ ก")),
        (["๑. มาตรการ ก"], "๓", ("๓", "", "๑. มาตรการ ก")),
        (["๕.๑ ก"], "", ("", "", "๕.๑ ก")),
        # an issue that the report or everybody knows, in its variants
        (["๑.การจัดการเรื่อง ร้องเรียน -ก"], "", ("๑.", "การจัดการเรื่อง ร้องเรียน", "-ก")),
        (
            ["๔.กระบวนการกำกับดูแลการใช้ทรัพย์สินของทางราชการ -ก -ข"],
            "",
            ("๔.", "กระบวนการกำกับดูแลการใช้ทรัพย์สินของทางราชการ", "-ก\n-ข"),
        ),
        (["๑. การใช้อำนาจ", "มาตรการ ก"], "", ("๑.", "การใช้อำนาจ", "มาตรการ ก")),
        # an unknown one above lines with dashes
        (["๑. ก", "- ข", "-ค"], "", ("๑.", "ก", "- ข\n-ค")),
        (["๑. ก -ข -ค"], "", ("๑.", "ก", "-ข\n-ค")),
        # one dash inside a line may be words
        (["๑. การยืม -คืน"], "", ("๑.", "", "การยืม -คืน")),
        (["๑. การยืม-คืน ทรัพย์สิน"], "", ("๑.", "", "การยืม-คืน ทรัพย์สิน")),
        (["๑. ก", "ข"], "", ("๑.", "", "ก\nข")),
        (["-ก -ข"], "", ("", "", "-ก\n-ข")),
        ([], "", ("", "", "")),
        ([], "๒", ("๒", "", "")),
        (["๒."], "", ("๒.", "", "")),
    ],
)
def test_number_issue_and_title_are_told_apart(texts, number, expected):
    cell = Cell(line=1, column=1, blocks=tuple(Block(text=text) for text in texts))
    title = read_title(cell, number, KNOWN)

    assert (title.number, title.issue, title.text) == expected


@pytest.mark.parametrize("text", ["๑. ก (ต่อ)", "๑. ก(ต่อ)", "๑. (ต่อ) ก", "๑. ก ( ต่อ )"])
def test_continuation_is_seen_wherever_it_is_written(text):
    title = read_title(Cell(line=1, column=1, blocks=(Block(text=text),)), "", KNOWN)

    assert (title.is_continued, title.key, title.number) == (True, "ก", "๑.")
