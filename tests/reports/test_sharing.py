"""Widths that add up, and texts that a table leaves out."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.layouts import (
    EXAMPLES,
    FIELDS,
    STANDARD,
    Column,
    InvalidLayout,
    LayoutSpec,
    share_widths,
    unprinted,
    validate,
)
from reports.snapshot import Extra, Item, MeasureRow, Period, StepRow

FREE = [field for field in FIELDS if field not in ("measure", "extra")]


@given(
    st.lists(st.sampled_from(FREE), unique=True, min_size=1, max_size=6),
    st.lists(st.integers(0, 400), min_size=7, max_size=7),
)
def test_shared_widths_make_a_valid_table(fields, widths):
    columns = [
        Column(field=field, heading="หัวคอลัมน์", width=width)
        for field, width in zip(["measure", *fields], widths, strict=False)
    ]

    shared = share_widths(columns)

    validate(LayoutSpec(name="ก", columns=shared))
    assert [(one.field, one.heading) for one in shared] == [
        (one.field, one.heading) for one in columns
    ]


@pytest.mark.parametrize("spec", [*STANDARD.values(), *EXAMPLES.values()])
def test_widths_that_add_up_stay(spec):
    assert share_widths(spec.columns) == spec.columns


def test_headings_that_no_sheet_holds_are_refused():
    column = Column(field="extra", heading="A" * 60, width=20)

    with pytest.raises(InvalidLayout):
        share_widths([replace(column, field="measure"), column, column])


def test_unprinted_names_what_has_texts_and_no_column():
    layout = LayoutSpec(
        name="ก",
        columns=(
            Column(field="measure", heading="มาตรการ", width=60),
            Column(field="extra", heading="งบประมาณ", width=40),
        ),
    )
    step = StepRow(text="ประชุม", period=Period(text="ต.ค. ๖๗"))
    measures = [
        MeasureRow(title="หนึ่ง", steps=(step,), extras=(Extra(heading="งบ ประมาณ", text="๕๐๐"),)),
        MeasureRow(
            title="สอง",
            outcomes=(Item(text="ดีขึ้น"),),
            steps=(step,),
            extras=(Extra(heading="หมายเหตุ", text="มี"), Extra(heading="ว่าง", text=" ")),
        ),
        MeasureRow(title="สาม"),
    ]

    assert unprinted(layout, measures) == {
        FIELDS["steps"]: 2,
        FIELDS["period"]: 2,
        FIELDS["outcomes"]: 1,
        "หมายเหตุ": 1,
    }
