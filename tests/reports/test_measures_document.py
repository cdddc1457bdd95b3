"""The measures document: the same measures without results, with the follow-up."""

from dataclasses import replace

import pytest

from reports.criteria import STANDARD_BOOK
from reports.elements import FOLLOW_UP, elements_of
from reports.layouts import STANDARD, Signature, validate
from reports.measures_document import (
    DocumentTexts,
    default_title,
    document_of,
)
from reports.rendering.grid import build_grid
from reports.rendering.write_json import write_json
from reports.snapshot import Extra
from tests.reports.rendering.fragments import ISSUE, SIX, STEPS, report
from tests.reports.seeds import NAMES, seed

TEXTS = DocumentTexts(
    title="มาตรการส่งเสริมคุณธรรม", analysis="จุดอ่อนคือ E-Service", follow_up="รายงานทุกไตรมาส"
)
CRITERIA = STANDARD_BOOK.rounds[-1].criteria("measures")


@pytest.mark.parametrize("name", NAMES)
def test_the_table_has_no_results_and_one_column_for_the_follow_up(name):
    snapshot, layout = document_of(*seed(name), TEXTS)

    validate(layout)
    fields = [column.field for column in layout.columns]
    assert {"measure", "steps", "period", "owners"} <= set(fields)
    assert fields[-1] == "extra"
    assert not {"outputs", "outcomes", "suggestions"} & set(fields)
    grid = build_grid(snapshot, layout)
    assert [measure.label for measure in grid.measures] == [
        measure.label for measure in build_grid(*seed(name)).measures
    ]
    assert all(
        [p.text for p in measure.rows[0].cells[-1].paragraphs] == ["รายงานทุกไตรมาส"]
        for measure in grid.measures
    )
    assert grid.annex == ()
    assert grid.cover == ()


@pytest.mark.parametrize("layout", STANDARD.values(), ids=STANDARD)
def test_every_standard_table_gives_one_that_can_be_printed(layout):
    validate(document_of(report(ISSUE), layout, TEXTS)[1])


def test_its_introduction_is_printed_and_nobody_signs_as_on_the_report():
    layout = replace(
        SIX, introduction="none", emblem="title", signatures=(Signature(role="ผู้รายงาน"),)
    )
    snapshot, table = document_of(report(ISSUE, introduction="ตามที่"), layout, TEXTS)

    grid = build_grid(snapshot, table)

    assert (bool(grid.introduction), grid.emblem, grid.signatures) == (True, None, ())


def test_no_result_is_in_its_data():
    snapshot, layout = document_of(report(ISSUE, STEPS), SIX, TEXTS)

    data = write_json(snapshot, layout).decode()

    for words in ("รายงานสรุปผล", "ลดปัญหาข้อร้องเรียน", "มีแผนปฏิบัติการ", "ควรปรับปรุง", "ติดตามแล้ว"):
        assert words not in data


def test_a_measures_own_follow_up_stands_before_the_common_one():
    own = replace(ISSUE, extras=(Extra(heading="การกำกับ ติดตาม", text="ประชุมทุกเดือน"),))

    snapshot, _ = document_of(report(own, STEPS), SIX, TEXTS)

    assert [measure.extras for measure in snapshot.measures] == [
        (Extra(heading=FOLLOW_UP, text="ประชุมทุกเดือน"),),
        (Extra(heading=FOLLOW_UP, text="รายงานทุกไตรมาส"),),
    ]


def parts_of(*measures, texts=TEXTS, criteria=CRITERIA):
    document, _ = document_of(report(*measures), SIX, texts, criteria=criteria)
    return [(part.label, part.is_complete, part.words) for part in elements_of(document)]


def test_parts_tell_what_is_there():
    empty = DocumentTexts(title="ก", analysis="", follow_up="")

    found = parts_of(ISSUE, replace(STEPS, steps=()), texts=empty)

    assert found == [
        ("การวิเคราะห์ผลการประเมิน ITA ปีก่อน ครบ ๗ ประเด็น", False, "ไม่มี"),
        ("มาตรการ โครงการ หรือกิจกรรม", True, "ครบทุกมาตรการ"),
        ("ขั้นตอนหรือวิธีการปฏิบัติ", False, "มี ๑ จาก ๒\N{NO-BREAK SPACE}มาตรการ"),
        ("ระยะเวลาในการดำเนินการ", False, "มี ๑ จาก ๒\N{NO-BREAK SPACE}มาตรการ"),
        ("ผู้รับผิดชอบ", False, "มี ๑ จาก ๒\N{NO-BREAK SPACE}มาตรการ"),
        (FOLLOW_UP, False, "ไม่มี"),
    ]
    assert [complete for _, complete, _ in parts_of(ISSUE)] == [True] * 6
    assert parts_of(ISSUE, criteria=None) == []


def test_the_usual_title():
    assert default_title(2568) == (
        "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน\nประจำปีงบประมาณ พ.ศ. ๒๕๖๘"
    )
