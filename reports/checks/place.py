"""The line below the title against where the organization is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ita_portal.thai.text import squash
from reports.checks.findings import Finding, Kind, Level, Place
from reports.checks.material import Material

_DISTRICT = re.compile(r"(?:อำเภอ|(?<!\S)อ\.)\s*(\S+)")
_PROVINCE = re.compile(r"(?:(?<!ส่วน)จังหวัด|(?<!\S)จ\.)\s*(\S+)")


def check_place(material: Material) -> Iterator[Finding]:
    """A district or province that the organization is not in, where both are written."""
    organization = material.snapshot.organization
    for pattern, label, own in (
        (_DISTRICT, "อำเภอ", organization.district),
        (_PROVINCE, "จังหวัด", organization.province),
    ):
        match = pattern.search(material.snapshot.place_text)
        if match and own and squash(match.group(1)) != squash(own):
            yield Finding(
                kind=Kind.PLACE,
                level=Level.LOOK_AT,
                place=Place(field="place_text"),
                title=f"{label}ไม่ตรงกับที่บันทึกไว้",
                message=f"พิมพ์ว่า “{match.group()}” แต่หน่วยงานบันทึกไว้ว่า {label}{own} โปรดตรวจว่าใดถูก",
                quote=match.group(),
                suggestion=f"{label}{own}",
            )
