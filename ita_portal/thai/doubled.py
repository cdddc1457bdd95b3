"""Words that stand twice in a row by mistake: "และและ", "ให้โทษ ให้โทษ"."""

from __future__ import annotations

import re
from collections.abc import Iterator

_THAI = "ก-ฺเ-๎"
_LETTER = re.compile(f"[{_THAI}]")
_COUNTED = re.compile("ที่|ละ| ?[0-9๐-๙]")
_DEPENDENT = "ะ-ฺๅ็-๎"  # no word begins with these
_DOUBLED = re.compile(rf"([{_THAI}]{{3,25}}?) ?\1(?![{_DEPENDENT}])")

# Repeated letters that two words in a row may have: หน้าที่|ที่, ปฏิบัติการ|การ, รายงาน|งาน,
# รูปแบบ|แบบฟอร์ม, and names: เทศบาลนคร|นครสวรรค์, เทศบาลเมือง|เมืองพล, เทศบาลตำบล|ตำบลเวียง.
_REPEATABLE = frozenset(
    {
        *("การ", "ของ", "คน", "งาน", "ทาง", "ที่", "นาย", "ปลัด", "ต่าง", "อื่น", "แบบ", "เทศ", "สอบ"),
        *("รับ", "ใช้", "เห็น", "วัน", "ครั้ง", "นคร", "เมือง", "ตำบล", "บ้าน"),
    }
)


def doubled_words(text: str) -> Iterator[re.Match[str]]:
    """Each place where a word stands twice, with or without a space; group 1 is the word."""
    return (match for match in _DOUBLED.finditer(text) if _is_doubled(match))


def _is_doubled(match: re.Match[str]) -> bool:
    """Not a longer word behind a space (พนักงาน พนักงานจ้าง), nor a count (๒ ครั้ง ครั้งที่ ๑)."""
    is_spaced = " " in match.group()
    if (is_spaced and _LETTER.match(match.string, match.end())) or _COUNTED.match(
        match.string, match.end()
    ):
        return False
    return not _is_repeatable(match.group(1))


def _is_repeatable(letters: str) -> bool:
    """Whether two words in a row may have these letters: มาตรการ|การ has การการ, and รการกา."""
    turns = (letters[place:] + letters[:place] for place in range(len(letters)))
    return any(turn in _REPEATABLE for turn in turns)
