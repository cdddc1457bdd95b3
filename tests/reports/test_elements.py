from reports.elements import Element, elements_of
from reports.snapshot import Item, MeasureRow, Organization, Period, ReportSnapshot, StepRow

WHOLE = MeasureRow(
    title="มาตรการ",
    period=Period(text="ทุกเดือน"),
    owners=("สำนักปลัด",),
    steps=(StepRow(text="ประกาศ"),),
    outputs=(Item(text="ประกาศ ๑ ฉบับ"),),
    outcomes=(Item(text="เชื่อมั่น"),),
)
PER_STEP = MeasureRow(
    title="มาตรการ",
    steps=(
        StepRow(
            text="ประกาศ",
            period=Period(text="ทุกเดือน"),
            owners=("สำนักปลัด",),
            outputs=(Item(text="ประกาศ"),),
        ),
    ),
)


def found_in(*measures: MeasureRow) -> list[tuple[int, bool]]:
    snapshot = ReportSnapshot(
        organization=Organization(), fiscal_year=2568, title="รายงาน", measures=measures
    )
    return [(element.found, element.is_complete) for element in elements_of(snapshot)]


def test_elements_of_a_whole_measure_are_complete():
    assert found_in(WHOLE) == [(1, True)] * 6


def test_elements_may_belong_to_the_steps():
    assert found_in(PER_STEP) == [(1, True)] * 5 + [(0, False)]


def test_elements_are_complete_only_when_every_measure_has_them():
    assert found_in(WHOLE, PER_STEP, MeasureRow(title="ใหม่")) == [
        (3, True),
        (2, False),
        (2, False),
        (2, False),
        (2, False),
        (1, False),
    ]


def test_elements_of_a_report_without_measures_are_missing():
    assert found_in() == [(0, False)] * 6


def test_elements_have_their_official_order():
    snapshot = ReportSnapshot(organization=Organization(), fiscal_year=2568, title="")

    assert elements_of(snapshot)[4] == Element(
        field="outputs", label="ผลการดำเนินการ (Output)", found=0, total=0
    )
