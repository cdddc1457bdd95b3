"""A report of any number of measures, as long in each cell as the real ones are."""

from __future__ import annotations

import random

from ita_portal.thai.numerals import to_thai
from reports.layouts import STANDARD, LayoutSpec
from reports.snapshot import Item, MeasureRow, Organization, Period, ReportSnapshot, StepRow

LAYOUT: LayoutSpec = STANDARD["six-numbered"]

_VERBS = [
    "จัดทำ",
    "เผยแพร่",
    "ประชาสัมพันธ์",
    "แต่งตั้ง",
    "กำหนด",
    "ปรับปรุง",
    "ติดตาม",
    "รายงาน",
    "ตรวจสอบ",
    "ทบทวน",
]
_THINGS = (
    "คู่มือการปฏิบัติงาน",
    "ช่องทางการร้องเรียนเรื่องทุจริต",
    "แผนปฏิบัติการป้องกันการทุจริต",
    "ประมวลจริยธรรมพนักงานส่วนท้องถิ่น",
    "ข้อมูลการจัดซื้อจัดจ้าง",
    "ระบบบริการอิเล็กทรอนิกส์ (E-Service)",
    "ทะเบียนคุมทรัพย์สินของทางราชการ",
    "นโยบายไม่รับของขวัญ (No Gift Policy)",
    "รายงานการใช้จ่ายงบประมาณรายไตรมาส",
    "แบบสำรวจความพึงพอใจของผู้มารับบริการ",
)
_ENDS = (
    "ให้บุคลากรทราบและถือปฏิบัติอย่างเคร่งครัด",
    "บนเว็บไซต์หลักของหน่วยงานและสื่อสังคมออนไลน์ต่าง ๆ",
    "เพื่อให้ประชาชนได้รับความสะดวกรวดเร็วและเป็นธรรม",
    "ตามระเบียบและกฎหมายที่เกี่ยวข้อง",
    "พร้อมทั้งรายงานให้ผู้บริหารทราบทุกเดือน",
    "อย่างน้อยปีละ ๒ ครั้ง",
    "ในที่ประชุมประจำเดือนของเทศบาลฯ",
)
_PERIODS = ("๑ ตุลาคม ๒๕๖๗ - ๓๐ กันยายน ๒๕๖๘", "ต.ค. ๖๗ - ก.ย. ๖๘", "ไตรมาส ๑ - ๔", "ทุกเดือน")
_UNITS = ("สำนักปลัดเทศบาล", "กองคลัง", "กองช่าง", "กองยุทธศาสตร์และงบประมาณ", "ทุกสำนัก/กอง")


def synthetic(measures: int, seed: int = 7) -> ReportSnapshot:
    """The same report for the same arguments; about 600 letters a measure."""
    chosen = random.Random(seed)

    def sentence() -> str:
        words = (chosen.choice(_VERBS), chosen.choice(_THINGS), " ", chosen.choice(_ENDS))
        return "".join(words)

    def items(least: int, most: int) -> tuple[Item, ...]:
        count = chosen.randint(least, most)
        return tuple(Item(text=sentence(), mark=to_thai(f"{n}.")) for n in range(1, count + 1))

    rows = tuple(
        MeasureRow(
            number=to_thai(str(number)),
            title=f"มาตรการ{chosen.choice(_VERBS)}{chosen.choice(_THINGS)}ของเทศบาลเมืองตัวอย่าง",
            steps=tuple(StepRow(text=item.text, mark=item.mark) for item in items(2, 3)),
            period=Period(text=chosen.choice(_PERIODS)),
            owners=(chosen.choice(_UNITS),),
            outputs=items(1, 3),
            outcomes=items(1, 2),
        )
        for number in range(1, measures + 1)
    )
    return ReportSnapshot(
        organization=Organization(name="เทศบาลเมืองตัวอย่าง", district="เมือง", province="ตัวอย่าง"),
        fiscal_year=2568,
        title="รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
        introduction="จากผลการประเมินคุณธรรมและความโปร่งใส เทศบาลเมืองตัวอย่างรายงานผล ดังนี้",
        measures=rows,
    )
