"""Years and the ITA result that a report's texts quote."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ita_portal.thai.numerals import parse_decimal, to_arabic
from measures.inputs import ItaInput

_YEAR = re.compile(r"ปี\s*(?:งบประมาณ)?\s*(?:พ\.\s*ศ\.?\s*)?(2[4-6][0-9]{2})(?![0-9])")
_FISCAL_YEAR = re.compile(r"ปี\s*งบประมาณ\s*(?:พ\.\s*ศ\.?\s*)?(2[4-6][0-9]{2})(?![0-9])")
_TOTAL = re.compile(r"คะแนน[^0-9]{0,40}?([0-9]{1,3}(?:\.[0-9]{1,2})?)(?![0-9])")
_LEVEL = r"(?:AA|A|B|C|D|E|F|ผ่านดีเยี่ยม|ผ่านดี|ผ่าน|ไม่ผ่าน|ต้องปรับปรุงโดยด่วน|ต้องปรับปรุง)"
_AT_LEVEL = re.compile(rf"ระดับ\s*({_LEVEL}(?:\s*(?:หรือ|\(|/)\s*{_LEVEL}\)?)?)")


def read_fiscal_year(texts: Sequence[str]) -> int | None:
    """The Buddhist year of the first text that names one, a fiscal year before any other."""
    for pattern in (_FISCAL_YEAR, _YEAR):
        for text in texts:
            match = pattern.search(to_arabic(text))
            if match:
                return int(match.group(1))
    return None


def read_ita(introduction: str) -> ItaInput:
    """The ITA result quoted in an introduction: the level as it is written there."""
    arabic = to_arabic(introduction)  # as long as the text, place for place
    score = next(
        (found for found in _TOTAL.finditer(arabic) if _total(found.group(1)) is not None), None
    )
    if score is None:
        return ItaInput()
    years = _YEAR.findall(arabic[: score.start()])
    level = _AT_LEVEL.search(arabic, score.end())
    return ItaInput(
        year=int(years[-1]) if years else None,
        total=_total(score.group(1)),
        level=introduction[level.start(1) : level.end(1)] if level else "",
    )


def _total(text: str) -> str | None:
    total = parse_decimal(text)
    return f"{total:.2f}" if total is not None and total <= 100 else None
