"""The answers to the OIT items that ask for report and measures: link, way there, what is where."""

from __future__ import annotations

from dataclasses import dataclass

from ita_portal.thai.numerals import to_thai
from reports.elements import ANALYSIS, FOLLOW_UP, elements_of, must_show
from reports.kinds import Kind
from reports.layouts import LayoutSpec
from reports.snapshot import ReportSnapshot

# the heading above the table on the public page
TABLES = {Kind.REPORT: "ผลการดำเนินการตามมาตรการ", Kind.MEASURES: "มาตรการและการกำกับติดตาม"}
# and above what stands before it
OPENINGS = {Kind.REPORT: "บทนำ", Kind.MEASURES: "การวิเคราะห์ผลการประเมิน"}


@dataclass(frozen=True, kw_only=True)
class ElementPlace:
    """Where an element is answered: the headings of its columns; how many measures have it.

    `is_above` is what stands above the table, under a heading of its own.
    """

    label: str
    headings: tuple[str, ...]
    found: int
    total: int
    is_above: bool = False

    @property
    def is_complete(self) -> bool:
        return bool(self.headings) and 0 < self.total == self.found


def element_places(snapshot: ReportSnapshot, layout: LayoutSpec) -> tuple[ElementPlace, ...]:
    """What is asked for, in its official order; none for a report of which nothing is required."""
    if not must_show(snapshot):
        return ()
    return tuple(
        ElementPlace(
            label=element.label,
            headings=_headings(element.field, layout),
            found=element.found,
            total=element.total,
            is_above=element.field == ANALYSIS,
        )
        for element in elements_of(snapshot)
    )


def _headings(field: str, layout: LayoutSpec) -> tuple[str, ...]:
    if field == ANALYSIS:
        return (OPENINGS[Kind.MEASURES],)
    return tuple(
        " ".join(column.heading.split())
        for column in layout.columns
        if column.field == field or (field == "follow_up" and column.heading == FOLLOW_UP)
    )


@dataclass(frozen=True, kw_only=True)
class Links:
    """Addresses in full: of the portal's first page, the report for good, and its PDF."""

    home: str
    report: str
    pdf: str


def _way(organization: str, year: str, kind: Kind) -> list[str]:
    """Where to click on the pages of the public, in order."""
    steps = [
        "เลือก “รายงานทั้งหมด”",
        "" if kind.is_report else f"เลือก “{kind.noun}”",
        f"พิมพ์ “{organization}” ในช่อง “ค้นหาหน่วยงานหรือมาตรการ” แล้วเลือก “ค้นหา”",
        f"เลือก{kind.noun}ปีงบประมาณ พ.ศ. {year} ใต้หัวข้อ “หน่วยงานที่ตรงกัน”",
    ]
    return [to_thai(f"{number}. ") + step for number, step in enumerate(filter(None, steps), 1)]


def explanation(
    snapshot: ReportSnapshot,
    layout: LayoutSpec,
    *,
    links: Links,
    published: str,
    kind: Kind = Kind.REPORT,
) -> str:
    """The text to be pasted beside the link; `published` tells version and date."""
    organization, year = snapshot.organization.name, to_thai(str(snapshot.fiscal_year))
    title = " ".join(snapshot.title.split())
    lines = [
        f"{organization} เผยแพร่ “{title}” {published}",
        f"ลิงก์เปิดตรงถึง{kind.noun} ไม่ต้องเข้าสู่ระบบ และไม่เปลี่ยนเมื่อออกฉบับใหม่",
        f"{kind.noun}: {links.report}",
        f"ไฟล์ PDF: {links.pdf}",
        "",
        f"หากเริ่มจากหน้าแรก {links.home}",
        *_way(organization, year, kind),
    ]
    places = [place for place in element_places(snapshot, layout) if place.headings]
    if places:
        lines += ["", f"องค์ประกอบของ{kind.noun}อยู่ในตาราง “{TABLES[kind]}”"]
        for number, place in enumerate(places, start=1):
            columns = " และ ".join(f"“{heading}”" for heading in place.headings)
            within = "หัวข้อ" if place.is_above else "ช่อง"
            lines.append(to_thai(f"{number}. {place.label} ") + f"อยู่ใน{within} {columns}")
    return "\n".join(lines)
