"""Fields of the measure editor: what each shows, under the heading of its column."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ita_portal.thai.numerals import to_thai
from measures.forms.periods import PeriodReading, read_period
from measures.models import Unit
from measures.models.measure import STATUS_CHOICES
from reports.checks import Finding
from reports.views.workspace.editor.chips import Chip, chips_of
from reports.views.workspace.threads import Thread

Kind = Literal["line", "text", "list", "owners", "period", "choice", "date", "mark"]

NOTHING_READ = PeriodReading()
HINTS = {
    "title": "หนึ่งบรรทัดต่อหนึ่งกิจกรรม",
    "outputs": "หนึ่งข้อต่อบรรทัด ทำอะไรเสร็จแล้วบ้าง เท่าไร",
    "outcomes": "หนึ่งข้อต่อบรรทัด อะไรดีขึ้นเพราะมาตรการนี้",
    "suggestions": "หนึ่งข้อต่อบรรทัด ถ้าไม่มีให้เว้นว่าง",
    "period": "พิมพ์ได้ตามถนัด เช่น ไตรมาส ๑-๒ หรือ ทุกเดือน",
    "owners": "เลือกจากรายการ หรือพิมพ์ตามที่ต้องการให้ปรากฏในรายงาน",
    "expected_on": "กรอกเมื่อยังไม่ได้ดำเนินการ เช่น ๓๑ สิงหาคม {year}",
    "status_reason": "กรอกเมื่อยังไม่ได้ดำเนินการ หรือดำเนินการไม่ได้",
}


def shown(key: str, text: str) -> str:
    """What a reader sees of a saved text: of a choice its words."""
    return dict(STATUS_CHOICES).get(text, text) if key == "status" else text


@dataclass(frozen=True, kw_only=True)
class Collision:
    """Two texts for one field; `theirs` None when the step is gone. The pairs mark differences.

    Of two texts that can be joined, both are offered together.
    """

    key: str
    mine: str
    theirs: str | None
    by: str
    at: str
    mine_parts: tuple[tuple[str, bool], ...] = ()
    theirs_parts: tuple[tuple[str, bool], ...] = ()

    @property
    def can_join(self) -> bool:
        return self.theirs is not None and self.key not in ("status", "expected_on")


@dataclass(frozen=True, kw_only=True)
class Field:
    """One box of the editor; `value` is what stands in it. One that is not open is read only."""

    key: str
    label: str
    kind: Kind
    value: str = ""
    hint: str = ""
    error: str = ""
    is_stale: bool = False
    reading: PeriodReading = NOTHING_READ
    chips: tuple[Chip, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    collision: Collision | None = None
    findings: tuple[Finding, ...] = ()
    threads: tuple[Thread, ...] = ()
    is_open: bool = True

    @property
    def id(self) -> str:
        return f"f-{self.key}"

    @property
    def shown(self) -> str:
        """What a reader sees of it."""
        return dict(self.choices).get(self.value, self.value)

    @property
    def described_by(self) -> str:
        """The ids of what stands around the box and explains it."""
        ids = [f"h-{self.key}"] if self.hint else []
        ids += [f"e-{self.key}"] if self.error else []
        ids += [f"r-{self.key}"] if self.kind == "period" else []
        return " ".join(ids)


@dataclass(frozen=True, kw_only=True)
class Texts:
    """All that the fields of a page are drawn from.

    `typed` stands over `saved` where a save was refused; `saved` is what the database has.
    """

    saved: Mapping[str, str]
    fiscal_year: int
    typed: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    collisions: Mapping[str, Collision] = field(default_factory=dict)
    carried: frozenset[str] = frozenset()
    units: Sequence[Unit] = ()
    answered: Mapping[str, Sequence[str]] = field(default_factory=dict)
    findings: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    threads: Sequence[Thread] = ()
    is_open: Callable[[str], bool] = lambda key: True

    def value(self, key: str) -> str:
        return self.typed.get(key, self.saved.get(key, ""))

    def field(
        self, key: str, label: str, kind: Kind, *, choices: tuple[tuple[str, str], ...] = ()
    ) -> Field:
        """The field of a key; what explains it stands at the measure's own fields only."""
        value, kind_of_box = self.value(key), key.partition("-")[0]
        return Field(
            key=key,
            label=label,
            kind=kind,
            value=value,
            hint=HINTS.get(key, "").format(year=to_thai(self.fiscal_year)),
            error=self.errors.get(key, ""),
            is_stale=key in self.carried and key not in self.typed,
            reading=read_period(value, fiscal_year=self.fiscal_year)
            if kind == "period"
            else NOTHING_READ,
            chips=self._chips(key) if kind == "owners" else (),
            choices=choices,
            collision=self.collisions.get(key),
            findings=self.findings.get(key, ()),
            threads=tuple(thread for thread in self.threads if thread.box in (key, kind_of_box)),
            is_open=self.is_open(key),
        )

    def _chips(self, key: str) -> tuple[Chip, ...]:
        """Nothing is asked of words that are not saved."""
        is_saved = key not in self.typed
        return chips_of(self.value(key), self.units, self.answered, is_asked=is_saved)
