"""Reports of any size: drawn, or answered in time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reports.rendering.worker import RenderFailed, render
from reports.snapshot import StepRow
from tests.bench.synthetic import LAYOUT, synthetic
from tests.reports.rendering.fragments import ISSUE, NUMBERED, SIX, report
from tests.reports.rendering.reading import by_pdftotext, holds, squeeze

LONGEST = 20_000  # letters that a cell may have


@pytest.mark.parametrize(
    "measure",
    [
        replace(ISSUE, steps=(StepRow(text="ก" * LONGEST),)),
        replace(ISSUE, owners=("x" * LONGEST,)),
        replace(ISSUE, steps=(StepRow(text="มาตรการ" * (LONGEST // 7)),)),
        replace(ISSUE, steps=(StepRow(text="ก", mark="๑" * 500, depth=90),)),
        replace(ISSUE, title=f"http://a.go.th/{'x' * 5000}", issue=""),
        replace(ISSUE, number="๑" * 2000),
    ],
    ids=["one word", "latin", "no blanks", "mark", "address", "number"],
)
def test_a_cell_of_any_length_is_drawn_whole(measure):
    pdf = render("pdf", report(measure), NUMBERED)

    *pages, end = map(squeeze, by_pdftotext(pdf).split("\f"))
    assert end == ""
    header = squeeze("".join(column.heading for column in NUMBERED.columns))
    assert [header in page for page in pages] == [True] * len(pages)
    letters = "".join(pages)
    assert letters.count("x") >= "".join([*measure.owners, measure.title]).count("x")
    assert letters.count("ก") >= sum(step.text.count("ก") for step in measure.steps)


@pytest.mark.torture
def test_a_thousand_measures_are_drawn_and_none_is_lost():
    snapshot = synthetic(1000)
    pdf = render("pdf", snapshot, LAYOUT)

    flat = squeeze(by_pdftotext(pdf))
    assert [m.title for m in snapshot.measures if not holds(flat, m.title)] == []


@pytest.mark.torture
def test_ten_thousand_measures_are_answered_in_thai_within_the_limit():
    with pytest.raises(RenderFailed):
        render("pdf", synthetic(10_000), LAYOUT)
    assert render("pdf", report(ISSUE), SIX).startswith(b"%PDF")
