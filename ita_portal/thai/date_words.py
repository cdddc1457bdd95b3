"""Takes the words of a Thai date or period apart: numbers, months, years, quarters."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ita_portal.thai.text import search_form

ERA = 543  # years that the Buddhist Era is ahead
LONGEST = 200  # characters; no period is longer, and what is longer is not read

MONTH_NAMES = (
    *("มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน"),
    *("กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม"),
)
SHORT_MONTH_NAMES = (
    *("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย."),
    *("ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."),
)
_SPOKEN_MONTHS = (  # also said without the ending
    *("มกรา(?:คม)?", "กุมภา(?:พันธ์?)?", "มีนา(?:คม)?", "เมษา(?:ยน)?"),
    *("พฤษภา(?:คม)?", "มิถุนา(?:ยน)?", "กรก[ฎฏ]า(?:คม)?", "สิงหา(?:คม)?"),
    *("กันยา(?:ยน)?", "ตุลา(?:คม)?", "พฤศจิกา(?:ยน)?", "ธันวา(?:คม)?"),
)
_DOTS = r"\.{0,2}"
_MONTHS = tuple(
    re.compile(spoken + "|" + _DOTS.join(re.escape(part) for part in short.split(".")))
    for spoken, short in zip(_SPOKEN_MONTHS, SHORT_MONTH_NAMES, strict=True)
)

# In this order: the first that matches is taken. Texts come as `search_form` leaves them.
_WORDS = tuple(
    (code, re.compile(pattern))
    for code, pattern in (
        ("H", r"(?:รอบ)?6เดือน(?P<half>แรก|หลัง)"),
        ("R", r"(?:รอบ|ระยะเวลา)?[0-9]{1,2}เดือน(?=\(|$)|(?:รอบ|ระยะเวลา)[0-9]{1,2}เดือน"),
        ("R", r"(?:รอบ|ครั้ง)ที่[0-9]{1,2}"),
        ("L", r"(?:เป็น)?(?:ประจำ)?ทุกเดือน|(?:เป็น)?รายเดือน|เดือนละ[0-9]{1,2}ครั้ง"),
        ("K", r"(?:เป็น)?(?:ประจำ)?ทุกไตรมาส|(?:เป็น)?รายไตรมาส"),
        ("Q", r"ไตรมาส(?:ที่)?"),
        ("W", r"ตลอด(?:ทั้ง)?(?=ปี)|ทั้ง(?=ปี)"),
        ("F", r"(?:ใน|ของ)?(?:ประจำ)?ปีงบ(?:ประมาณ|ฯ)?"),
        ("P", r"(?:ใน|ของ)?(?:ประจำ)?ปี"),
        ("", r"(?:ใน)?ช่วง(?:เวลา)?|(?:ประจำ)?เดือน|วันที่(?=[0-9])"),
        ("S", r"(?:ดำเนินการ)?(?:ตั้งแต่|ระหว่าง)"),
        ("Y", rf"(?:พ{_DOTS}ศ\.{{0,3}}|พุทธศักราช)(?P<era>[0-9]{{4}}|[0-9]{{2}})(?![0-9])"),
        ("Y", rf"(?:ค{_DOTS}ศ\.{{0,3}}|คริสต์ศักราช)(?P<common>[0-9]{{4}})(?![0-9])"),
        ("Y", r"(?P<year>[0-9]{4})(?![0-9])"),
        ("2", r"(?P<number>[0-9]{2})(?![0-9])"),
        ("1", r"(?P<digit>[0-9])(?![0-9])"),
        ("-", r"[-‐‑‒–—―−~]{1,3}|(?:จน)?ถึง"),
        (",", r",|และ"),
        ("/", "/"),
        (".", r"\."),
        ("(", r"\("),
        (")", r"\)"),
    )
)
_DIGITS = frozenset("0123456789๐๑๒๓๔๕๖๗๘๙")


@dataclass(frozen=True)
class Phrase:
    """The words of a text, one code each, and beside each code its number.

    `1` number of one digit, `2` of two, `Y` year (Buddhist Era), `M` month, `Q` the word quarter,
    `K` every quarter, `L` every month, `H` half of a fiscal year, `W` whole, `F` the word fiscal
    year, `P` the word year, `R` a label before the dates, `S` from, `-` to, and `, / . ( )`.
    """

    codes: str
    numbers: tuple[int, ...]

    def cut(self, start: int, stop: int) -> Phrase:
        return Phrase(self.codes[start:stop], self.numbers[start:stop])

    def year(self, index: int) -> int:
        """The year at a `2` or a `Y`: two digits are of the Buddhist Era."""
        number = self.numbers[index]
        return number + 2500 if self.codes[index] == "2" else number


def read_phrase(text: str) -> Phrase | None:
    """The words of a date or period; None when any of them is unknown."""
    if len(text) > LONGEST:
        return None
    folded = search_form(_fenced(text)).strip("|").rstrip(".,;:|")
    codes: list[str] = []
    numbers: list[int] = []
    position = 0
    while position < len(folded):
        found = _month(folded, position) or _word(folded, position)
        if found is None:
            return None
        code, number, position = found
        if code:
            codes.append(code)
            numbers.append(number)
    return Phrase("".join(codes), tuple(numbers))


def _fenced(text: str) -> str:
    """The text without spaces, but numbers side by side are kept from becoming one number."""
    joined = ""
    for part in text.split():
        fence = "\0" if joined and joined[-1] in _DIGITS and part[0] in _DIGITS else ""
        joined += fence + part
    return joined


def _month(text: str, position: int) -> tuple[str, int, int] | None:
    for number, pattern in enumerate(_MONTHS, start=1):
        found = pattern.match(text, position)
        if found:
            return "M", number, found.end()
    return None


def _word(text: str, position: int) -> tuple[str, int, int] | None:
    for code, pattern in _WORDS:
        found = pattern.match(text, position)
        if found:
            number = _number(found)
            return None if number is None else (code, number, found.end())
    return None


def _number(found: re.Match[str]) -> int | None:
    """The number in a word, years in the Buddhist Era; None for a year that cannot be."""
    kind = found.lastgroup
    if kind is None:
        return 0
    written = found.group(kind)
    if kind == "half":
        return 1 if written == "แรก" else 2
    number = int(written)
    if kind in ("era", "year") and 2400 <= number < 2700:
        return number
    if kind in ("common", "year"):
        return number + ERA if 1900 <= number < 2100 else None
    if kind == "era":
        return number + 2500 if len(written) == 2 else None
    return number
