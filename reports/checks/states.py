"""How far each measure is, as the task list shows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from ita_portal.thai.numerals import to_thai
from reports.checks.findings import Finding, Kind
from reports.checks.material import SHORT_LABELS
from reports.elements import THE_SIX, asked_of, elements_in
from reports.layouts import LayoutSpec
from reports.snapshot import MeasureRow, ReportSnapshot

Mark = Literal["y", "n", "w"]


@dataclass(frozen=True, kw_only=True)
class Part:
    """One square: there (y), not there (n), or there with something to look at (w)."""

    field: str
    label: str
    mark: Mark


@dataclass(frozen=True, kw_only=True)
class MeasureState:
    """`words` say what is missing or to be looked at, or that all is there."""

    parts: tuple[Part, ...]
    words: str
    must_fix: int
    look_at: int

    @property
    def found(self) -> int:
        return sum(part.mark != "n" for part in self.parts)

    @property
    def is_complete(self) -> bool:
        """Whether every part is there and nothing is left to mend or look at."""
        return self.found == len(self.parts) and not self.must_fix and not self.look_at


def measure_states(
    snapshot: ReportSnapshot, layout: LayoutSpec, findings: Iterable[Finding]
) -> tuple[MeasureState, ...]:
    """The state of each measure, in order; `findings` are those that are still open.

    The parts are those that are asked for, or usual, and that the layout has a column for.
    """
    of_measure: defaultdict[int | None, list[Finding]] = defaultdict(list)
    for finding in findings:
        of_measure[finding.place.measure].append(finding)
    columns = {column.field for column in layout.columns}
    parts = {*THE_SIX, *(asked.field for asked in asked_of(snapshot))}
    fields = [field for field in SHORT_LABELS if field in columns & parts]
    return tuple(
        _state(measure, fields, of_measure[at]) for at, measure in enumerate(snapshot.measures)
    )


def _state(measure: MeasureRow, fields: list[str], findings: list[Finding]) -> MeasureState:
    has = elements_in(measure)
    empty = {
        finding.place.field
        for finding in findings
        if finding.kind == Kind.EMPTY_RESULT and finding.is_must_fix
    }
    noted = {finding.place.column for finding in findings}
    parts = tuple(
        Part(
            field=field,
            label=SHORT_LABELS[field],
            mark="n" if not has[field] or field in empty else "w" if field in noted else "y",
        )
        for field in fields
    )
    return MeasureState(
        parts=parts,
        words=_words(parts, findings),
        must_fix=sum(finding.is_must_fix for finding in findings),
        look_at=sum(not finding.is_must_fix for finding in findings),
    )


def _words(parts: tuple[Part, ...], findings: list[Finding]) -> str:
    missing = [part.label for part in parts if part.mark == "n"]
    if missing:
        return f"ขาด{_listed(missing)}"
    if findings:
        first = next((finding for finding in findings if finding.is_must_fix), findings[0])
        more = len(findings) - 1
        return f"{first.title} และอีก {to_thai(more)} จุด" if more else first.title
    return f"ครบ {to_thai(len(parts))} จาก {to_thai(len(parts))} ช่อง"


def _listed(labels: list[str]) -> str:
    """ขั้นตอน, ขั้นตอนและผลลัพธ์, ขั้นตอน ระยะเวลา และผลลัพธ์."""
    if len(labels) < 3:
        return "และ".join(labels)
    return f"{' '.join(labels[:-1])} และ{labels[-1]}"
