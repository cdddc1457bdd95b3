"""What the words of results tell of a measure."""

from __future__ import annotations

from datetime import date

import pytest

from measures.importing.status import StatusReading, read_status
from measures.inputs import MeasureStatus

DONE = StatusReading(MeasureStatus.DONE)
UNDER_WAY = StatusReading(MeasureStatus.IN_PROGRESS)


@pytest.mark.parametrize(
    ("results", "reading"),
    [
        ([], StatusReading()),
        (["-"], StatusReading()),
        (["มีคู่มือแล้ว"], DONE),
        (["ในปีงบประมาณ ๒๕๖๔ มีการให้บริการ"], DONE),
        (["อยู่ระหว่างดำเนินการ"], UNDER_WAY),
        (["- อยู่ระหว่างการจัดทำ"], UNDER_WAY),
        (["กำลังดำเนินการ"], UNDER_WAY),
        (["มีคู่มือ", "อยู่ระหว่าง ดำเนินการ"], UNDER_WAY),
        (["มีคู่มือ", "ยังไม่ได้ดำเนินการ"], UNDER_WAY),
        (
            ["ยังไม่ได้ดำเนินการคาดว่า จะ ดำเนินการประมาณ สิงหาคม ๒๕๖๔"],
            StatusReading(MeasureStatus.NOT_DONE, date(2021, 8, 31)),
        ),
        (
            ["ยังไม่ดำเนินการ คาดว่าจะแล้วเสร็จภายในเดือน ก.พ. ๒๕๖๗"],
            StatusReading(MeasureStatus.NOT_DONE, date(2024, 2, 29)),
        ),
        (["ยังไม่ได้ดำเนินการ"], StatusReading(MeasureStatus.NOT_DONE)),
        (["ยังไม่ได้ดำเนินการ คาดว่าจะเสร็จเร็ว ๆ นี้"], StatusReading(MeasureStatus.NOT_DONE)),
        (
            ["-", "ในปีงบประมาณ ๒๕๖๔ ยังไม่มีโครงการใหญ่"],
            StatusReading(MeasureStatus.NOT_DONE, None, "ในปีงบประมาณ ๒๕๖๔ ยังไม่มีโครงการใหญ่"),
        ),
    ],
)
def test_status_is_what_all_results_tell(results, reading):
    assert read_status(results, 2564) == reading
