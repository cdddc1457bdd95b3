"""Rows put together: what continues, what repeats, and whose each value is."""

from __future__ import annotations

import pytest

from measures.importing import read_report
from measures.inputs import MeasureInput, PeriodKind, ReportInput

HEADER = "มาตรการ\tขั้นตอน\tผู้รับผิดชอบ\tระยะเวลา\tผลการดำเนินการ\tข้อเสนอแนะ\n"


def read(*rows: str) -> ReportInput:
    return read_report((HEADER + "\n".join(rows) + "\n").encode())


def only(found: ReportInput) -> MeasureInput:
    (measure,) = found.measures
    return measure


def kinds(found: ReportInput) -> list[str]:
    missing = {"no_title_block", "no_organization", "no_fiscal_year"}
    return [problem.kind for problem in found.problems if problem.kind not in missing]


def test_owner_of_several_steps_stays_with_the_measure():
    measure = only(read("๑. ก\t๑. ข ๒. ค\tกองคลัง\tม.ค. ๒๕๖๘\t๑. ง ๒. จ\t"))

    assert [owner.text for owner in measure.owners] == ["กองคลัง"]
    assert measure.period.kind == PeriodKind.MONTHS
    assert [item.text for item in measure.outputs] == ["ง", "จ"]
    assert [step.outputs for step in measure.steps] == [(), ()]


def test_uneven_owners_and_periods_stay_with_the_measure():
    found = read("๑. ก\t๑. ข ๒. ค ๓. ง\tกองคลัง  กองช่าง\tม.ค. ๒๕๖๘  ก.พ. ๒๕๖๘\tจ\t")
    measure = only(found)

    assert [owner.text for owner in measure.owners] == ["กองคลัง", "กองช่าง"]
    assert measure.period.text == "ม.ค. ๒๕๖๘  ก.พ. ๒๕๖๘"
    assert kinds(found) == ["owners_uneven", "periods_uneven", "period_unreadable"]


def test_steps_without_marks_stand_two_spaces_apart_beside_their_owners():
    measure = only(read("๑. ก\tข  ค\tกองคลัง  กองช่าง\tม.ค. ๒๕๖๘  ก.พ. ๒๕๖๘\tง  จ\t"))

    assert [
        (s.text, s.owners[0].text, s.period.text, s.outputs[0].text) for s in measure.steps
    ] == [
        ("ข", "กองคลัง", "ม.ค. ๒๕๖๘", "ง"),
        ("ค", "กองช่าง", "ก.พ. ๒๕๖๘", "จ"),
    ]


def test_suggestions_are_never_allotted_by_guess():
    found = read(
        "๑. ก\t๑. ข ๒. ค\tกองคลัง  กองช่าง\tม.ค. ๒๕๖๘  ก.พ. ๒๕๖๘\tง  จ\tควรปรับปรุง",
        "๒. ก\t๑. ข ๒. ค\tกองคลัง  กองช่าง\tม.ค. ๒๕๖๘  ก.พ. ๒๕๖๘\tง  จ\tฉ  ช",
    )
    first, second = found.measures

    assert [item.text for item in first.suggestions] == ["ควรปรับปรุง"]
    assert [[item.text for item in step.suggestions] for step in second.steps] == [["ฉ"], ["ช"]]
    assert kinds(found) == []


@pytest.mark.parametrize(
    ("title", "quote"),
    [
        ("", ""),
        ("(ต่อ)", "(ต่อ)"),
        ("๑. ก (ต่อ)", "๑. ก (ต่อ)"),
        ("ก(ต่อ)", "ก(ต่อ)"),
        ("๑. ก", "๑. ก"),
    ],
)
def test_measure_goes_on_in_the_next_row(title, quote):
    found = read("๑. ก\t๑. ข\tกองคลัง\t\tค\t", f"{title}\t๒. ง\tกองคลัง\t\tจ\t")
    measure = only(found)

    assert [(step.mark, step.text) for step in measure.steps] == [("๑.", "ข"), ("๒.", "ง")]
    assert [owner.text for owner in measure.owners] == ["กองคลัง"]
    assert [item.text for item in measure.outputs] == ["ค", "จ"]
    assert [(p.kind, p.quote) for p in found.problems if p.kind in ("continued", "repeated")] == [
        ("continued", quote),
        ("repeated", "กองคลัง"),
    ]


