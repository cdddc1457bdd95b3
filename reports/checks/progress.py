"""The status of a measure against what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ita_portal.thai.dates import fiscal_year_bounds, format_date
from ita_portal.thai.text import squash
from reports.checks.findings import Finding, Kind, Level, Place
from reports.checks.material import Material, Text
from reports.checks.patterns import is_blank
from reports.snapshot import MeasureRow

_NOT_YET = re.compile("[-–•]*(?:ยังไม่(?:ได้)?ดำเนินการ|อยู่(?:ใน)?ระหว่าง(?:การ)?(?:ดำเนินการ|จัดทำ))")


def check_status(material: Material) -> Iterator[Finding]:
    """Measures that were not done: why, and until when."""
    for at, measure in enumerate(material.snapshot.measures):
        if measure.status != "not_done":
            continue
        if not measure.status_reason and not measure.expected_on:
            yield Finding(
                kind=Kind.NO_REASON,
                level=Level.LOOK_AT,
                place=Place(field="status", measure=at),
                title="ไม่ได้ดำเนินการ แต่ยังไม่มีเหตุผล",
                message="โปรดใส่เหตุผล หรือวันที่คาดว่าจะดำเนินการ",
            )
        elif _is_over(material, measure):
            yield _passed(at, measure)


def check_results_of_done(material: Material) -> Iterator[Finding]:
    """Results that say not yet, in a measure that is said to be done."""
    for text in material.results:
        measure = material.snapshot.measures[text.place.measure or 0]
        if measure.status == "done" and _NOT_YET.match(squash(text.text)):
            yield _contrary(text)


def check_not_begun(material: Material) -> Iterator[Finding]:
    """Results in a measure that is said not to have begun: the annex would print so."""
    measures = material.snapshot.measures
    told: set[int] = set()
    for text in material.results:
        at = text.place.measure or 0
        if at in told or measures[at].status != "not_started" or not _tells_of_work(text.text):
            continue
        told.add(at)
        yield Finding(
            kind=Kind.STATUS,
            level=Level.LOOK_AT,
            place=Place(field="status", measure=at),
            title="มีผลแล้ว แต่สถานะยังเป็น “ยังไม่เริ่ม”",
            message="โปรดเลือกสถานะตามจริง เช่น “ดำเนินการแล้ว”",
            basis="not_started",
        )


def _tells_of_work(result: str) -> bool:
    return not is_blank(result) and not _NOT_YET.match(squash(result))


def _is_over(material: Material, measure: MeasureRow) -> bool:
    """Whether the day expected lies in a year that is reported as a whole, thus gone by."""
    year, round_year = material.snapshot.fiscal_year, material.snapshot.assessment_year
    if year is None or round_year is None or round_year <= year or not measure.expected_on:
        return False
    return date.fromisoformat(measure.expected_on) <= fiscal_year_bounds(year)[1]


def _passed(at: int, measure: MeasureRow) -> Finding:
    expected = format_date(date.fromisoformat(measure.expected_on or ""), "medium")
    return Finding(
        kind=Kind.STATUS,
        level=Level.LOOK_AT,
        place=Place(field="status", measure=at),
        title="รายงานทั้งปีแต่ยังไม่ได้ดำเนินการ",
        message=f"คาดว่าจะดำเนินการภายใน {expected} ซึ่งผ่านไปแล้วเมื่อสิ้นปีงบประมาณ "
        "โปรดปรับสถานะ วันที่ หรือเหตุผล",
        basis=measure.expected_on or "",
    )


def _contrary(text: Text) -> Finding:
    return text.found(
        Kind.STATUS,
        Level.LOOK_AT,
        title="สถานะไม่ตรงกับผล",
        message="สถานะเป็น “ดำเนินการแล้ว” แต่ผลเขียนว่ายังไม่แล้วเสร็จ โปรดปรับให้ตรงกัน",
        quote=text.text,
    )
