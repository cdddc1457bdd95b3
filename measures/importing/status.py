"""How far a measure has come, read from the words of its results."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ita_portal.thai.numerals import to_arabic
from ita_portal.thai.periods import parse_period
from ita_portal.thai.text import squash
from measures.inputs import MeasureStatus

_NOT_DONE = re.compile(r"ยังไม่(?:ได้)?ดำเนินการ|ไม่ได้ดำเนินการ")
_NOTHING_THIS_YEAR = re.compile(r"(?:ใน)?ปี(?:งบประมาณ)?(?:พ\.ศ\.)?[0-9]{4}ยังไม่มี")
_UNDER_WAY = re.compile(r"(?:ขณะนี้)?(?:กำลัง|อยู่(?:ใน)?ระหว่าง(?:การ)?)(?:ดำเนินการ|จัดทำ)")
_EXPECTED = re.compile(r"(?:ประมาณ|ภายใน(?:เดือน)?|ในเดือน|เดือน)\s*")


class StatusReading(NamedTuple):
    """`expected_on` is the last day of the month that the words name."""

    status: MeasureStatus = MeasureStatus.NOT_STARTED
    expected_on: date | None = None
    reason: str = ""


def read_status(results: Sequence[str], fiscal_year: int | None) -> StatusReading:
    """The status that all results of a measure tell; done when they name no other."""
    said = [text for text in results if text.strip("-–• ")]
    if not said:
        return StatusReading()
    told = [_status_of(_folded(text)) for text in said]
    if all(status == MeasureStatus.NOT_DONE for status in told):
        is_reason = _NOTHING_THIS_YEAR.match(_folded(said[0]))
        return StatusReading(
            MeasureStatus.NOT_DONE,
            _expected_on(said[0], fiscal_year),
            said[0] if is_reason else "",
        )
    if all(status == MeasureStatus.DONE for status in told):
        return StatusReading(MeasureStatus.DONE)
    return StatusReading(MeasureStatus.IN_PROGRESS)


def _folded(text: str) -> str:
    return squash(to_arabic(text)).lstrip("-–•")


def _status_of(result: str) -> MeasureStatus:
    if _NOT_DONE.match(result) or _NOTHING_THIS_YEAR.match(result):
        return MeasureStatus.NOT_DONE
    return MeasureStatus.IN_PROGRESS if _UNDER_WAY.match(result) else MeasureStatus.DONE


def _expected_on(result: str, fiscal_year: int | None) -> date | None:
    """ "คาดว่าจะดำเนินการประมาณ สิงหาคม ๒๕๖๔" is expected by 31 August."""
    _, expects, rest = result.partition("คาดว่า")
    named = list(_EXPECTED.finditer(rest))
    if not expects or not named:
        return None
    return parse_period(rest[named[-1].end() :].strip(), fiscal_year=fiscal_year).end