@pytest.mark.parametrize("title", ["๒. ก", "๒. ข (ต่อ)", "ก"])
def test_other_number_or_words_begin_a_measure(title):
    found = read("๑. ก\t๑. ข\tกองคลัง\t\tค\t", f"{title}\t๑. ง\tกองคลัง\t\tจ\t")

    assert len(found.measures) == 2


def test_words_cut_at_the_end_of_a_page_go_on():
    found = read("๑. ก\t๑. จัดทำแผน\tกองคลัง\t\tมีแผน\t", "\tและคู่มือ ๒. ข\t\t\tและคู่มือ\t")
    measure = only(found)

    assert [step.text for step in measure.steps] == ["จัดทำแผน\nและคู่มือ", "ข"]
    assert [item.text for item in measure.outputs] == ["มีแผน\nและคู่มือ"]
    assert kinds(found) == ["continued", "text_joined", "text_joined"]


def test_row_with_its_own_owner_and_period_is_a_step():
    measure = only(read("๑. ก\tข\tกองคลัง\tม.ค. ๒๕๖๘\tค\t", "\tง\tกองช่าง\tก.พ. ๒๕๖๘\tจ\tฉ"))
    assert [
        (step.text, step.owners[0].text, step.period.text, step.outputs[0].text)
        for step in measure.steps
    ] == [("ข", "กองคลัง", "ม.ค. ๒๕๖๘", "ค"), ("ง", "กองช่าง", "ก.พ. ๒๕๖๘", "จ")]
    assert [item.text for item in measure.steps[1].suggestions] == ["ฉ"]


def test_other_period_on_the_next_page_is_kept():
    found = read("๑. ก\t๑. ข ๒. ค\tง\tม.ค. ๒๕๖๘\tจ\t", "\t๓. ฉ ๔. ช\t\tก.พ. ๒๕๖๘\t\t")

    assert only(found).period.text == "ม.ค. ๒๕๖๘\nก.พ. ๒๕๖๘"
    assert kinds(found) == ["period_unreadable", "continued", "period_joined"]


def test_steps_too_deep_lie_on_the_third_level():
    html = "<p>๑. ก</p><ul><li>- ข<ul><li>- ค<ul><li>- ง</li></ul></li></ul></li></ul>"
    found = read(f"๑. ก\t{html}\tกองคลัง\t\tจ\t")

    assert [step.depth for step in only(found).steps] == [0, 1, 2, 2]
    assert [(p.kind, p.quote) for p in found.problems if p.kind == "too_deep"] == [
        ("too_deep", "ง")
    ]


def test_row_without_a_title_is_a_measure_with_a_problem():
    found = read("\t๑. ข\tกองคลัง\t\tค\t")

    assert only(found).title == ""
    assert kinds(found) == ["no_title"]


def test_values_as_many_as_steps_are_aligned_and_told_of():
    found = read("๑. ก\t๑. ข ๒. ค\t<p>กองคลัง</p><p>กองช่าง</p>\tทุกเดือน\t๑. ง ๒. จ\t")
    measure = only(found)

    assert [(s.owners[0].text, s.outputs[0].text) for s in measure.steps] == [
        ("กองคลัง", "ง"),
        ("กองช่าง", "จ"),
    ]
    assert (measure.period.text, kinds(found)) == ("ทุกเดือน", ["aligned", "aligned"])


def test_several_numbers_in_one_cell_are_asked_about():
    found = read("<p>๑. ก</p><p>๒. ข</p>\t๑. ค\tกองคลัง\t\tจ\t", "๓. ฉ\t๑. ช\tกองคลัง\t\tซ\t")

    assert [measure.title for measure in found.measures] == ["ก\n๒. ข", "ฉ"]
    assert [(p.kind, p.quote) for p in found.problems if p.kind == "several_titles"] == [
        ("several_titles", "๑. ก\n๒. ข")
    ]
