"""Numbers of persons that should not be published: citizen ids and mobile phones.

Telephones of offices are public and no finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ita_portal.thai.numerals import to_arabic
from ita_portal.thai.privacy import PersonalNumber, personal_numbers
from reports.checks.findings import Finding, Kind, Level
from reports.checks.material import Material, Text

_DIGITS = re.compile(r"[0-9๐-๙]{3}")
_MOBILE = re.compile(r"(?:\+66|0)[^0-9]?[689]")


def check_privacy(material: Material) -> Iterator[Finding]:
    """Every text of the report and of its annex."""
    for text in (*material.texts, *material.annex):
        for found in personal_numbers(text.text) if _DIGITS.search(text.text) else ():
            quote = text.text[found.start : found.end]
            if found.kind == PersonalNumber.CITIZEN_ID:
                yield _citizen_id(text, quote)
            elif _MOBILE.match(to_arabic(quote)):
                yield _phone(text, quote)


def _citizen_id(text: Text, quote: str) -> Finding:
    return text.found(
        Kind.CITIZEN_ID,
        Level.LOOK_AT,
        title="พบตัวเลขคล้ายเลขประจำตัวประชาชน",
        message="รายงานนี้เผยแพร่ต่อสาธารณะ โปรดลบเลขประจำตัวออก",
        quote=quote,
    )


def _phone(text: Text, quote: str) -> Finding:
    return text.found(
        Kind.PHONE,
        Level.LOOK_AT,
        title="พบตัวเลขคล้ายหมายเลขโทรศัพท์มือถือ",
        message="หากเป็นหมายเลขส่วนตัว โปรดลบออกก่อนเผยแพร่",
        quote=quote,
    )
