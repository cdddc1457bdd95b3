"""The time that checks take grows as the report does, whatever is written in it."""

import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from reports.checks import Context, check_report, measure_states, names_mentioned
from reports.snapshot import Item, MeasureRow, ReportSnapshot, StepRow
from tests.bench.synthetic import LAYOUT, synthetic
from tests.reports.checks.writing import REPORT

TEXTS = {
    "letters": "ก" * 4000,
    "marks": "ไม่ น้อย " * 400,
    "dots": "จำนวน . . . " * 300,
    "brackets": "(ระบุ" * 800,
    "digits": "1-2345 " * 500,
    "kinds": "เทศบาลตำบล" * 400,
    "years": "ปี ๒๕๖๗ " * 500,
    "doubled": "มาตรการ" * 500,
    "spaces": "ทำให้ " + " " * 3900 + "เกิด",
}


def written(text: str) -> Callable[[int], ReportSnapshot]:
    """Reports of many measures that say one text everywhere."""
    steps = tuple(StepRow(text=text) for _ in range(3))
    measure = MeasureRow(
        title=text, status="done", steps=steps, outputs=(Item(text=text),), outcomes=()
    )
    return lambda size: replace(REPORT, introduction=text, measures=(measure,) * size)


def ten_steps(size: int) -> ReportSnapshot:
    """Measures with ten different steps each."""
    report = synthetic(size)
    steps = [step for measure in synthetic(size * 5, seed=9).measures for step in measure.steps]
    return replace(
        report,
        measures=tuple(
            replace(measure, steps=tuple(steps[at * 10 : at * 10 + 10]))
            for at, measure in enumerate(report.measures)
        ),
    )


def seconds(report: ReportSnapshot) -> float:
    """The least processor time of two runs of all that a page asks for."""

    def once() -> float:
        start = time.process_time()
        context = Context(other_names=names_mentioned(report, LAYOUT))
        measure_states(report, LAYOUT, check_report(report, LAYOUT, context))
        return time.process_time() - start

    return min(once() for _ in range(2))


@pytest.mark.parametrize("name", TEXTS)
def test_no_text_takes_long(name):
    make = written(TEXTS[name])

    assert seconds(make(20)) < 8 * seconds(make(5)) + 0.05


def test_many_measures_take_time_in_proportion():
    assert seconds(ten_steps(60)) < 0.5  # some 30 ms on a quiet machine
    assert seconds(ten_steps(240)) < 8 * seconds(ten_steps(60)) + 0.05
