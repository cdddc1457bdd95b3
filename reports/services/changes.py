"""What changed from one version of a report to another, field by field, in Thai words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ita_portal.thai.dates import format_date
from ita_portal.thai.numerals import to_thai
from measures.inputs import MeasureStatus
from measures.models.measure import STATUS_LABELS
from measures.writing import Part, difference
from reports.layouts import LayoutSpec
from reports.services.laid_out import layout_changes
from reports.services.pairing import moved_in, pairs_of
from reports.snapshot import Item, MeasureRow, ReportSnapshot, StepRow

Kind = Literal["changed", "moved", "added", "removed"]
_KEPT = 0.4  # of the letters of the shorter text, below which a line was written anew

HEAD_LABELS = {
    "title": "ชื่อรายงาน",
    "place": "บรรทัดใต้ชื่อรายงาน",
    "assessment_year": "ใช้ประเมินปี พ.ศ.",
    "cover": "หน้าปก",
    "introduction": "บทนำ",
    "ita": "ผลการประเมิน ITA",
    "issues": "รายการประเด็น",
    "annex": "ภาคผนวก",
    "columns": "ช่องของตาราง",
    "signatures": "ช่องลงนาม",
    "layout": "การจัดหน้า",
}
FIELD_LABELS = {
    "issue": "ประเด็น",
    "title": "มาตรการ/โครงการ/กิจกรรม",
    "status": "สถานะ",
    "steps_lead": "ข้อความนำก่อนขั้นตอน",
    "steps": "ขั้นตอน",
    "period": "ระยะเวลา",
    "owners": "ผู้รับผิดชอบ",
    "outputs": "ผลการดำเนินการ",
    "outcomes": "ผลลัพธ์",
    "suggestions": "ข้อเสนอแนะ",
    "extras": "ช่องอื่น",
    "evidence": "หลักฐาน",
}


@dataclass(frozen=True, kw_only=True)
class FieldChange:
    """One text that is not what it was."""

    field: str
    label: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, kw_only=True)
class MeasureChange:
    """A measure that is not what it was; `place` counts from 1 in the new version.

    One that was removed has the place that it had.
    """

    kind: Kind
    place: int
    was: int | None
    name: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, kw_only=True)
class Changes:
    """All that changed; `same` are the places of measures that did not."""

    head: tuple[FieldChange, ...]
    measures: tuple[MeasureChange, ...]
    same: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many places a reader has to look at."""
        return len(self.head) + sum(
            len(each.fields) if each.kind == "changed" else 1 for each in self.measures
        )


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A report with the table in which it is printed."""

    snapshot: ReportSnapshot
    layout: LayoutSpec


def changes_between(old: Drawn, new: Drawn) -> Changes:
    """What a reader of `old` has not read yet."""
    before, after = old.snapshot.measures, new.snapshot.measures
    pairs = pairs_of(before, after)
    moved = moved_in(pairs)
    labels = _labels(new.layout)
    found: list[MeasureChange] = []
    same: list[int] = []
    for place, measure in enumerate(after):
        was = pairs.get(place)
        fields = _fields(_texts(before[was]) if was is not None else {}, _texts(measure), labels)
        kind: Kind = "added" if was is None else "changed" if fields else "moved"
        if was is not None and not fields and place not in moved:
            same.append(place + 1)
            continue
        origin = None if was is None else was + 1
        found.append(_change(kind, place, origin if place in moved else None, measure, fields))
    gone = sorted(set(range(len(before))) - set(pairs.values()))
    found += [
        _change(
            "removed", place, place + 1, before[place], _fields(_texts(before[place]), {}, labels)
        )
        for place in gone
    ]
    laid, anew = layout_changes((old.snapshot, old.layout), (new.snapshot, new.layout))
    head = _fields(_head(old) | {"layout": laid}, _head(new) | {"layout": anew}, HEAD_LABELS)
    return Changes(head=head, measures=tuple(found), same=tuple(same))


def text_of_measure(measure: MeasureRow, field: str) -> str:
    """What a measure says in a field that `changes_between` names; "" for what is no such field."""
    return _texts(measure).get(field, "")


def text_of_report(drawn: Drawn, field: str) -> str:
    """The same of what a report says beside its measures."""
    return _head(drawn).get(field, "")


def _change(
    kind: Kind, place: int, was: int | None, measure: MeasureRow, fields: tuple[FieldChange, ...]
) -> MeasureChange:
    return MeasureChange(kind=kind, place=place + 1, was=was, name=measure.name, fields=fields)


def _fields(
    old: Mapping[str, str], new: Mapping[str, str], labels: Mapping[str, str]
) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(
            field=field,
            label=label,
            parts=_parts(field, old.get(field, ""), new.get(field, "")),
        )
        for field, label in labels.items()
        if old.get(field, "") != new.get(field, "")
    )


def _parts(field: str, old: str, new: str) -> tuple[Part, ...]:
    """What differs; what is one of a few words is never taken apart."""
    if field not in ("status", "layout"):
        return _readable(difference(old, new))
    parts = Part(kind="removed", text=old), Part(kind="added", text=new)
    return tuple(part for part in parts if part.text)


def _readable(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Lines that were written anew, shown whole: a few words in common make no text to read."""
    shown: list[Part] = []
    block: list[Part] = []
    for part in parts:
        if part.kind != "same" or "\n" not in part.text:
            block.append(part)
            continue
        first, last = part.text.index("\n") + 1, part.text.rindex("\n") + 1
        head, line, tail = part.text[:first], part.text[first:last], part.text[last:]
        shown += _whole_if_rewritten([*block, Part(kind="same", text=head)])
        shown += [Part(kind="same", text=line)] if line else []
        block = [Part(kind="same", text=tail)] if tail else []
    return tuple(shown + _whole_if_rewritten(block))


