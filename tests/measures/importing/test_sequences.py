"""Numbers that skip or begin anew in the midst of a table are told of, with their place."""

from __future__ import annotations

import pytest

from measures.importing import understand
from measures.importing.opening import read_parts
from tests.measures.importing.offices import as_csv

HEADER = ("ลำดับ", "มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ")
KINDS = ("numbers_skipped", "numbers_again", "steps_skipped", "steps_again")


def told(*rows: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """The kind, the place and the quote of each problem about numbers."""
    reading = understand(read_parts(as_csv([HEADER, *rows])))
    assert reading.report is not None
    return [
        (each.problem.kind, each.problem.place, each.problem.quote)
        for each in reading.problems
        if each.problem.kind in KINDS
    ]


def row(number: str, steps: str = "ก", title: str = "มาตรการ") -> tuple[str, ...]:
    return (number, f"{title} {number}", steps, "กองคลัง")


def test_numbers_in_order_are_not_told_of():
    assert told(row("๑"), row("2."), row("(๓)"), ("", "", "ข", "กองช่าง"), row("๔")) == []


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (("๑", "๒", "๔"), [("numbers_skipped", 4, "๒ → ๔")]),
        (("๑", "๒", "๑", "๒"), [("numbers_again", 4, "๒ → ๑")]),
        (("๑", "๒", "๒"), [("numbers_again", 4, "๒ → ๒")]),
        (("๕", "๖"), [("numbers_skipped", 2, "๕")]),
        (("๑", "-", "๒"), []),
        (("๑.๑", "๑.๒", "๒.๑"), []),
    ],
)
def test_numbers_of_measures(numbers, expected):
    lines = dict(enumerate("๐๑๒๓๔๕๖๗๘๙"))
    found = told(*(row(number, title=f"ข้อ {at}") for at, number in enumerate(numbers)))

    assert found == [
        (kind, f"แถว {lines[line]} คอลัมน์ ก (A) ช่อง “ลำดับ”", quote) for kind, line, quote in expected
    ]


def test_numbers_may_begin_anew_below_the_heading_of_another_issue():
    def shown(*cells: str) -> str:
        return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"

    def issue(text: str) -> str:
        return f"<tr><td colspan=4>{text}</td></tr>"

    first, second = issue("ประเด็นที่ ๑ ก"), issue("ประเด็นที่ ๒ ข")
    rows = (shown(*HEADER), first, shown(*row("๑")), second, shown(*row("๑")), shown(*row("๓")))
    page = "".join(rows)
    reading = understand(read_parts(f"<html><table>{page}</table></html>".encode()))
    kinds = [each.problem.kind for each in reading.problems]

    assert [kind for kind in kinds if kind in KINDS] == ["numbers_skipped"]


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ("๑. ก\n๒. ข\n๔. ค", [("steps_skipped", "๒. → ๔.")]),
        ("๑. ก\n๒. ข\n๑. ค", [("steps_again", "๒. → ๑.")]),
        ("๑. ก\n- ข\n- ค\n๒. ง", []),
        ("๑. ก\n๑.๑ ข\n๑.๒ ค\n๒. ง", []),
        ("- ก\n- ข", []),
    ],
)
def test_numbers_of_steps(steps, expected):
    found = told(row("๑", steps))

    assert [(kind, quote) for kind, _, quote in found] == expected


def test_steps_of_another_page_go_on_counting():
    first, second = row("๑", "๑. ก\n๒. ข"), ("", "มาตรการ ๑ (ต่อ)", "๔. ค", "")

    assert [(kind, quote) for kind, _, quote in told(first, second)] == [
        ("steps_skipped", "๒. → ๔.")
    ]
