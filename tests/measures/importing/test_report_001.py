"""The report whose rows are steps: parallel lists, rows of one step, uneven results."""

from __future__ import annotations

from datetime import date

import pytest

from measures.inputs import ItemInput, MeasureStatus, PeriodKind, ReportInput
from tests.measures.importing.seeds import report


@pytest.fixture(scope="module")
def read() -> ReportInput:
    return report("001")


def test_every_step_has_its_own_owner_period_and_result(read):
    steps = [step for measure in read.measures for step in measure.steps]

    assert len(steps) == 29
    assert [len(step.owners) for step in steps] == [1] * 29
    assert {(step.period.kind, step.period.start, step.period.end) for step in steps[:26]} == {
        (PeriodKind.MONTHS, date(2021, 3, 1), date(2021, 9, 30))
    }
    assert {step.period.text for step in steps} == {
        "มี.ค. – ก.ย.๖๔",
        "มี.ค. - ก.ย.๖๔",
        "มี.ค.- เม.ย.๖๔",
    }
    assert {step.period.end for step in steps[26:]} == {date(2021, 4, 30)}
    assert [len(step.outputs) for step in steps] == [1, 1, 1, 2, 1, *[1] * 7, 2, *[1] * 16]
    assert [measure.owners for measure in read.measures] == [()] * 10


def test_owners_stand_at_their_steps(read):
    assert [
        [owner.text for step in measure.steps for owner in step.owners] for measure in read.measures
    ] == [
        ["ทุกงาน", "ทุกงาน", "งานการเจ้าหน้าที่"],
        ["กองคลัง", "กองคลัง"],
        ["งานกร เจ้าหน้าที่", "ทุกงาน"],
        ["งานพัสดุ", "งานพัสดุ", "งานพัสดุ", "งานพัสดุ"],
        [
            "งานการเจ้าหน้าที่/งานนิติการ",
            "ทุกงาน",
            "งานนิติการ",
            "งานนิติการ",
            "งาน ประชาสัมพันธ์",
        ],
        ["งานพัสดุ", "งานการ เจ้าหน้าที่/งาน ที่เกี่ยวข้องใน การปฏิบัติงาน"],
        ["ทุกงาน", "งานประชาสัมพันธ์", "งานประชาสัมพันธ์"],
        ["งานกร เจ้าหน้าที่", "ทุกงาน"],
        ["งานพัสดุ", "งานประชาสัมพันธ์", "ทุกงาน"],
        ["งานนิติการ", "งานนิติการ", "งานนิติการ"],
    ]


def test_uneven_results_stand_at_the_step_they_belong_to(read):
    second, fifth, seventh = (read.measures[index] for index in (1, 4, 6))

    assert [[item.text[:20] for item in step.outputs] for step in second.steps] == [
        ["เผยแพร่ผลการจัดซื้อจ", "เผยแพร่ผลการใช้จ่ายง"],
        ["มีรายงานผลการใช้จ่าย"],
    ]
    assert [[item.text[:20] for item in step.outputs] for step in fifth.steps[:2]] == [
        ["ผู้บริหารมอบนโยบายใน"],
        ["ให้มีจิตสาธารณะ", "บริการประชาชนอย่างเต"],
    ]
    assert [step.outputs for step in seventh.steps] == [
        (ItemInput(text="มีจัดทำแผ่นพับการให้บริการ"),),
        (ItemInput(text="มีการเผยแพร่ผลการดำเนินงานบนเว็บไซต์ ทต.พะโต๊ะ"),),
        (ItemInput(text="มีกระดานสนทนา (ถาม-ตอบ) ในเว็บไซต์ของ ทต.พะโต๊ะ"),),
    ]
    assert [(found.kind, found.place[:10]) for found in read.problems
            if found.kind.startswith("results")] == [
        ("results_uneven", "บรรทัด ๑๙ "),
        ("results_uneven", "บรรทัด ๒๔ "),
        ("results_split", "บรรทัด ๓๑ "),
        ("results_split", "บรรทัด ๓๒ "),
    ]  # fmt: skip


def test_the_only_suggestion_stands_at_its_step(read):
    steps = [
        (measure.number, step.mark, step.suggestions)
        for measure in read.measures
        for step in measure.steps
        if step.suggestions
    ]
    assert steps == [
        (
            "๑.",
            "๑.",
            (ItemInput(text="ควรปรับปรุงขั้นตอนการทำงานให้ประชาชนได้รับความสะดวกมากขึ้น"),),
        )
    ]


def test_measures_under_way_are_told_apart(read):
    assert [
        measure.number for measure in read.measures if measure.status == MeasureStatus.IN_PROGRESS
    ] == ["๔.", "๖."]
