"""What the page of findings shows, made ready for its template."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ita_portal.thai.numerals import to_thai
from measures.inputs import MeasureStatus
from measures.models import AnnualPlan, Measure
from measures.permissions import Rights
from measures.roles import Action
from reports.checks import Finding, Kind, told
from reports.elements import LABELS, asked_of
from reports.models import FindingDismissal, Report
from reports.services.findings import PlanCheck
from reports.services.progress import units_of
from reports.views.workspace.anchors import anchor_of
from reports.views.workspace.refusals import locked_title

LONGEST_QUOTE = 160
NOT_BEGUN = MeasureStatus.NOT_STARTED.value
_FIELDS = {
    "title": "ชื่อ",
    "place_text": "บรรทัดใต้ชื่อรายงาน",
    "cover": "หน้าปก",
    "introduction": "บทนำ",
    "ita_level": "ผลการประเมิน ITA",
    "layout": "รูปแบบตาราง",
    "issue": "ประเด็น",
    "status": "สถานะ",
    "period": "ระยะเวลา",
    "owners": "ผู้รับผิดชอบ",
    "steps_lead": "ข้อความนำก่อนขั้นตอน",
    "steps": "ขั้นตอน",
    "outputs": "ผลการดำเนินการ",
    "outcomes": "ผลลัพธ์",
    "suggestions": "ข้อเสนอแนะ",
    "extras": "ช่องอื่น",
    "annex": "ภาคผนวก",
}


FILTER_FROM = 12  # findings from which on a choice of measures is worth its place


@dataclass(frozen=True, kw_only=True)
class Row:
    """One finding. `before`, `quote` and `after` are its message with the quoted words apart."""

    finding: Finding
    heading: str
    before: str
    quote: str
    after: str
    where: str
    measure: Measure | None
    may_dismiss: bool
    dismissal: FindingDismissal | None

    @property
    def anchor(self) -> str:
        """Of the box in which it is mended."""
        return anchor_of(self.finding.place, self.measure)

    @property
    def asks_status(self) -> bool:
        """Whether one press says that the measure was done; its place in the editor says more."""
        is_asked = self.finding.place.field == "status" and self.finding.basis == NOT_BEGUN
        return self.may_dismiss and is_asked

    @property
    def measure_number(self) -> int | None:
        """As printed, from 1; None for the plan's own texts."""
        measure = self.finding.place.measure
        return None if measure is None else measure + 1


@dataclass(frozen=True, kw_only=True)
class Light:
    """One of the parts that the report must show: `state` is ok, warn or bad."""

    label: str
    words: str
    state: str


@dataclass(frozen=True, kw_only=True)
class Head:
    """What the page says first. `can_submit` is said to those whose part it is alone."""

    title: str
    must_fix: int
    look_at: int
    is_locked: bool
    has_report: bool
    is_submitter: bool

    @property
    def can_submit(self) -> bool:
        ready = self.has_report and not self.is_locked and not self.must_fix
        return self.is_submitter and ready


def head_of(checked: PlanCheck, plan: AnnualPlan, report: Report | None, rights: Rights) -> Head:
    """The answer to the one question that brings people here: may it be submitted?"""
    must_fix = len(checked.must_fix)
    look_at = len(checked.open_findings) - must_fix
    if plan.is_locked:
        title = locked_title(plan)
    elif must_fix:
        title = f"ยังส่งตรวจไม่ได้ ต้องแก้อีก {to_thai(must_fix)} จุด"
    elif look_at:
        title = f"ส่งตรวจได้ มีข้อสังเกตที่ควรดู {to_thai(look_at)} จุด"
    else:
        title = "ครบทุกองค์ประกอบ ไม่มีข้อสังเกต"
    return Head(
        title=title,
        must_fix=must_fix,
        look_at=look_at,
        is_locked=plan.is_locked,
        has_report=report is not None,
        is_submitter=rights.may(Action.SUBMIT_REPORT, plan.organization_id),
    )


def rows_of(checked: PlanCheck, plan: AnnualPlan, rights: Rights) -> list[Row]:
    """All findings: must-fix first, each kind in the order of the report."""
    may_write = _may_write(checked, plan, rights)
    rows = [_row(finding, checked, may_write) for finding in checked.findings]
    return sorted(rows, key=lambda row: not row.finding.is_must_fix)


