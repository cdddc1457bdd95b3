"""Names of other organizations in the text, and the own one spelled otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ita_portal.thai.text import squash
from reports.checks.findings import Finding, Kind, Level
from reports.checks.material import Context, Material, Text
from reports.layouts import LayoutSpec
from reports.snapshot import ReportSnapshot

_KINDS = {
    "องค์การบริหารส่วนจังหวัด": "องค์การบริหารส่วนจังหวัด",
    "องค์การบริหารส่วนตำบล": "องค์การบริหารส่วนตำบล",
    "เทศบาลนคร": "เทศบาลนคร",
    "เทศบาลเมือง": "เทศบาลเมือง",
    "เทศบาลตำบล": "เทศบาลตำบล",
    "นายกเทศมนตรีนคร": "เทศบาลนคร",
    "นายกเทศมนตรีเมือง": "เทศบาลเมือง",
    "นายกเทศมนตรีตำบล": "เทศบาลตำบล",
    "อบจ.": "องค์การบริหารส่วนจังหวัด",
    "อบต.": "องค์การบริหารส่วนตำบล",
    "ทน.": "เทศบาลนคร",
    "ทม.": "เทศบาลเมือง",
    "ทต.": "เทศบาลตำบล",
}
_PROVINCIAL = "องค์การบริหารส่วนจังหวัด"
_KIND = re.compile("|".join(rf"(?<![ก-ฮ]){re.escape(k)}" if k[-1] == "." else k for k in _KINDS))
_RUN = re.compile("[ก-ฺเ-๎]+")
_REACH = 60  # letters after a kind in which its name stands
_SHORTEST, _LONGEST = 3, 20  # letters of a name
_SENTENCE = 24  # a run of letters this long, without a word that ends a name, is no name
_MOST_MENTIONS = 20  # that are looked up

# What follows a kind where it stands for the own organization, without a name.
_NO_NAME = re.compile(
    "|".join(
        (
            "ได้|มี|จะ|จึง|และ|หรือ|ที่|ใน|ให้|ของ|โดย|เพื่อ|เป็น|กับ|แก่|ตาม|ด้วย|จาก|ถึง|ว่า|ก็|ไม่|ยัง|อยู่|ควร|ต้อง",
            "ขอให้|ขอความ|ขออนุ|ขอรับ|ขอเชิญ|ร่วม|สามารถ|ทุก|ทั้ง|ทั่ว|อื่น|ต่าง|ดังกล่าว|นี้|นั้น|แต่|เอง|ใกล้|ข้าง|แห่ง",
            "ซึ่ง|แล้ว|ก่อน|ระหว่าง|เพราะ|เนื่อง|หาก|เมื่อ|คือ|อย่าง|อัน|ไว้|เพียง|เท่านั้น|ปัจจุบัน|ตั้งแต่|ตั้งอยู่",
            "ดำเนิน|จัด|กำหนด|ปฏิบัติ|ประกาศ|ประชา|ประชุม|ประกอบ|ประจำ|ประธาน|เผยแพร่|มอบ|ส่ง|รับ|ตรวจ|ใช้|พร้อม|ผ่าน",
            "พิจารณา|เห็น|ทราบ|ออก|ทำ|สร้าง|พัฒนา|ปรับ|รวม|แสดง|อนุมัติ|สั่ง|แจ้ง|นำ|ชี้แจง|เปิด|บริ|รายงาน|รายได้|รายจ่าย",
            "ติดต|ควบคุม|สรุป|เสนอ|เชิญ|เน้น|มุ่ง|ยกย่อง|ยกระดับ|ลด|เพิ่ม|ยึด|แบ่ง|เข้า|ลง|บรรลุ|เกิด|เคลื่อนที่|สัญจร|พบ",
            "ผู้|คณะ|ข้าราชการ|พนักงาน|บุคลากร|เจ้าหน้าที่|สมาชิก|ปลัด|เว็บ|หน่วย|ภาย|สังกัด|สำนัก|กอง|งาน|สภา|ศูนย์",
            "ขนาด|ประเภท|ชั้น|เรื่อง|ฉบับ|ข้อ|คำสั่ง|นโยบาย|โครงการ|กิจกรรม|แผน|งบ|วันที่|เดือน|ปี|เวลา|ครั้ง|ค่าใช้",
            "เดิม|ใสสะอาด|สุจริต|โปร่งใส|คุณธรรม|น่าอยู่|ต่อประชา|อำเภอ|จังหวัด|ตำบล|ท้องถิ่น",
        )
    )
)
# Before a name that is meant: work done together, and places that were visited.
_MEANT = re.compile("ร่วมกับ|ร่วมมือ|ดูงาน|บูรณาการ|เครือข่าย|สนับสนุน|โอน|ย้าย|ติดต่อกับ|ข้อตกลง|MOU")
_REACH_BEFORE = 40
# What ends a name that the next words run into.
_ENDS_NAME = re.compile(
    "จึง|ได้|และ|หรือ|เพื่อ|โดย|ซึ่ง|ประจำ|อำเภอ|จังหวัด|ตำบล|เป็น|ดำเนินการ|กำหนด|ให้|มีการ|ต้อง|สามารถ|ประกาศ"
    "|เผยแพร่|ยึดถือ|รับทราบ|จัดทำ|ปีงบ"
)


class _Mention(NamedTuple):
    """A kind with what follows: `rest` without spaces, `run` the letters right behind it."""

    text: Text
    start: int
    end: int
    kind: str
    rest: str
    run: str


def names_mentioned(snapshot: ReportSnapshot, layout: LayoutSpec) -> frozenset[str]:
    """What may be full names of other organizations; those that exist belong in the context."""
    material = Material(snapshot=snapshot, layout=layout, context=Context())
    asked: set[str] = set()
    for count, mention in enumerate(_others(material)):
        if count == _MOST_MENTIONS:
            break
        asked |= {
            mention.kind + mention.rest[:length]
            for length in range(2, min(len(mention.rest), _LONGEST) + 1)
        }
    return frozenset(asked)


def check_names(material: Material) -> Iterator[Finding]:
    """Each other organization once a text, and the own name where it is spelled otherwise."""
    told: set[tuple[Text, str]] = set()
    for mention in _others(material):
        finding = _other(mention, material)
        if finding and (mention.text, finding.quote) not in told:
            told.add((mention.text, finding.quote))
            yield finding


def _others(material: Material) -> Iterator[_Mention]:
    """Kinds of organization in the texts behind which the own name does not stand."""
    own_kind, own = _parted(material.snapshot.organization.name)
    if not own_kind:
        return
    for text in (*material.texts, *material.annex):
        for match in _KIND.finditer(text.text):
            after = text.text[match.end() : match.end() + _REACH]
            run = _RUN.match(after)
            kind, rest = _KINDS[match.group()], squash(after)
            if rest and not (rest.startswith(own) and kind == own_kind):
                words = run.group() if run else ""
                yield _Mention(text, match.start(), match.end(), kind, rest, words)


def _parted(name: str) -> tuple[str, str]:
    """Kind and place of a full name; of another one, nothing."""
    kind = next((kind for kind in set(_KINDS.values()) if name.startswith(kind)), "")
    return kind, squash(name[len(kind) :])


def _other(mention: _Mention, material: Material) -> Finding | None:
    own_name = material.snapshot.organization.name
    own_kind, own = _parted(own_name)
    known = _known(mention, material.context)
    if not known and mention.kind == own_kind and _is_near(mention.run[: len(own)], own):
        return _spelling(mention, mention.run[: len(own)], own_name)
    name = known or (own if mention.run.startswith(own) else _guess(mention.run))
    if not name or _is_meant(mention, material):
        return None
    return _other_name(mention, name, own_name)


def _is_meant(mention: _Mention, material: Material) -> bool:
    """Whether a text speaks of another organization on purpose, as all do of their province's."""
    province = squash(material.snapshot.organization.province)
    if province and mention.kind == _PROVINCIAL and mention.rest.startswith(province):
        return True
    before = mention.text.text[max(0, mention.start - _REACH_BEFORE) : mention.start]
    return bool(_MEANT.search(before))


