"""The answer to the OIT item that asks for the report: link, way there, and what is where.

Item numbers change from round to round. Sources: the list of 43 items in a system of many local
governments (2564) and pages of agencies for 2565 and 2566; for 2569 the list of a public
organization. Those of 2567 and 2568 are inferred from neighbouring items: not confirmed.
"""

from __future__ import annotations

from dataclasses import dataclass

from ita_portal.thai.numerals import to_thai
from reports.elements import FIRST_YEAR, LABELS, elements_of
from reports.layouts import LayoutSpec
from reports.snapshot import ReportSnapshot

TABLE = "ผลการดำเนินการตามมาตรการ"  # the heading above the table on the public page


@dataclass(frozen=True, kw_only=True)
class AnswerItem:
    """An item of a round; its report is of the fiscal year so many years before the round."""

    code: str
    title: str
    years_before: int
    is_confirmed: bool


_PROMOTING = "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"
_CARRYING_OUT = AnswerItem(
    code="O43",
    title=f"การดำเนินการตาม{_PROMOTING}",
    years_before=0,
    is_confirmed=True,
)
_REPORTING = "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"
ITEMS = {
    **dict.fromkeys(range(2563, 2567), _CARRYING_OUT),
    2567: AnswerItem(code="O35", title=_REPORTING, years_before=1, is_confirmed=False),
    2568: AnswerItem(code="O28", title=_REPORTING, years_before=1, is_confirmed=False),
    2569: AnswerItem(code="O26", title=_REPORTING, years_before=1, is_confirmed=True),
}


@dataclass(frozen=True, kw_only=True)
class ElementPlace:
    """Where an element is answered: the headings of its columns; how many measures have it."""

    label: str
    headings: tuple[str, ...]
    found: int
    total: int

    @property
    def is_complete(self) -> bool:
        return bool(self.headings) and 0 < self.total == self.found


def element_places(snapshot: ReportSnapshot, layout: LayoutSpec) -> tuple[ElementPlace, ...]:
    """The six elements in their official order; none for reports of before they were asked for."""
    if (snapshot.fiscal_year or 0) < FIRST_YEAR:
        return ()
    return tuple(
        ElementPlace(
            label=element.label,
            headings=tuple(
                " ".join(column.heading.split())
                for column in layout.columns
                if column.field == field
            ),
            found=element.found,
            total=element.total,
        )
        for field, element in zip(LABELS, elements_of(snapshot), strict=True)
    )


@dataclass(frozen=True, kw_only=True)
class Links:
    """Addresses in full: of the portal's first page, the report for good, and its PDF."""

    home: str
    report: str
    pdf: str


def explanation(
    snapshot: ReportSnapshot, layout: LayoutSpec, *, links: Links, published: str
) -> str:
    """The text to be pasted beside the link; `published` tells version and date."""
    organization, year = snapshot.organization.name, to_thai(str(snapshot.fiscal_year))
    title = " ".join(snapshot.title.split())
    lines = [
        f"{organization} เผยแพร่ “{title}” {published}",
        "ลิงก์เปิดตรงถึงรายงาน ไม่ต้องเข้าสู่ระบบ และไม่เปลี่ยนเมื่อออกฉบับใหม่",
        f"รายงาน: {links.report}",
        f"ไฟล์ PDF: {links.pdf}",
        "",
        f"หากเริ่มจากหน้าแรก {links.home}",
        "๑. เลือก “รายงานทั้งหมด”",
        f"๒. พิมพ์ “{organization}” ในช่องชื่อหน่วยงาน แล้วเลือก “ค้นหา”",
        f"๓. เลือกรายงานปีงบประมาณ พ.ศ. {year}",
    ]
    places = [place for place in element_places(snapshot, layout) if place.headings]
    if places:
        lines += ["", f"องค์ประกอบของรายงานอยู่ในตาราง “{TABLE}”"]
        for number, place in enumerate(places, start=1):
            columns = " และ ".join(f"“{heading}”" for heading in place.headings)
            lines.append(to_thai(f"{number}. {place.label} ") + f"อยู่ในช่อง {columns}")
    return "\n".join(lines)
