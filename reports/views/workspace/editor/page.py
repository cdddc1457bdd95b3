"""The cards of the measure editor: only the columns of the table, under its own headings."""

from __future__ import annotations

from dataclasses import dataclass

from ita_portal.thai.text import squash
from measures.forms.guidance import GUIDANCE, Guidance
from measures.inputs import MeasureStatus
from measures.models import Measure
from measures.models.measure import STATUS_CHOICES, STATUS_LABELS
from measures.writing import cell_keys
from reports.checks.patterns import is_blank
from reports.layouts import FIELDS, LayoutSpec
from reports.views.workspace.editor.fields import Field, Kind, Texts
from reports.views.workspace.editor.steps import StepRow, step_rows

_WITH_RESULTS = (MeasureStatus.DONE, MeasureStatus.IN_PROGRESS)
NOT_BEGUN = MeasureStatus.NOT_STARTED.value
_FACTS: dict[str, Kind] = {"period": "period", "owners": "owners"}
_RESULTS: dict[str, Kind] = {"outputs": "list", "outcomes": "list", "suggestions": "list"}


@dataclass(frozen=True, kw_only=True)
class EditorPage:
    """The fields of a measure by card. `unprinted` has texts that the table has no column for."""

    about: tuple[Field, ...]
    steps_heading: str
    lead: Field
    steps: tuple[StepRow, ...]
    facts: tuple[Field, ...]
    results: tuple[Field, ...]
    status: tuple[Field, ...]
    annex: tuple[Field, ...]
    unprinted: tuple[Field, ...]
    per_step: bool

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every field of the page in its order."""
        rows = [f for row in self.steps for f in (row.mark, row.text, *row.more)]
        return (
            *self.about,
            self.lead,
            *rows,
            *self.facts,
            *self.results,
            *self.status,
            *self.annex,
            *self.unprinted,
        )

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """The cards of the page, the id and the name of each."""
        cards = (
            ("about", "มาตรการ", self.about),
            ("steps", "ขั้นตอน", self.steps_heading),
            ("facts", self.facts_heading, self.facts),
            ("results", "ผล", self.results),
            ("status", "สถานะ", self.status),
            ("annex", "ภาคผนวก", self.annex),
            ("unprinted", "ข้อความที่ตารางนี้ไม่พิมพ์", self.unprinted),
        )
        return tuple((key, name) for key, name, card in cards if card)

    @property
    def facts_heading(self) -> str:
        names = {"period": "ระยะเวลา", "owners": "ผู้รับผิดชอบ"}
        return "และ".join(names[field.key] for field in self.facts)

    @property
    def guides(self) -> tuple[tuple[str, Guidance], ...]:
        """The help of the page, by the field that opens it."""
        names = {"issue": "issue", "title": "measure"} | (
            {"steps": "steps"} if self.steps_heading else {}
        )
        shown = (*self.facts, *self.results)
        names |= {f.key: f.key for f in shown if f.key in GUIDANCE} | {"status": "status"}
        return tuple((key, GUIDANCE[name]) for key, name in names.items())

    @property
    def asks_status(self) -> bool:
        """Whether results are written of a measure that is still said not to have begun."""
        results = [f for f in self.fields if f.key.rpartition("-")[2] in ("outputs", "outcomes")]
        is_told = any(not is_blank(f.value) for f in results)
        return is_told and any(f.value == NOT_BEGUN for f in self.status)

    @property
    def offered(self) -> tuple[tuple[str, str], ...]:
        """The statuses of a measure that has results, the likelier first."""
        return tuple((status.value, STATUS_LABELS[status]) for status in _WITH_RESULTS)

    @property
    def opens_steps(self) -> bool:
        """Whether rows of steps may be added, moved and taken out."""
        return self.lead.is_open

    @property
    def refused(self) -> tuple[Field, ...]:
        return tuple(f for f in self.fields if f.error)

    @property
    def has_stale(self) -> bool:
        return any(f.is_stale for f in self.fields)


def editor_page(measure: Measure, layout: LayoutSpec, texts: Texts) -> EditorPage:
    """The page of a measure that was read with its rows."""
    headings = {column.field: column.heading for column in layout.columns}
    per_step = layout.rows == "step"
    steps = list(measure.steps.all())
    has_steps = "steps" in headings or bool(steps)
    return EditorPage(
        about=(
            texts.field("issue", "ประเด็น", "line"),
            texts.field("title", headings["measure"], "text"),
        ),
        steps_heading=headings.get("steps", FIELDS["steps"]) if has_steps else "",
        lead=texts.field("steps_lead", "ข้อความนำก่อนขั้นตอน", "text"),
        steps=step_rows(steps, layout.columns, texts, per_step=per_step) if has_steps else (),
        facts=_columns(headings, _FACTS, texts),
        results=_columns(headings, _RESULTS, texts) + _cells(measure, layout, texts, shown=True),
        status=_status(texts),
        annex=(texts.field("annex_text", "ข้อความในภาคผนวก", "text"),) if layout.has_annex else (),
        unprinted=_unprinted(headings, texts) + _cells(measure, layout, texts, shown=False),
        per_step=per_step,
    )


def _columns(headings: dict[str, str], kinds: dict[str, Kind], texts: Texts) -> tuple[Field, ...]:
    return tuple(
        texts.field(name, heading, kinds[name])
        for name, heading in headings.items()
        if name in kinds
    )


def _cells(measure: Measure, layout: LayoutSpec, texts: Texts, *, shown: bool) -> tuple[Field, ...]:
    """The cells under further columns of the table; not shown, those with texts that have none."""
    columns = {squash(heading) for heading in layout.extra_headings}
    keys = cell_keys(cell["heading"] for cell in measure.extras)
    return tuple(
        texts.field(key, cell["heading"], "text")
        for key, cell in zip(keys, measure.extras, strict=True)
        if (squash(cell["heading"]) in columns) == shown and (shown or texts.value(key))
    )


def _status(texts: Texts) -> tuple[Field, ...]:
    return (
        texts.field("status", "สถานะ", "choice", choices=tuple(STATUS_CHOICES)),
        texts.field("expected_on", "คาดว่าจะดำเนินการ", "date"),
        texts.field("status_reason", "เหตุผล", "text"),
    )


def _unprinted(headings: dict[str, str], texts: Texts) -> tuple[Field, ...]:
    kinds = {**_FACTS, **_RESULTS}
    return tuple(
        texts.field(name, FIELDS[name], kind)
        for name, kind in kinds.items()
        if name not in headings and texts.value(name)
    )
