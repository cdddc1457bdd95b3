"""Which of the seven issues a measure is about: by the issue that it names, else by its words.

Reports need not name an issue, and older ones go by the ten indicators. What is told by words is
a guess that lines reports up for a reader, said to be one, and stored nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from ita_portal.thai.text import squash
from measures.importing.titles import THE_SEVEN_ISSUES, THE_TEN_INDICATORS, issue_key
from reports.snapshot import MeasureRow

_PROCESS, _SERVICE, _NEWS, _PROPERTY, _BUDGET, _POWER, _CORRUPTION = range(7)
_INDICATORS = tuple(name.replace("ระบบ", "") for name in THE_TEN_INDICATORS)
_OF_INDICATOR = (
    _PROCESS,
    _BUDGET,
    _POWER,
    _PROPERTY,
    _CORRUPTION,
    _PROCESS,
    _NEWS,
    _SERVICE,
    _NEWS,
    _CORRUPTION,
)
# The first that a title holds decides, so what is said of one issue alone stands first.
_WORDS = (
    (_PROPERTY, ("ทรัพย์สิน", "การยืม", "ยืมใช้")),
    (_CORRUPTION, ("ทุจริต", "สุจริต", "ทับซ้อน", "ของขวัญ", "nogift", "ร้องเรียน", "ร้องทุกข์")),
    (_BUDGET, ("งบประมาณ", "จัดซื้อ", "จัดจ้าง", "พัสดุ", "เบิกจ่าย")),
    (_POWER, ("บุคลากร", "บุคคล", "จริยธรรม", "อำนาจ", "มอบหมาย", "ตรวจสอบภายใน", "ควบคุมภายใน")),
    (_SERVICE, ("e-service", "eservice", "บริการ", "พึงพอใจ")),
    (_NEWS, ("ประชาสัมพันธ์", "ข้อมูลข่าวสาร", "เปิดเผยข้อมูล", "เผยแพร่", "เว็บไซต์", "สื่อสาร")),
    (_PROCESS, ("ขั้นตอน", "คู่มือ", "ปฏิบัติงาน", "ปฏิบัติหน้าที่", "ดำเนินงาน", "ประชุม")),
)


@dataclass(frozen=True, kw_only=True)
class LikelyIssue:
    """`place` is that in THE_SEVEN_ISSUES, None for an issue of the report's own or for none."""

    place: int | None
    heading: str
    is_guessed: bool


NONE = LikelyIssue(place=None, heading="", is_guessed=False)


def issue_of(measure: MeasureRow) -> LikelyIssue:
    """What the measure says that it is about, else what its title lets one think."""
    if measure.issue:
        named = _one_of(THE_SEVEN_ISSUES, measure.issue)
        if named is not None:
            return _seventh(named, is_guessed=False)
    for text in filter(None, (measure.issue, measure.title)):
        indicator = _one_of(_INDICATORS, text)
        if indicator is not None:
            return _seventh(_OF_INDICATOR[indicator], is_guessed=True)
    if measure.issue:
        return LikelyIssue(place=None, heading=" ".join(measure.issue.split()), is_guessed=False)
    words = squash(measure.title).lower()
    for place, phrases in _WORDS:
        if any(phrase in words for phrase in phrases):
            return _seventh(place, is_guessed=True)
    return NONE


def _one_of(names: tuple[str, ...], text: str) -> int | None:
    key = issue_key(text).replace("ระบบการทำงาน", "การทำงาน")
    return next((place for place, name in enumerate(names) if issue_key(name) == key), None)


def _seventh(place: int, *, is_guessed: bool) -> LikelyIssue:
    return LikelyIssue(place=place, heading=THE_SEVEN_ISSUES[place], is_guessed=is_guessed)
