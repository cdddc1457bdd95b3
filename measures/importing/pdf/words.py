"""Words that lines of these reports begin and end with, by which wrapped lines are told apart."""

from __future__ import annotations

import re

from ita_portal.thai.words import pieces_of

UNITS = re.compile("งาน|กอง|สำนัก|ฝ่าย|ทุก|หน่วย|ส่วน")
PEOPLE = re.compile("ปลัด|คณะ|ผู้|เจ้าหน้าที่|นิติกร")
DEEDS = re.compile("มี|ได้|ให้มี|จัด|ดำเนิน|เผยแพร่|อยู่ระหว่าง|ติดตาม|แต่งตั้ง|ประชุม|รายงาน|ผู้บริหาร")
_OPEN_BEHIND_UNITS = frozenset({"/", "-", "–", "และ", "หรือ", "กับ", "ของ", "ใน", "ที่"})
_OPEN = _OPEN_BEHIND_UNITS.union(
    {"โดย", "เพื่อ", "ให้", "จาก", "ตาม", "ด้วย", "แก่", "การ", "ความ", "ระหว่าง", "ได้", "มี", "จะ", "เป็น"}
)
_LOOKED_AT = 30  # letters of a line, for its last word


def is_open(text: str, *, is_unit: bool = False) -> bool:
    """Whether a text ends with a word that no sentence ends with; a unit may: "งานนิติการ"."""
    last = pieces_of(text[-_LOOKED_AT:].rstrip())[-1:]
    return bool(last) and last[0] in (_OPEN_BEHIND_UNITS if is_unit else _OPEN)
