"""Thai and Arabic digits, both ways; only ๐-๙ and 0-9 are digits here."""

from __future__ import annotations

import re
from decimal import Decimal

_THAI = "๐๑๒๓๔๕๖๗๘๙"
_ARABIC = "0123456789"
_TO_ARABIC = str.maketrans(_THAI, _ARABIC)
_TO_THAI = str.maketrans(_ARABIC, _THAI)

# At most 18 digits, so that every number read fits a 64-bit database column.
_INTEGER = re.compile(r"[0-9]{1,18}|[0-9]{1,3}(?:,[0-9]{3}){1,5}")
_DECIMAL = re.compile(r"(?:[0-9]{1,16}|[0-9]{1,3}(?:,[0-9]{3}){1,4})(?:\.[0-9]{1,2})?")


def to_arabic(text: str) -> str:
    """The text with ๐-๙ written 0-9; nothing else changes."""
    return text.translate(_TO_ARABIC)


def to_thai(text: str | int) -> str:
    """The text or the number with 0-9 written ๐-๙; nothing else changes."""
    return str(text).translate(_TO_THAI)


def count_in_thai(number: int) -> str:
    """A count as pages show it: Thai digits, a comma between thousands."""
    return to_thai(f"{number:,}")


def parse_int(text: str) -> int | None:
    """A whole number without a sign, commas only between thousands; None for anything else."""
    plain = to_arabic(text.strip())
    return int(plain.replace(",", "")) if _INTEGER.fullmatch(plain) else None


def parse_decimal(text: str) -> Decimal | None:
    """A number without a sign and with at most two places, which are kept as written."""
    plain = to_arabic(text.strip())
    return Decimal(plain.replace(",", "")) if _DECIMAL.fullmatch(plain) else None
