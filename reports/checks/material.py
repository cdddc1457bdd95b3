"""What every check reads: the snapshot's texts, each with its place, and what is known beside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from reports.checks.findings import Finding, Kind, Level, Place
from reports.criteria import STANDARD_BOOK, Scale
from reports.elements import THE_SIX, asked_of
from reports.layouts import LayoutSpec
from reports.snapshot import Asked, MeasureRow, Period, ReportSnapshot, StepRow

SHORT_LABELS = {
    "measure": "มาตรการ",
    "steps": "ขั้นตอน",
    "period": "ระยะเวลา",
    "owners": "ผู้รับผิดชอบ",
    "outputs": "ผลการดำเนินการ",
    "outcomes": "ผลลัพธ์",
    "suggestions": "ข้อเสนอแนะ",
}
RESULTS = ("outputs", "outcomes")


@dataclass(frozen=True, kw_only=True)
class Context:
    """What the portal knows beside the report itself.

    `measure_keys` are stable names of the measures, in order; without them their titles serve.
    `other_names` are full names of other organizations, as far as `names_mentioned` asks;
    `last_introduction` is that of last year's report. `scales` are the levels of the years.
    """

    measure_keys: tuple[str, ...] = ()
    other_names: frozenset[str] = frozenset()
    last_introduction: str = ""
    scales: tuple[Scale, ...] = STANDARD_BOOK.scales


@dataclass(frozen=True)
class Text:
    """One text of the report and its place."""

    place: Place
    text: str

    def found(self, kind: Kind, level: Level, *, title: str, message: str, quote: str) -> Finding:
        """A finding about a piece of this text."""
        return Finding(
            kind=kind, level=level, place=self.place, title=title, message=message, quote=quote
        )


@dataclass(frozen=True, kw_only=True)
class Material:
    """A report to be checked. Only what its table shows is read."""

    snapshot: ReportSnapshot
    layout: LayoutSpec
    context: Context

    @cached_property
    def fields(self) -> frozenset[str]:
        return frozenset(column.field for column in self.layout.columns)

    @cached_property
    def required(self) -> tuple[Asked, ...]:
        """The elements that the report's round does not go without."""
        return tuple(asked for asked in asked_of(self.snapshot) if asked.is_required)

    @cached_property
    def looked_at(self) -> tuple[str, ...]:
        """The fields whose blank cells are told: what is asked for, and what most tables have."""
        asked = {asked.field for asked in asked_of(self.snapshot)} | set(THE_SIX)
        return tuple(field for field in SHORT_LABELS if field in asked)

    def demanded(self, field: str) -> Level:
        """How much a missing part weighs in this year's report."""
        fields = (asked.field for asked in self.required)
        return Level.MUST_FIX if field in fields else Level.LOOK_AT

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Every text, in the order in which it is printed; the annex is not among them."""
        return tuple(self._all_texts())

    @cached_property
    def annex(self) -> tuple[Text, ...]:
        """The texts of the annex, each at the measure whose number it bears."""
        numbers = {measure.number: at for at, measure in enumerate(self.snapshot.measures)}
        texts = [("", self.snapshot.annex_heading), ("", self.snapshot.annex_lead)]
        for entry in self.snapshot.annex:
            texts += [(entry.number, entry.heading), (entry.number, entry.text)]
        return tuple(
            Text(Place(field="annex", measure=numbers.get(number) if number else None), text)
            for number, text in texts
            if text
        )

    @property
    def cells(self) -> Iterator[Text]:
        """The texts of the table's cells."""
        return (text for text in self.texts if text.place.measure is not None)

    @property
    def results(self) -> Iterator[Text]:
        """Every output and outcome."""
        return (text for text in self.cells if text.place.field in RESULTS)

    @property
    def periods(self) -> Iterator[tuple[Place, Period]]:
        """Every period that has words."""
        if "period" not in self.fields:
            return
        for at, measure in enumerate(self.snapshot.measures):
            here = Place(field="period", measure=at)
            yield from ((here, measure.period),) if measure.period.text else ()
            for number, step in enumerate(measure.steps):
                if step.period.text:
                    yield replace(here, step=number), step.period

    def _all_texts(self) -> Iterator[Text]:
        snapshot = self.snapshot
        yield Text(Place(field="title"), snapshot.title)
        if snapshot.place_text:
            yield Text(Place(field="place_text"), snapshot.place_text)
        for number, line in enumerate(snapshot.cover if self.layout.has_cover else ()):
            yield Text(Place(field="cover", item=number), line)
        if snapshot.introduction:
            yield Text(Place(field="introduction"), snapshot.introduction)
        for at, measure in enumerate(snapshot.measures):
            for text in _measure_texts(measure):
                if text.place.column in self.fields:
                    yield Text(replace(text.place, measure=at), text.text)


def _measure_texts(measure: MeasureRow) -> Iterator[Text]:
    for field in ("issue", "title", "steps_lead"):
        if text := getattr(measure, field):
            yield Text(Place(field=field), text)
    for number, step in enumerate(measure.steps):
        yield Text(Place(field="steps", step=number), step.text)
        yield from _rows(step, ("outputs", "suggestions"), step=number)
    yield from _rows(measure, ("outputs", "outcomes", "suggestions"))
    for number, extra in enumerate(measure.extras):
        yield Text(Place(field="extras", item=number), extra.text)


def _rows(
    row: MeasureRow | StepRow, fields: tuple[str, ...], *, step: int | None = None
) -> Iterator[Text]:
    for number, owner in enumerate(row.owners):
        yield Text(Place(field="owners", step=step, item=number), owner)
    for field in fields:
        for number, item in enumerate(getattr(row, field)):
            yield Text(Place(field=field, step=step, item=number), item.text)
