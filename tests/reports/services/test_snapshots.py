from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from measures.inputs import AnnexInput, ExtraInput, PeriodInput, PeriodKind
from measures.services.measures import save_measure
from reports.criteria import STANDARD_BOOK
from reports.layouts import STANDARD
from reports.services.snapshots import take_snapshot
from reports.snapshot import (
    AnnexEntry,
    Extra,
    Ita,
    Item,
    MeasureRow,
    Organization,
    Period,
    ReportSnapshot,
    StepRow,
    from_json,
    to_json,
)
from tests.factories import (
    a_measure,
    make_full_measure,
    make_measure,
    make_organization,
    make_plan,
    make_step,
    make_superuser,
)

pytestmark = pytest.mark.django_db
SIX = STANDARD["six"]
NUMBERED = STANDARD["six-numbered"]


PLACE = {
    "code": "phato",
    "name": "เทศบาลตำบลพะโต๊ะ",
    "kind": "ทต.",
    "subdistrict": "พะโต๊ะ",
    "district": "พะโต๊ะ",
    "province": "ชุมพร",
}
TEXTS: dict[str, Any] = {
    "title": "รายงาน",
    "place_text": "ทต. พะโต๊ะ  พะโต๊ะ",
    "cover": "หน้า\n\nปก",
    "introduction": "บทนำ",
    "ita_year": 2568,
    "ita_total": Decimal("93.90"),
    "ita_level": "ผ่านดี",
    "issues_text": "ประเด็นที่หนึ่ง\nประเด็นที่สอง",
    "annex_heading": "ภาพกิจกรรม",
    "annex_lead": "แนบท้าย",
}
MEASURE = a_measure(
    issue="ประเด็นที่หนึ่ง",
    period=PeriodInput(
        text="ต.ค. ๖๗ - ก.ย. ๖๘",
        kind=PeriodKind.MONTHS,
        start=date(2024, 10, 1),
        end=date(2025, 9, 30),
    ),
    extras=(ExtraInput(heading="งบ", text="๕ บาท"),),
)
ANNEX = AnnexInput(number="", heading="ภาพ", text="-ยังไม่ได้ดำเนินการ")
ROW = MeasureRow(
    number="๑.",
    title="มาตรการส่งเสริมความโปร่งใส",
    issue="ประเด็นที่หนึ่ง",
    status="done",
    period=Period(text="ต.ค. ๖๗ - ก.ย. ๖๘", kind="months", start="2024-10-01", end="2025-09-30"),
    owners=("สำนักปลัด",),
    steps=(
        StepRow(text="แต่งตั้งคณะทำงาน", mark="๑."),
        StepRow(text="เผยแพร่บนเว็บไซต์", mark="๑)", depth=1),
    ),
    outputs=(Item(text="มีคำสั่งแต่งตั้ง", mark="-"),),
    outcomes=(Item(text="ประชาชนเข้าถึงข้อมูล", mark="๑."),),
    extras=(Extra(heading="งบ", text="๕ บาท"),),
)


def test_take_snapshot_holds_everything_that_is_printed():
    plan = make_plan(organization=make_organization(**PLACE), **TEXTS)
    save_measure(plan=plan, data=MEASURE, by=make_superuser(), annex=ANNEX)

    snapshot = take_snapshot(plan, SIX, assessment_year=2569)

    assert snapshot == ReportSnapshot(
        organization=Organization(**PLACE),
        fiscal_year=2568,
        title="รายงาน",
        assessment_year=2569,
        criteria=STANDARD_BOOK.criteria_for(2568, 2569),
        place_text="ทต. พะโต๊ะ  พะโต๊ะ",
        cover=("หน้า", "", "ปก"),
        introduction="บทนำ",
        ita=Ita(year=2568, total="93.90", level="ผ่านดี"),
        issues=("ประเด็นที่หนึ่ง", "ประเด็นที่สอง"),
        measures=(ROW,),
        annex_heading="ภาพกิจกรรม",
        annex_lead="แนบท้าย",
        annex=(AnnexEntry(number="๑.", heading="ภาพ", text="-ยังไม่ได้ดำเนินการ"),),
    )
    assert from_json(to_json(snapshot)) == snapshot


def test_take_snapshot_prints_words_of_the_annex_without_a_heading():
    plan = make_plan()
    make_measure(plan=plan)
    make_measure(plan=plan, annex_text="แผนที่")

    assert take_snapshot(plan, SIX).annex == (AnnexEntry(number="๒.", heading="", text="แผนที่"),)


@pytest.mark.parametrize(
    ("layout", "numbers"),
    [
        (SIX, ["๑.", "๒."]),
        (NUMBERED, ["๑", "๒"]),
        (replace(SIX, digits="arabic"), ["1.", "2."]),
        (replace(SIX, measure_mark="(๑)"), ["(๑)", "(๒)"]),
        (replace(SIX, measure_mark=""), ["", ""]),
    ],
)
def test_take_snapshot_numbers_measures_as_the_layout_does(layout, numbers):
    plan = make_plan()
    make_measure(plan=plan, position=5)
    make_measure(plan=plan, position=9)

    snapshot = take_snapshot(plan, layout)

    assert [measure.number for measure in snapshot.measures] == numbers


@pytest.mark.parametrize("count", [1, 3])
def test_take_snapshot_costs_ten_queries(count, django_assert_num_queries):
    plan = make_plan()
    for _ in range(count):
        make_full_measure(plan=plan)

    with django_assert_num_queries(10):
        snapshot = take_snapshot(plan, SIX)

    assert len(snapshot.measures) == count


def test_steps_that_hold_nothing_yet_are_left_out():
    measure = make_measure()
    make_step(measure=measure, text="", mark="๑.")
    make_step(measure=measure, text="", mark="๒.")
    make_step(measure=measure, text="", depth=1)
    make_step(measure=measure, text="จัดประชุม", mark="-", depth=1)
    make_step(measure=measure, text="", mark="๓.", period_text="ทุกเดือน", period_kind="monthly")
    make_step(measure=measure, text="", mark="๔.", depth=1)

    snapshot = take_snapshot(measure.plan, SIX)

    assert [(step.mark, step.text) for step in snapshot.measures[0].steps] == [
        ("๒.", ""),
        ("-", "จัดประชุม"),
        ("๓.", ""),
    ]
