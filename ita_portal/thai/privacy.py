"""Numbers of persons in a text: citizen ids and telephone numbers, in Thai or Arabic digits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from ita_portal.thai.numerals import to_arabic

_PLACES = 13
_BETWEEN = "[-–. \N{NO-BREAK SPACE}]?"
# As it is written on the card: 1-2345-67890-12-3, or without anything between.
_CITIZEN_ID = re.compile(
    rf"(?<![0-9])[1-8]{_BETWEEN}[0-9]{{4}}{_BETWEEN}[0-9]{{5}}{_BETWEEN}[0-9]{{2}}"
    rf"{_BETWEEN}[0-9](?![0-9])"
)
# +66 stands for the first 0.
_PHONE = re.compile(rf"(?<![0-9+])(?:\+66|0)(?:{_BETWEEN}[0-9]){{8,9}}(?![0-9])")
# Mobile numbers have ten digits, those of fixed lines nine.
_NATIONAL = re.compile(r"0(?:[689][0-9]{8}|2[0-9]{7}|(?:3[2-9]|4[2-5]|5[2-6]|7[3-7])[0-9]{6})")
_MOST_GAPS = 4


class PersonalNumber(StrEnum):
    """What kind of number it is."""

    CITIZEN_ID = "citizen_id"
    PHONE = "phone"


@dataclass(frozen=True, kw_only=True)
class Found:
    """A stretch of the text, from `start` up to `end`."""

    kind: PersonalNumber
    start: int
    end: int


def personal_numbers(text: str) -> tuple[Found, ...]:
    """Where the text holds what looks like a citizen id or a telephone number, in order.

    Thirteen digits count only if the last one fits the others, as it does by chance in a tenth
    of all such numbers.
    """
    plain = to_arabic(text)
    ids = [
        Found(kind=PersonalNumber.CITIZEN_ID, start=match.start(), end=match.end())
        for match in _CITIZEN_ID.finditer(plain)
        if is_citizen_id(match.group())
    ]
    phones = [
        Found(kind=PersonalNumber.PHONE, start=match.start(), end=match.end())
        for match in _PHONE.finditer(plain)
        if _is_phone(match.group())
        and not any(found.start < match.end() and match.start() < found.end for found in ids)
    ]
    return tuple(sorted(ids + phones, key=lambda found: found.start))


def is_citizen_id(text: str) -> bool:
    """Whether the digits of the text are thirteen, of which the last proves the others."""
    digits = [int(digit) for digit in re.sub("[^0-9]", "", to_arabic(text))]
    if len(digits) != _PLACES or digits[0] in (0, 9):
        return False
    total = sum(digit * (_PLACES - place) for place, digit in enumerate(digits[:-1]))
    return (11 - total % 11) % 10 == digits[-1]


def _is_phone(text: str) -> bool:
    digits = re.sub("[^0-9]", "", text.replace("+66", "0", 1))
    gaps = len(re.findall("[^0-9+]", text))
    return gaps <= _MOST_GAPS and _NATIONAL.fullmatch(digits) is not None