def _whole_if_rewritten(block: list[Part]) -> list[Part]:
    block = [part for part in block if part.text]
    old = "".join(part.text for part in block if part.kind != "added")
    new = "".join(part.text for part in block if part.kind != "removed")
    same = sum(len(part.text.strip()) for part in block if part.kind == "same")
    if not old.strip() or not new.strip() or same >= _KEPT * min(len(old), len(new)):
        return block
    return [Part(kind="removed", text=old), Part(kind="added", text=new)]


def _labels(layout: LayoutSpec) -> dict[str, str]:
    """The fields as this table calls them."""
    headings = {column.field: " ".join(column.heading.split()) for column in layout.columns}
    headings["title"] = headings.get("measure", "")
    return {field: headings.get(field) or label for field, label in FIELD_LABELS.items()}


def _head(drawn: Drawn) -> dict[str, str]:
    report = drawn.snapshot
    annex = [report.annex_heading, report.annex_lead]
    annex += [f"{entry.number} {entry.heading}\n{entry.text}".strip() for entry in report.annex]
    ita = (report.ita.year and f"พ.ศ. {report.ita.year}", report.ita.total, report.ita.level)
    return {
        "title": report.title,
        "place": report.place_text,
        "assessment_year": to_thai(str(report.assessment_year or "")),
        "cover": _lines(report.cover),
        "introduction": report.introduction,
        "ita": to_thai(" ".join(str(part) for part in ita if part)),
        "issues": _lines(report.issues),
        "annex": _lines(annex),
        "columns": _lines(column.heading for column in drawn.layout.columns),
        "signatures": _lines(
            "\n".join(filter(None, (each.role, each.name, each.title)))
            for each in drawn.layout.signatures
        ),
    }


def _texts(measure: MeasureRow) -> dict[str, str]:
    """What a measure says, one text a field. Numbers of steps are left out: all of them change
    when one is put between.
    """
    return {
        "issue": measure.issue,
        "title": measure.title,
        "status": _status(measure),
        "steps_lead": measure.steps_lead,
        "steps": _lines(_step(step) for step in measure.steps),
        "period": measure.period.text,
        "owners": _lines(measure.owners),
        "outputs": _items(measure.outputs),
        "outcomes": _items(measure.outcomes),
        "suggestions": _items(measure.suggestions),
        "extras": _lines(f"{extra.heading}: {extra.text}" for extra in measure.extras),
        "evidence": _lines(" ".join(filter(None, [e.caption, e.url])) for e in measure.evidence),
    }


def _step(step: StepRow) -> str:
    """A step with what is of it alone."""
    own = {
        "ระยะเวลา": step.period.text,
        "ผู้รับผิดชอบ": ", ".join(step.owners),
        "ผลการดำเนินการ": _items(step.outputs),
        "ข้อเสนอแนะ": _items(step.suggestions),
    }
    lines = ["– " * step.depth + step.text]
    return _lines(lines + [f"{label}: {text}" for label, text in own.items() if text])


def _status(measure: MeasureRow) -> str:
    words = [str(STATUS_LABELS[MeasureStatus(measure.status)])]
    if measure.expected_on:
        words.append(f"คาดว่า {format_date(date.fromisoformat(measure.expected_on), 'medium')}")
    return " ".join([*words, *filter(None, [measure.status_reason])])


def _items(items: Iterable[Item]) -> str:
    return _lines(item.text for item in items)


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(filter(None, texts))
