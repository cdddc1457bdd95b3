"""Results that are not yet results: blanks to fill in, goals, and the opposite of what is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.checks.findings import Finding, Kind, Level, Place
from reports.checks.material import RESULTS, SHORT_LABELS, Material, Text
from reports.checks.patterns import DIGIT, NUMBER, is_blank, spaced
from reports.snapshot import Item, MeasureRow

_UNITS = "ครั้ง|คน|ราย|เรื่อง|ฉบับ|แห่ง|ช่องทาง|ชุด|โครงการ|กิจกรรม|บาท|รายการ|คะแนน|ร้อยละ|หน่วย"
_SPANS = "เดือน|ปี|ไตรมาส|ครั้ง|คน|วัน|สัปดาห์"
_MAY_BE_FILLED_IN = re.compile(r"[(\[.…_xX]")
_TO_FILL_IN = re.compile(
    r"[(\[]\s*(?:โปรด)?(?:ระบุ|กรอก|เติม)\s*"
    r"(?:จำนวน|ตัวเลข|ร้อยละ|วันที่|ปี|ชื่อ|ข้อความ|ข้อมูล)?[\s.…_]*[)\]]"
    rf"|\(\s*จำนวน\s*(?:{_UNITS})?\s*(?:(?:/|ต่อ)\s*(?:{_SPANS})\s*)?\)"
    r"|\.{4,}|…{2,}|_{3,}"
    r"|(?<=จำนวน)\s*(?:\.{3,}|…+)|(?<=ร้อยละ)\s*(?:\.{3,}|…+)"
    r"|(?<![A-Za-z])[xX]{2,}(?![A-Za-z])"
)

_GOAL = re.compile(
    spaced("ไม่น้อยกว่า", "ไม่ต่ำกว่า", "อย่างน้อย")
    + rf"\s*(?:ร้อยละ|จำนวน|ปีละ|คนละ|เดือนละ)?\s*{NUMBER}(?:\s*(?:{_UNITS})(?:/(?:{_SPANS}))?)?"
)
_YEARS = re.compile(rf"(?:พ\.\s*ศ\.?|ปี|งบประมาณ)\s*{DIGIT}+|{DIGIT}{{4}}")
_REACHED = re.compile(spaced("เป้าหมาย", "บรรลุ", "ได้คะแนน", "คิดเป็น", "เกณฑ์"))

_MADE = spaced("ทำให้เกิด", "ก่อให้เกิด", "ส่งผลให้เกิด")
_HARM = spaced(
    *("ข้อผิดพลาด", "ความผิดพลาด", "การทุจริต", "ความล่าช้า", "ความเสียหาย", "ความสับสน"),
    *("ข้อร้องเรียน", "ผลประโยชน์ทับซ้อน"),
)
_REVERSED = re.compile(_MADE + " ?" + _HARM)
_TURNED = re.compile(
    spaced("ไม่", "มิ", "ลด", "ป้องกัน", "หลีกเลี่ยง", "ขจัด", "แก้ไข", "อาจ", "เสี่ยง", "หาก")
    + "|"
    + spaced("กรณี", "ที่จะ", "สาเหตุ", "โอกาส", "ช่องว่าง", "ระงับ", "ยับยั้ง", "ปัจจัย", "เหตุที่")
)
_LESS = re.compile(r"\s*\S{0,12}?(?:น้อย|ลดลง|ไม่ได้|ยาก)")
_REACH = 45  # letters before the words in which they may be turned round


def check_placeholders(material: Material) -> Iterator[Finding]:
    """Blanks that a form left to fill in: "(จำนวนครั้ง/เดือน)", "จำนวน ........ คน"."""
    for text in material.texts:
        may_be = _MAY_BE_FILLED_IN.search(text.text)
        match = _TO_FILL_IN.search(text.text) if may_be else None
        if match is None or is_blank(text.text):
            continue
        field = text.place.field
        yield text.found(
            Kind.PLACEHOLDER,
            material.demanded(field) if field in RESULTS else Level.LOOK_AT,
            title=f"{SHORT_LABELS.get(field, 'ข้อความ')}ยังเป็นช่องให้เติม",
            message=f"“{match.group().strip()}” ยังไม่ได้ใส่ข้อความหรือตัวเลขจริง",
            quote=match.group().strip(),
        )


def check_blank_results(material: Material) -> Iterator[Finding]:
    """Results of nothing but dashes or dots."""
    for at, measure in enumerate(material.snapshot.measures):
        for field in RESULTS:
            if field in material.fields:
                yield from _blank_result(material, at, field, measure)


def _blank_result(
    material: Material, at: int, field: str, measure: MeasureRow
) -> Iterator[Finding]:
    rows: list[tuple[Place, Item]] = [
        (Place(field=field, measure=at, item=number), item)
        for number, item in enumerate(getattr(measure, field))
    ]
    for number, step in enumerate(measure.steps if field == "outputs" else ()):
        rows += [
            (Place(field=field, measure=at, step=number, item=place), item)
            for place, item in enumerate(step.outputs)
        ]
    blank = [(place, item) for place, item in rows if is_blank(item.text)]
    if not blank or (measure.status == "not_done" and field == "outcomes"):
        return
    is_all = len(blank) == len(rows)
    demanded = material.demanded(field) if is_all and measure.status == "done" else Level.LOOK_AT
    label = SHORT_LABELS[field]
    for place, item in blank:
        yield Finding(
            kind=Kind.EMPTY_RESULT,
            level=demanded,
            place=place,
            title=f"{label}ยังว่างอยู่",
            message=f"มีเพียง “{item.text}” โปรดเขียน{label}ที่เกิดขึ้นจริง",
            quote=item.text,
        )


def check_goals(material: Material) -> Iterator[Finding]:
    """Results that repeat the goal and do not say what was reached."""
    for text in material.results:
        match = _GOAL.search(text.text)
        if match is None or _REACHED.search(text.text):
            continue
        rest = _YEARS.sub("", text.text[: match.start()] + text.text[match.end() :])
        if not re.search(DIGIT, rest):
            label = SHORT_LABELS[text.place.field]
            yield text.found(
                Kind.GOAL,
                Level.LOOK_AT,
                title=f"{label}เขียนเป็นเป้าหมาย",
                message=f"“{match.group()}” เป็นเป้าหมาย โปรดใส่ตัวเลขที่ทำได้จริง",
                quote=match.group(),
            )


def check_reversed(material: Material) -> Iterator[Finding]:
    """Results that name harm as what came of the work: a ไม่ or ลด was lost."""
    for text in material.results:
        for match in _REVERSED.finditer(text.text):
            before = text.text[max(0, match.start() - _REACH) : match.start()]
            if not _TURNED.search(before) and not _LESS.match(text.text, match.end()):
                yield _reversed(text, match.group())


def _reversed(text: Text, quote: str) -> Finding:
    label = SHORT_LABELS[text.place.field]
    turned = re.sub("เ ?กิ ?ด", "ไม่เกิด", quote, count=1)
    return Finding(
        kind=Kind.REVERSED,
        level=Level.LOOK_AT,
        place=text.place,
        title=f"{label}มีความหมายตรงข้าม",
        message=f"“{quote}” อ่านแล้วเป็นผลเสีย หากหมายถึงป้องกันได้ โปรดแก้เป็น “{turned}”",
        quote=quote,
        suggestion=turned,
    )
