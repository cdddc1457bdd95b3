"""The frozen values that forms, importers and commands hand to the services.

`as_json` gives the published shape of a report; `reports/report.schema.json` describes it.
All texts have passed `ita_portal.thai.text.clean`; years are Buddhist Era.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from ita_portal.thai.periods import Period


class PeriodKind(StrEnum):
    """What the words of a period mean; the words themselves are always kept."""

    NONE = ""  # no words at all
    RANGE = "range"  # two full dates, or one day
    MONTHS = "months"  # "ต.ค. ๖๗ - ก.ย. ๖๘", "มี.ค. – ก.ย.๖๔", "เมษายน ๒๕๖๔"
    QUARTERS = "quarters"  # "ไตรมาส ๑ - ๔"
    MONTHLY = "monthly"  # "ทุกเดือน"
    YEAR = "year"  # "ตลอดปีงบประมาณ", "ปีงบประมาณ พ.ศ. ๒๕๖๘"
    FREE = "free"  # words that could not be read: no dates


class MeasureStatus(StrEnum):
    """How far a measure has come."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    NOT_DONE = "not_done"


@dataclass(frozen=True, kw_only=True)
class PeriodInput:
    """The words of a period as printed, and what they mean (dates are both inclusive)."""

    text: str = ""
    kind: PeriodKind = PeriodKind.NONE
    start: date | None = None
    end: date | None = None

    @classmethod
    def of(cls, read: Period) -> PeriodInput:
        return cls(text=read.text, kind=PeriodKind(read.kind), start=read.start, end=read.end)


@dataclass(frozen=True, kw_only=True)
class OwnerInput:
    """One responsible party in the words as printed."""

    text: str


@dataclass(frozen=True, kw_only=True)
class ItemInput:
    """One output, outcome or suggestion; `mark` is its list mark as printed ("๑.", "-", "")."""

    text: str
    mark: str = ""


@dataclass(frozen=True, kw_only=True)
class StepInput:
    """One step; `depth` 0, 1 or 2 nests it under the nearest step above of a smaller depth."""

    text: str
    mark: str = ""
    depth: int = 0
    owners: tuple[OwnerInput, ...] = ()
    period: PeriodInput = PeriodInput()
    outputs: tuple[ItemInput, ...] = ()
    suggestions: tuple[ItemInput, ...] = ()


def written(steps: Sequence[StepInput]) -> tuple[StepInput, ...]:
    """The steps without those that were added and hold nothing yet, nor anything below them."""
    kept: list[StepInput] = []
    for step in reversed(steps):
        has_children = bool(kept) and kept[-1].depth > step.depth
        if has_children or replace(step, mark="", depth=0) != StepInput(text=""):
            kept.append(step)
    return tuple(kept[::-1])


@dataclass(frozen=True, kw_only=True)
class ExtraInput:
    """A cell of a column that no field of a measure stands for, under that column's heading."""

    heading: str
    text: str


@dataclass(frozen=True, kw_only=True)
class MeasureInput:
    """One measure.

    `number` is the number as printed ("๓." or "๓"). `title` may hold several activity lines,
    each with the dash it was written with. `issue` is the heading above the title, without its
    number. `steps_lead` is a line that stands above a numbered list of steps.
    """

    title: str
    number: str = ""
    issue: str = ""
    status: MeasureStatus = MeasureStatus.NOT_STARTED
    expected_on: date | None = None
    status_reason: str = ""
    period: PeriodInput = PeriodInput()
    owners: tuple[OwnerInput, ...] = ()
    steps_lead: str = ""
    steps: tuple[StepInput, ...] = ()
    outputs: tuple[ItemInput, ...] = ()
    outcomes: tuple[ItemInput, ...] = ()
    suggestions: tuple[ItemInput, ...] = ()
    extras: tuple[ExtraInput, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OrganizationInput:
    """`kind` is the short form: อบจ. ทน. ทม. ทต. อบต. พัทยา กทม., or "" when not named."""

    name: str = ""
    kind: str = ""
    subdistrict: str = ""
    district: str = ""
    province: str = ""


@dataclass(frozen=True, kw_only=True)
class ItaInput:
    """The ITA result quoted; `total` is a decimal with two places ("93.96"), as text."""

    year: int | None = None
    total: str | None = None
    level: str = ""


@dataclass(frozen=True, kw_only=True)
class PlanInput:
    """The texts of a plan itself; scores have two places.

    `place_text` is the line below the title that says whose the report is, as printed; empty, it
    is made of the organization. `cover` and `issues_text` have one printed line a line, and
    `annex_lead` stands in the annex before its first measure.
    """

    title: str
    place_text: str = ""
    cover: str = ""
    introduction: str = ""
    ita_year: int | None = None
    ita_total: Decimal | None = None
    ita_iit: Decimal | None = None
    ita_eit: Decimal | None = None
    ita_oit: Decimal | None = None
    ita_level: str = ""
    issues_text: str = ""
    annex_heading: str = ""
    annex_lead: str = ""


@dataclass(frozen=True, kw_only=True)
class StockInput:
    """A measure that many take every year; `position` 0 leaves it where it stands."""

    name: str
    title: str
    issue: str = ""
    steps: tuple[str, ...] = ()
    period: str = ""
    owners: tuple[str, ...] = ()
    is_offered: bool = True
    position: int = 0


@dataclass(frozen=True, kw_only=True)
class ColumnInput:
    """One column; `field` is a name of `reports.layouts.FIELDS`, or "extra"."""

    field: str
    heading: str


@dataclass(frozen=True, kw_only=True)
class AnnexInput:
    """One heading of the photo annex and the words under it ("-ยังไม่ได้ดำเนินการ")."""

    number: str
    heading: str
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class ProblemInput:
    """Something a person should look at; `place` says where in the source, `quote` the words.

    `kind` is a stable code; `suggestion` is the text proposed instead of `quote`, if any.
    """

    kind: str
    message: str
    place: str = ""
    quote: str = ""
    suggestion: str = ""


@dataclass(frozen=True, kw_only=True)
class ReportInput:
    """A whole report as read from one source.

    `title`, `place_text` and each paragraph of `introduction` keep their printed lines, parted by
    a newline; an empty line parts the paragraphs. `place_text` is the line that `organization`
    was read from, `annex_lead` what stands in the annex before its first number. `issues` are the
    issues that the introduction lists.
    """

    organization: OrganizationInput = OrganizationInput()
    fiscal_year: int | None = None
    title: str = ""
    place_text: str = ""
    cover: tuple[str, ...] = ()
    introduction: str = ""
    ita: ItaInput = ItaInput()
    issues: tuple[str, ...] = ()
    columns: tuple[ColumnInput, ...] = ()
    measures: tuple[MeasureInput, ...] = ()
    annex_heading: str = ""
    annex_lead: str = ""
    annex: tuple[AnnexInput, ...] = ()
    problems: tuple[ProblemInput, ...] = ()


def as_json(report: ReportInput) -> dict[str, Any]:
    """The report as plain JSON values: dates ISO, enums their values, tuples lists."""
    plain: dict[str, Any] = as_plain(report)
    return plain


def as_plain(value: object) -> Any:
    """A frozen value as plain JSON values."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [as_plain(item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return {name: as_plain(getattr(value, name)) for name in value.__dataclass_fields__}
    return value
