"""The line of the organization, in the ways it is printed."""

from __future__ import annotations

import pytest

from measures.importing.organizations import guess, read_line, read_title_name
from measures.importing.problems import Problems
from measures.inputs import OrganizationInput


def place(name, kind, subdistrict="", district="", province="") -> OrganizationInput:
    return OrganizationInput(
        name=name, kind=kind, subdistrict=subdistrict, district=district, province=province
    )


@pytest.mark.parametrize(
    ("line", "expected", "problem"),
    [
        (
            "เทศบาลตำบลพะโต๊ะ อำเภอพะโต๊ะ จังหวัดชุมพร",
            place("เทศบาลตำบลพะโต๊ะ", "ทต.", "", "พะโต๊ะ", "ชุมพร"),
            [],
        ),
        (
            "ทต.พะโต๊ะ อ.พะโต๊ะ จ.ชุมพร",
            place("ทต.พะโต๊ะ", "ทต.", "", "พะโต๊ะ", "ชุมพร"),
            [],
        ),
        (
            "เทศบาลตำบล พะโต๊ะ อำเภอ พะโต๊ะ จังหวัด ชุมพร",
            place("เทศบาลตำบล พะโต๊ะ", "ทต.", "", "พะโต๊ะ", "ชุมพร"),
            [],
        ),
        (
            "เทศบาลเมืองชะมาย ตำบลชะมาย อำเภอทุ่งสง จังหวัดนครศรีธรรมราช",
            place("เทศบาลเมืองชะมาย", "ทม.", "ชะมาย", "ทุ่งสง", "นครศรีธรรมราช"),
            [],
        ),
        (
            "องค์การบริหารส่วนจังหวัดชุมพร จังหวัดชุมพร",
            place("องค์การบริหารส่วนจังหวัดชุมพร", "อบจ.", "", "", "ชุมพร"),
            [],
        ),
        (
            "กรุงเทพมหานคร จังหวัดกรุงเทพมหานคร",
            place("กรุงเทพมหานคร", "กทม.", "", "", "กรุงเทพมหานคร"),
            [],
        ),
        (
            "เมืองพัทยา อำเภอบางละมุง จังหวัดชลบุรี",
            place("เมืองพัทยา", "พัทยา", "", "บางละมุง", "ชลบุรี"),
            [],
        ),
        (
            "เทศบาลนครยะลา ยะลา จังหวัดยะลา",
            place("เทศบาลนครยะลา", "ทน.", "", "ยะลา", "ยะลา"),
            ["district_unmarked"],
        ),
        (
            "เทศบาลนครยะลา เมือง ยะลา ใต้",
            place("เทศบาลนครยะลา", "ทน."),
            ["organization_words", "no_district"],
        ),
        ("โรงเรียนวัดใหม่", place("โรงเรียนวัดใหม่", ""), ["no_district"]),
    ],
)
def test_line_gives_name_kind_and_place(line, expected, problem):
    problems = Problems()

    assert read_line(line, 3, problems) == expected
    assert [found.kind for found in problems.in_order()] == problem


def test_title_names_the_organization_after_of():
    problems = Problems()

    assert read_title_name("รายงาน ของเทศบาลเมืองตากใบ ปี ๒๕๖๔", 1, problems) == place(
        "เทศบาลเมืองตากใบ", "ทม."
    )
    assert read_title_name("รายงาน ประจำปี", 1, problems) is None
    assert [found.kind for found in problems.in_order()] == ["no_district"]


def test_organization_is_guessed_from_the_text_only_in_need():
    problems = Problems()

    assert guess(["ไม่มีชื่อ", "ตามที่ อบต.หนองเรือ ได้"], 1, problems) == place("อบต.หนองเรือ", "อบต.")
    assert guess(["ไม่มีชื่อ"], 2, problems) == OrganizationInput()
    assert [found.kind for found in problems.in_order()] == [
        "organization_guessed",
        "no_district",
        "no_organization",
    ]