def row_of(checked: PlanCheck, plan: AnnualPlan, rights: Rights, fingerprint: str) -> Row | None:
    """The finding with this fingerprint, if the checks find it."""
    may_write = _may_write(checked, plan, rights)
    found = (f for f in checked.findings if f.fingerprint == fingerprint)
    return next((_row(finding, checked, may_write) for finding in found), None)


def measures_of(rows: list[Row]) -> list[tuple[int, str]]:
    """The measures to choose from, where there is much to read; 0 is the plan's own texts."""
    if len(rows) < FILTER_FROM:
        return []
    numbers = sorted({row.measure_number or 0 for row in rows})
    return [
        (number, f"มาตรการที่ {to_thai(number)}" if number else "หัวรายงานและบทนำ")
        for number in numbers
    ]


def _row(finding: Finding, checked: PlanCheck, may_write: Callable[[int | None], bool]) -> Row:
    place = finding.place
    measure = None if place.measure is None else checked.measures[place.measure]
    before, quote, after = _parted(finding)
    return Row(
        finding=finding,
        heading=told(finding),
        before=before,
        quote=quote,
        after=after,
        where=_where(finding, checked),
        measure=measure,
        may_dismiss=not finding.is_must_fix and may_write(measure.pk if measure else None),
        dismissal=checked.dismissals.get(finding.fingerprint),
    )


def _parted(finding: Finding) -> tuple[str, str, str]:
    """The message around the quote that stands in it, or behind it."""
    quote = finding.quote
    if quote and quote in finding.message:
        before, _, after = finding.message.partition(quote)
    else:
        before, after = ("“", f"” {finding.message}") if quote else (finding.message, "")
    shown = quote if len(quote) <= LONGEST_QUOTE else f"{quote[:LONGEST_QUOTE]}…"
    return before, shown, after


def _where(finding: Finding, checked: PlanCheck) -> str:
    """The field, and of which measure."""
    place = finding.place
    words = _FIELDS.get(place.field, "")
    if place.step is not None:
        step = f"ขั้นตอนที่ {to_thai(str(place.step + 1))}"
        words = step if place.field == "steps" else f"{words}ของ{step}"
    elif place.item is not None and place.measure is not None:
        words += f" ข้อ {to_thai(str(place.item + 1))}"
    if place.measure is None:
        return words
    measure = checked.snapshot.measures[place.measure]
    return f"{words} · {measure.issue or measure.title.partition(chr(10))[0]}"


def _may_write(
    checked: PlanCheck, plan: AnnualPlan, rights: Rights
) -> Callable[[int | None], bool]:
    """Whether the person may write in a measure, or, for None, in the plan's own texts."""
    organization = plan.organization_id
    units = {} if rights.may_edit_all(organization) else units_of(checked.measures)

    def may_write(measure_id: int | None) -> bool:
        if plan.is_locked or measure_id is None:
            return not plan.is_locked and rights.may_edit_all(organization)
        return rights.may_edit(organization, units.get(measure_id, frozenset()))

    return may_write


def lights_of(checked: PlanCheck) -> list[Light]:
    """The parts that the table shows, each for all measures together."""
    states = checked.states
    asked = asked_of(checked.snapshot)
    labels = LABELS | {each.field: each.label for each in asked}
    required = {each.field for each in asked if each.is_required}
    open_findings = checked.open_findings
    lights = []
    for place, part in enumerate(states[0].parts if states else ()):
        marks = [state.parts[place].mark for state in states]
        here = [
            f for f in open_findings if f.place.measure is not None and f.place.column == part.field
        ]
        must_fix = sum(finding.is_must_fix for finding in here)
        if "n" in marks:
            word, state = ("ขาด", "bad") if part.field in required else ("ยังไม่มีใน", "warn")
            words = f"{word} {to_thai(marks.count('n'))} มาตรการ"
        elif must_fix:
            words, state = f"ต้องแก้ {to_thai(must_fix)} จุด", "bad"
        elif here:
            words, state = f"ครบ แต่ควรดู {to_thai(len(here))} จุด", "warn"
        else:
            words, state = f"ครบ {to_thai(len(marks))} จาก {to_thai(len(marks))}", "ok"
        lights.append(Light(label=labels[part.field], words=words, state=state))
    return lights + [
        Light(label=labels[finding.basis], words="ตารางไม่มีช่องนี้", state="bad")
        for finding in open_findings
        if finding.kind == Kind.MISSING_COLUMN
    ]
