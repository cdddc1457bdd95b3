"""Bytes of a text to its characters: UTF-8, UTF-16 with its mark, or Thai Windows-874."""

from __future__ import annotations

import re

from ita_portal.thai.numerals import to_thai
from measures.importing import refusals
from measures.importing.limits import MAX_TEXT_BYTES
from measures.importing.places import Places
from measures.importing.tables import UnreadableFile

_EXPECTED = Places.expected
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_THAI_WORD = re.compile("[ก-ฮ][ก-ฺเ-๎]{3,}")
_MOSTLY = 0.9


def decode(data: bytes) -> str:
    """The text of a file. Raises UnreadableFile for one in no encoding of a Thai office."""
    if len(data) > MAX_TEXT_BYTES:
        most = to_thai(str(MAX_TEXT_BYTES // 1024 // 1024))
        raise UnreadableFile(f"ไฟล์ใหญ่เกิน {most} เมกะไบต์ จึงไม่ได้อ่าน {refusals.FEWER_ROWS}")
    text = _decode(data)
    if not text.strip():
        raise UnreadableFile(f"ไฟล์ว่างเปล่า {_EXPECTED}")
    return text


def _decode(data: bytes) -> str:
    if data.startswith(_UTF16):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            remedy = "วิธีแก้: เปิดไฟล์นี้ใน Notepad แล้วบันทึกใหม่ โดยเลือกการเข้ารหัส UTF-8"
            raise UnreadableFile(f"ไฟล์ข้อความแบบ UTF-16 นี้มาไม่ครบ {_EXPECTED} {remedy}") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        thai = _decode_thai(data)
        if thai is not None:
            return thai
        if b"\0" in data:
            raise UnreadableFile(refusals.NO_TEXT) from None
        line = to_thai(str(data[: error.start].count(b"\n") + 1))
        what = f"ไฟล์นี้ไม่ใช่ UTF-8 อ่านได้ถึงบรรทัด {line}"
        raise UnreadableFile(f"{what} {_EXPECTED} โปรดบันทึกใหม่เป็น UTF-8") from None


def _decode_thai(data: bytes) -> str | None:
    """The text in Windows-874, which TIS-620 is a part of, where it reads as Thai."""
    letters = [byte for byte in data if byte >= 0x80]
    thai = sum(0xA1 <= byte <= 0xFB for byte in letters)
    if thai <= _MOSTLY * len(letters):
        return None
    try:
        text = data.decode("cp874")
    except UnicodeDecodeError:
        return None
    return text if _THAI_WORD.search(text) else None
