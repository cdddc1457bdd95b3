"""Lines: broken at word ends, never wider than asked, with nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.rendering.faces import face
from reports.rendering.lines import Line, balance, fill
from reports.rendering.paragraphs import Part, link_parts

REGULAR = face("regular")


def texts(lines: tuple[Line, ...]) -> list[str]:
    return ["".join(part.text for part in line) for line in lines]


def broken(text: str, width: float, names: tuple[str, ...] = ()) -> list[str]:
    return texts(fill(link_parts(text), face=REGULAR, width=width, names=names))


def test_a_word_is_as_wide_as_the_font_says():
    assert REGULAR.em("กา") == pytest.approx(1.061)
    assert REGULAR.em("กำ") == pytest.approx(REGULAR.em("กา"))
    assert REGULAR.em("") == 0


def test_letters_of_no_font_of_ours_are_reckoned_wide():
    assert REGULAR.em("漢字") == 3.0


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        (
            "จัดทำมาตรการและขออนุมัติดำเนินการจากผู้บริหาร",
            9,
            ["จัดทำมาตรการและ", "ขออนุมัติดำเนินการ", "จากผู้บริหาร"],
        ),
        ("สื่อออนไลน์ต่าง ๆ ได้อย่าง", 6, ["สื่อออนไลน์", "ต่าง ๆ ได้อย่าง"]),
        ("๓๑ ตุลาคม ๒๕๖๘", 6, ["๓๑ ตุลาคม", "๒๕๖๘"]),
        ("ต.ค. ๖๗ - ก.ย. ๖๘", 5, ["ต.ค. ๖๗ -", "ก.ย. ๖๘"]),
        ("ปีงบประมาณ พ.ศ. ๒๕๖๘", 8, ["ปีงบประมาณ", "พ.ศ. ๒๕๖๘"]),
        ("สำนักปลัด/กองคลัง", 6, ["สำนักปลัด/", "กองคลัง"]),
        ("ระบบ E-Service บนเว็บไซต์", 7, ["ระบบ E-Service", "บนเว็บไซต์"]),
        ("๑/๒๕๖๘", 2, ["๑/๒", "๕๖", "๘"]),
        ("", 5, [""]),
    ],
)
def test_fill_ends_lines_where_thai_may_end_one(text: str, width: float, lines: list[str]):
    assert broken(text, width) == lines


def test_fill_keeps_names_whole():
    text = "เทศบาลตำบลต้นยางมัส"

    assert broken(text, 6.5, names=("ต้นยางมัส",)) == ["เทศบาลตำบล", "ต้นยางมัส"]


def test_fill_keeps_a_name_beside_its_kind_where_a_line_has_room_for_both():
    text = "ประชาชนในเทศบาลเมืองชะมาย อำเภอทุ่งสง"
    names = ("ชะมาย", "ทุ่งสง")

    assert broken(text, 11, names=names) == ["ประชาชนใน", "เทศบาลเมืองชะมาย", "อำเภอทุ่งสง"]
    assert broken(text, 6, names=names) == ["ประชาชนใน", "เทศบาลเมือง", "ชะมาย", "อำเภอทุ่งสง"]


def test_fill_breaks_an_address_where_its_parts_meet_and_keeps_it_a_link():
    address = "http://www.tanyongmat.go.th/index.php?page=report"
    lines = fill(link_parts(f"ดู {address} นะ"), face=REGULAR, width=12, names=())

    assert texts(lines) == [
        "ดู http://www.tanyongmat.",
        "go.th/index.php?page=",
        "report นะ",
    ]
    assert [part for line in lines for part in line if part.href] == [
        Part(text="http://www.tanyongmat.", href=address),
        Part(text="go.th/index.php?page=", href=address),
        Part(text="report", href=address),
    ]


def test_fill_tears_a_word_wider_than_the_line_between_letters_and_their_marks():
    assert broken("ประชาสัมพันธ์", 3) == ["ประชา", "สัมพัน", "ธ์"]
    assert broken("น้ำ" * 4, 1.2) == ["น้ำ"] * 4


def test_fill_leaves_what_is_taken_of_the_first_line_free():
    lines = fill((Part(text="กองคลัง กองช่าง"),), face=REGULAR, width=8, names=(), taken=3)

    assert texts(lines) == ["กองคลัง", "กองช่าง"]
    assert broken("กองคลัง กองช่าง", 8) == ["กองคลัง กองช่าง"]


def test_balance_makes_lines_of_about_one_width():
    heading = (Part(text="ผลลัพธ์หรือผลสัมฤทธิ์ในการดำเนินการ"),)
    bold = face("bold")

    assert texts(fill(heading, face=bold, width=14, names=())) == [
        "ผลลัพธ์หรือผลสัมฤทธิ์ในการ",
        "ดำเนินการ",
    ]
    assert texts(balance(heading, face=bold, width=14, names=())) == [
        "ผลลัพธ์หรือผลสัมฤทธิ์",
        "ในการดำเนินการ",
    ]


def test_balance_tears_no_word_for_the_sake_of_it():
    period = (Part(text="๑ กันยายน ๒๕๖๗ - ๓๑ ตุลาคม ๒๕๖๘"),)

    assert texts(balance(period, face=REGULAR, width=6.2, names=())) == [
        "๑ กันยายน",
        "๒๕๖๗ -",
        "๓๑ ตุลาคม",
        "๒๕๖๘",
    ]


ALPHABET = "กขคงจทนมรสอาิีุู่้ำะัเแโไๆฯ์็ ๑๒3ab./-()"


@settings(max_examples=150, deadline=None)
@given(st.text(ALPHABET, max_size=120), st.floats(min_value=3, max_value=30))
def test_fill_loses_nothing_and_stays_within_the_width(text: str, width: float):
    lines = broken(text, width)

    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        clusters = len([letter for letter in line if letter not in "ิีุู่้ำะัา์็"])
        assert REGULAR.em(line.strip()) <= width + 1e-6 or clusters <= 3
