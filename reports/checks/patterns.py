"""Patterns of words that printing may have parted: "ไม่ น้อยกว่า" is "ไม่น้อยกว่า"."""

from __future__ import annotations

import re

DIGIT = "[0-9๐-๙]"
NUMBER = rf"{DIGIT}+(?:[.,]{DIGIT}+)*"
_BLANK = re.compile(r"[-–—.…_ \n]*")


def is_blank(text: str) -> bool:
    """Whether there is nothing but dashes or dots."""
    return bool(_BLANK.fullmatch(text))


def spaced(*words: str) -> str:
    """A pattern of any of the words, with or without a space between its letters."""
    return "(?:" + "|".join(" ?".join(map(re.escape, word)) for word in words) + ")"
