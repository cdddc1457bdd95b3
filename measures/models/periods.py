"""The columns of a period, of a measure and of a step: the words, and what they mean beside."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from django.core.exceptions import ValidationError
from django.db.models import F, Q

from measures.inputs import PeriodInput, PeriodKind

PERIOD_LABELS = {
    PeriodKind.NONE: "ไม่ระบุ",
    PeriodKind.RANGE: "ช่วงวันที่",
    PeriodKind.MONTHS: "ช่วงเดือน",
    PeriodKind.QUARTERS: "ไตรมาส",
    PeriodKind.MONTHLY: "ทุกเดือน",
    PeriodKind.YEAR: "ทั้งปี",
    PeriodKind.FREE: "ข้อความ",
}
PERIOD_CHOICES = [(kind.value, label) for kind, label in PERIOD_LABELS.items()]
PERIOD_IN_ORDER = Q(period_start=None, period_end=None) | Q(
    period_start__isnull=False, period_end__isnull=False, period_start__lte=F("period_end")
)


class _PeriodRow(Protocol):
    """A measure or a step."""

    @property
    def period_text(self) -> str: ...
    @property
    def period_kind(self) -> str: ...
    @property
    def period_start(self) -> date | None: ...
    @property
    def period_end(self) -> date | None: ...


def check_period(start: date | None, end: date | None) -> None:
    """Raises ValidationError unless the dates are both there and in order, or both missing."""
    if (start is None) != (end is None):
        raise ValidationError({"period_end": "ระบุทั้งวันเริ่มและวันสิ้นสุด หรือเว้นว่างทั้งสองช่อง"})
    if start is not None and end is not None and end < start:
        raise ValidationError({"period_end": "วันสิ้นสุดมาก่อนวันเริ่ม"})


def period_of(row: _PeriodRow) -> PeriodInput:
    return PeriodInput(
        text=row.period_text,
        kind=PeriodKind(row.period_kind),
        start=row.period_start,
        end=row.period_end,
    )
