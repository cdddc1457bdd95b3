"""Filters that write numbers, dates and sizes the Thai way; the words come from ita_portal.thai."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.utils import timezone

from ita_portal.thai.dates import DateStyle, format_date
from ita_portal.thai.numerals import count_in_thai, to_thai

register = template.Library()

_NO_BREAK = "\N{NO-BREAK SPACE}"
_UNITS = ("KB", "MB", "GB")


@register.filter
def thai(value: object) -> str:
    """The value as text with Thai digits."""
    return to_thai(str(value))


@register.filter
def thai_count(value: int) -> str:
    """A count with commas between thousands: ๑,๐๖๓."""
    return count_in_thai(value)


@register.filter
def thai_date(value: date | None, style: DateStyle = "medium") -> str:
    """A date, or the local day of a time, in the Buddhist era; its parts stay in one line."""
    if value is None:
        return ""
    day = timezone.localtime(value).date() if isinstance(value, datetime) else value
    return format_date(day, style).replace(" ", _NO_BREAK)


@register.filter
def thai_time(value: datetime) -> str:
    """The local time of day: ๑๔:๒๐ น."""
    return to_thai(f"{timezone.localtime(value):%H:%M}") + f"{_NO_BREAK}น."


@register.filter
def thai_when(value: datetime) -> str:
    """When something was done: วันนี้ ๑๐:๔๒ น., เมื่อวานนี้ ๑๕:๓๐ น., ๑๖ มี.ค. ๒๕๖๙."""
    days = (timezone.localdate() - timezone.localtime(value).date()).days
    if days not in (0, 1):
        return thai_date(value)
    return f"{'เมื่อวานนี้' if days else 'วันนี้'}{_NO_BREAK}{thai_time(value)}"


@register.filter
def file_size(size_bytes: int) -> str:
    """A file's size in the largest fitting unit: ๑๒๐ KB, ๑.๔ MB; never under ๑ KB."""
    size, unit = size_bytes / 1024, 0
    while round(size) >= 1024 and unit < len(_UNITS) - 1:
        size, unit = size / 1024, unit + 1
    number = f"{max(size, 1):.0f}" if unit == 0 or round(size) >= 10 else f"{size:.1f}"
    return to_thai(number) + _NO_BREAK + _UNITS[unit]