def _known(mention: _Mention, context: Context) -> str:
    """The longest name of another organization that stands here."""
    for length in range(min(len(mention.rest), _LONGEST), 1, -1):
        if mention.kind + mention.rest[:length] in context.other_names:
            return mention.rest[:length]
    return ""


def _guess(run: str) -> str:
    """What looks like a name, where letters follow the kind at once."""
    if _NO_NAME.match(run):
        return ""
    end = _ENDS_NAME.search(run, 2)
    name = run[: end.start()] if end else run
    longest = _LONGEST if end else _SENTENCE
    return name if _SHORTEST <= len(name) <= longest else ""


def _is_near(name: str, own: str) -> bool:
    """Whether a name is the own one with a letter or two changed."""
    most = len(own) // 4
    if name == own or not most or abs(len(name) - len(own)) > most:
        return False
    return sum(a != b for a, b in zip(name, own, strict=False)) <= most


def _other_name(mention: _Mention, name: str, own_name: str) -> Finding:
    quote = _quote(mention, name)
    return Finding(
        kind=Kind.OTHER_NAME,
        level=Level.LOOK_AT,
        place=mention.text.place,
        title="มีชื่อหน่วยงานอื่น",
        message=f"พบ “{quote}” หน่วยงานของท่านคือ {own_name} โปรดตรวจว่าเป็นข้อความที่คัดลอกมาหรือไม่",
        quote=quote,
        suggestion=own_name,
    )


def _spelling(mention: _Mention, name: str, own_name: str) -> Finding:
    quote = _quote(mention, name)
    return Finding(
        kind=Kind.NAME_SPELLING,
        level=Level.LOOK_AT,
        place=mention.text.place,
        title="ชื่อหน่วยงานสะกดไม่ตรงกัน",
        message=f"พิมพ์ว่า “{quote}” แต่ชื่อที่บันทึกไว้คือ {own_name} โปรดตรวจว่าชื่อใดถูก",
        quote=quote,
        suggestion=own_name,
    )


def _quote(mention: _Mention, name: str) -> str:
    """The mention as it is written, with the spaces that stand in it."""
    text, end = mention.text.text, mention.end
    left = len(name)
    while left:
        left -= not text[end].isspace()
        end += 1
    return text[mention.start : end]
