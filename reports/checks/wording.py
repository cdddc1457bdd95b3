"""Words that do not belong where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from ita_portal.thai.doubled import doubled_words
from ita_portal.thai.text import squash
from reports.checks.findings import Finding, Kind, Level
from reports.checks.material import Material, Text
from reports.layouts import EXAMPLES, FIELDS, STANDARD

_MOST_DOUBLED = 3  # told of one text: the rest is seen when these are mended
_CONTINUED = re.compile(r"\(\s*ต่อ\s*\)\s*$")
_KNOWN_HEADINGS = frozenset(
    squash(heading)
    for heading in (
        *FIELDS.values(),
        *(
            column.heading
            for layout in (*STANDARD.values(), *EXAMPLES.values())
            for column in layout.columns
        ),
    )
)

_MUNICIPAL = frozenset({"ทน.", "ทม.", "ทต."})
_TAMBON, _PROVINCIAL = "อบต.", "อบจ."
# Words of one kind of organization, and by kind what the others say instead.
# Municipalities enact เทศบัญญัติ (พ.ร.บ. เทศบาล พ.ศ. ๒๔๙๖ มาตรา ๖๐), others ข้อบัญญัติ (พ.ร.บ. สภาตำบลและ
# องค์การบริหารส่วนตำบล พ.ศ. ๒๕๓๗ มาตรา ๗๑, พ.ร.บ. องค์การบริหารส่วนจังหวัด พ.ศ. ๒๕๔๐ มาตรา ๕๑).
# ข้อบัญญัติท้องถิ่น is said of all.
_OTHERS_SAY: tuple[tuple[re.Pattern[str], dict[str, str]], ...] = (
    (
        re.compile(r"ข้อบัญญัติ(?!ท้องถิ่น|ของ|องค์การ|อบ[ตจ]|ตำบล|จังหวัด|กรุงเทพ|เมือง)"),
        dict.fromkeys(_MUNICIPAL, "เทศบัญญัติ"),
    ),
    (
        re.compile(r"เทศบัญญัติ(?!ของ|เทศบาล)"),
        dict.fromkeys((_TAMBON, _PROVINCIAL, "กทม.", "พัทยา"), "ข้อบัญญัติ"),
    ),
    (
        re.compile("พนักงานเทศบาล"),
        {_TAMBON: "พนักงานส่วนตำบล", _PROVINCIAL: "ข้าราชการองค์การบริหารส่วนจังหวัด"},
    ),
    (
        re.compile("สภาเทศบาล"),
        {_TAMBON: "สภาองค์การบริหารส่วนตำบล", _PROVINCIAL: "สภาองค์การบริหารส่วนจังหวัด"},
    ),
    (re.compile("พนักงานส่วนตำบล"), dict.fromkeys(_MUNICIPAL, "พนักงานเทศบาล")),
)
_WHOSE = {
    "เทศบัญญัติ": "คำว่า ข้อบัญญัติ ใช้กับ อบต. และ อบจ. เทศบาลใช้ เทศบัญญัติ",
    "ข้อบัญญัติ": "คำว่า เทศบัญญัติ ใช้กับเทศบาล หน่วยงานของท่านใช้ ข้อบัญญัติ",
}


def check_doubled(material: Material) -> Iterator[Finding]:
    """The same word twice in a row."""
    own_name = material.snapshot.organization.name
    for text in (*material.texts, *material.annex):
        for match in islice(doubled_words(text.text), _MOST_DOUBLED):
            if match.group() not in own_name:
                yield Finding(
                    kind=Kind.DOUBLED_WORD,
                    level=Level.LOOK_AT,
                    place=text.place,
                    title="คำซ้ำติดกัน",
                    message=f"“{match.group()}” อาจพิมพ์ซ้ำ หากใช่ โปรดเหลือ “{match.group(1)}”",
                    quote=match.group(),
                    suggestion=match.group(1),
                )


def check_headings(material: Material) -> Iterator[Finding]:
    """Headings of the table, and (ต่อ), that were copied into its cells."""
    headings = _KNOWN_HEADINGS | {squash(column.heading) for column in material.layout.columns}
    for text in material.cells:
        bare = _CONTINUED.sub("", text.text)
        if squash(bare).rstrip(":") in headings:
            yield text.found(
                Kind.HEADING,
                Level.LOOK_AT,
                title="หัวตารางปนอยู่ในช่อง",
                message=f"“{text.text}” เป็นหัวตาราง โปรดลบออกหรือแทนด้วยเนื้อหาจริง",
                quote=text.text,
            )
        elif bare != text.text and text.place.field in ("title", "issue"):
            yield _continued(text, bare)


def _continued(text: Text, bare: str) -> Finding:
    return Finding(
        kind=Kind.CONTINUED,
        level=Level.LOOK_AT,
        place=text.place,
        title="มีคำว่า (ต่อ) อยู่ในชื่อมาตรการ",
        message="ระบบพิมพ์ (ต่อ) ให้เองเมื่อมาตรการข้ามหน้า โปรดลบออก หรือรวมกับมาตรการก่อนหน้า",
        quote=text.text[len(bare.rstrip()) :].strip(),
        suggestion=bare.rstrip(),
    )


def check_legal_words(material: Material) -> Iterator[Finding]:
    """Words of law and office that another kind of organization uses."""
    kind = material.snapshot.organization.kind
    rules = [(pattern, says[kind]) for pattern, says in _OTHERS_SAY if kind in says]
    for text in material.texts:
        for pattern, instead in rules:
            match = pattern.search(text.text)
            if match and instead not in text.text:
                quote = match.group()
                reason = _WHOSE.get(
                    instead, f"คำว่า {quote} ใช้กับหน่วยงานอีกประเภทหนึ่ง หน่วยงานของท่านใช้ {instead}"
                )
                yield Finding(
                    kind=Kind.LEGAL_WORD,
                    level=Level.LOOK_AT,
                    place=text.place,
                    title="คำที่ใช้ไม่ตรงกับประเภทหน่วยงาน",
                    message=reason,
                    quote=quote,
                    suggestion=instead,
                )
