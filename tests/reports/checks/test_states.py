"""The six squares of a measure, and the words beside them."""

from dataclasses import replace

import pytest

from reports.checks import MeasureState, check_report, measure_states
from reports.layouts import STANDARD
from reports.snapshot import MeasureRow
from tests.reports.checks.writing import SIX, a_measure, a_report
from tests.reports.seeds import seed


def states(*measures: MeasureRow, layout=SIX) -> list[MeasureState]:
    report = a_report(*measures)
    return list(measure_states(report, layout, check_report(report, layout)))


def squares(state: MeasureState) -> str:
    return "".join(part.mark for part in state.parts)


@pytest.mark.parametrize(
    ("fields", "marks", "words"),
    [
        ({}, "yyyyyy", "ครบ ๖ จาก ๖ ช่อง"),
        ({"outputs": (), "outcomes": ()}, "yyyynn", "ขาดผลการดำเนินการและผลลัพธ์"),
        ({"steps": (), "outputs": (), "outcomes": ()}, "ynyynn", "ขาดขั้นตอน ผลการดำเนินการ และผลลัพธ์"),
        ({"outputs": ("-",)}, "yyyyny", "ขาดผลการดำเนินการ"),
        ({"outputs": ("ประชุม (จำนวนครั้ง/เดือน)",)}, "yyyywy", "ผลการดำเนินการยังเป็นช่องให้เติม"),
        (
            {"outputs": ("ประชุม (จำนวนครั้ง/เดือน)",), "title": "มาตรการ (ต่อ)"},
            *("wyyywy", "ผลการดำเนินการยังเป็นช่องให้เติม และอีก ๑ จุด"),
        ),
        ({"status": "not_done"}, "yyyyyy", "ไม่ได้ดำเนินการ แต่ยังไม่มีเหตุผล"),
    ],
)
def test_what_is_there_and_what_is_not(fields, marks, words):
    (state,) = states(a_measure(**fields))

    assert (squares(state), state.words) == (marks, words)
    assert state.is_complete == (not fields)


def test_the_state_of_a_measure_whose_steps_are_anothers():
    report, layout = seed("003")

    found = measure_states(report, layout, check_report(report, layout))

    assert squares(found[4]) == "ywyywy"
    assert (found[4].must_fix, found[4].look_at, found[4].found) == (1, 1, 6)
    dismissed = [f for f in check_report(report, layout) if f.place.measure != 4 or f.is_must_fix]
    assert measure_states(report, layout, dismissed)[4].words == "ผลการดำเนินการยังเป็นช่องให้เติม"


def test_a_layout_with_fewer_columns_has_fewer_squares():
    layout = STANDARD["suggestions"]
    report = replace(a_report(), fiscal_year=2564)

    (state,) = measure_states(report, layout, ())

    assert [part.field for part in state.parts] == [
        *("measure", "steps", "period", "owners", "outputs")
    ]
    assert state.words == "ครบ ๕ จาก ๕ ช่อง"
