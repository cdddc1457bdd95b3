"""What stands before the table."""

from __future__ import annotations

import pytest

from measures.importing.paragraphs import Opening, read_opening
from measures.importing.problems import Problems
from measures.importing.read_text import read_text
from measures.importing.tables import Paragraph


def opening(text: str) -> tuple[Opening, list[str]]:
    problems = Problems()
    parts = read_text(text, problems)
    paragraphs = [part for part in parts if isinstance(part, Paragraph)]
    read = read_opening(paragraphs, problems)
    return read, [problem.kind for problem in problems.in_order()]


@pytest.mark.parametrize(
    "text",
    [
        "รายงาน ปีงบประมาณ พ.ศ. ๒๕๖๘\nทต.ก อ.ข จ.ค\n\nตามที่",
        "# รายงาน ปีงบประมาณ พ.ศ. ๒๕๖๘\n\n## ทต.ก อ.ข จ.ค\n\nตามที่",
        "**รายงาน ปีงบประมาณ พ.ศ. ๒๕๖๘**  \n**ทต.ก อ.ข จ.ค**\n\nตามที่",
        "รายงาน ปีงบประมาณ พ.ศ. ๒๕๖๘\n\nทต.ก อ.ข\nจ.ค\n\n\tตามที่",
    ],
)
def test_title_block_is_read_in_every_dress(text):
    read, problems = opening(text)

    assert (read.title, read.fiscal_year) == ("รายงาน ปีงบประมาณ พ.ศ. ๒๕๖๘", 2568)
    assert (read.organization.name, read.organization.district) == ("ทต.ก", "ข")
    assert read.organization.province == "ค"
    assert (read.introduction, read.cover, problems) == ("ตามที่", (), [])


def test_first_of_two_title_blocks_is_the_cover():
    read, _ = opening("รายงานผล\nปี ๒๕๖๘\nทต.ก\n\nรายงานผล ปี ๒๕๖๘\nทต.ก อ.ข จ.ค\n\nตามที่")

    assert read.cover == ("รายงานผล", "ปี ๒๕๖๘", "ทต.ก")
    assert read.title == "รายงานผล ปี ๒๕๖๘"


def test_cover_may_have_other_short_lines():
    read, _ = opening("รายงานผล\n\nจัดทำโดย\nงานนิติการ\n\nรายงานผล ปี ๒๕๖๘\nทต.ก อ.ข จ.ค\n\nตามที่")

    assert read.cover == ("รายงานผล", "จัดทำโดย", "งานนิติการ")
    assert (read.title, read.introduction) == ("รายงานผล ปี ๒๕๖๘", "ตามที่")


def test_prose_that_begins_with_the_organization_is_introduction():
    read, _ = opening("รายงานผล\nทต.ก อ.ข จ.ค\n\nทต.ก ได้ดำเนินการในปี ๒๕๖๗ ดังนี้\n\nท้าย")

    assert read.introduction == "ทต.ก ได้ดำเนินการในปี ๒๕๖๗ ดังนี้\n\nท้าย"
    assert read.fiscal_year == 2567


def test_without_a_title_block_all_is_introduction():
    read, problems = opening("ตามที่ได้กำหนด\n\nจึงรายงาน")

    assert (read.title, read.introduction) == ("", "ตามที่ได้กำหนด\n\nจึงรายงาน")
    assert problems == ["no_title_block", "no_fiscal_year", "no_organization"]


@pytest.mark.parametrize(
    ("text", "issues"),
    [
        ("มีประเด็นดังนี้\n\n๑. ก\n๒. ข", ("ก", "ข")),
        ("มีประเด็นดังนี้\n๑. ก\n๒. ข", ("ก", "ข")),
        ("มีรายละเอียดดังนี้\n\n๑. ก\n๒. ข", ()),
        ("มีประเด็นดังนี้\n\nก\nข", ()),
    ],
)
def test_issues_are_the_numbered_lines_below_their_announcement(text, issues):
    assert opening(text)[0].issues == issues
