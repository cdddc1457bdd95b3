"""What a check says: one finding, where it is, and the mark by which it is known again."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ita_portal.thai.numerals import to_thai
from reports.snapshot import canonical_json


class Level(StrEnum):
    """How much a finding weighs: one that must be mended stops the submission."""

    MUST_FIX = "must-fix"
    LOOK_AT = "look-at"


class Kind(StrEnum):
    """The rules, by stable codes."""

    NO_MEASURES = "no_measures"
    MISSING_COLUMN = "missing_column"
    MISSING = "missing"
    MISSING_IN_STEP = "missing_in_step"
    EMPTY_RESULT = "empty_result"
    PLACEHOLDER = "placeholder"
    GOAL = "goal"
    REVERSED = "reversed"
    DOUBLED_WORD = "doubled_word"
    HEADING = "heading"
    CONTINUED = "continued"
    LEGAL_WORD = "legal_word"
    OTHER_NAME = "other_name"
    NAME_SPELLING = "name_spelling"
    PLACE = "place"
    SAME_STEPS = "same_steps"
    PERIOD_OUTSIDE = "period_outside"
    PERIOD_UNREAD = "period_unread"
    OLD_YEAR = "old_year"
    LEVEL = "level"
    LEVEL_SCORE = "level_score"
    NO_REASON = "no_reason"
    STATUS = "status"
    CITIZEN_ID = "citizen_id"
    PHONE = "phone"


# Fields of a measure that are printed in the column of another, or call theirs otherwise.
_COLUMNS = {"issue": "measure", "title": "measure", "steps_lead": "steps", "extras": "extra"}


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a finding is; all numbers count from 0, and count what the snapshot holds.

    Without `measure`, the field is the plan's own: title, place_text, cover, introduction,
    ita_level, annex, layout or measures. Of a measure it is issue, title, status, period, owners,
    steps_lead, steps, outputs, outcomes, suggestions, extras or annex; with `step`, of that step.
    """

    field: str
    measure: int | None = None
    step: int | None = None
    item: int | None = None

    @property
    def column(self) -> str:
        """The field of a layout in whose column this field of a measure is printed."""
        return _COLUMNS.get(self.field, self.field)


@dataclass(frozen=True, kw_only=True)
class Finding:
    """`title` says what is wrong, `message` what to do.

    `quote` is the piece of text meant, as it is written, and `suggestion` what could stand there
    instead. `basis` is what a dismissal rests on, where that is more than the quote.
    """

    kind: Kind
    level: Level
    place: Place
    title: str
    message: str
    quote: str = ""
    suggestion: str = ""
    basis: str = ""
    fingerprint: str = ""

    @property
    def is_must_fix(self) -> bool:
        return self.level == Level.MUST_FIX


def told(finding: Finding) -> str:
    """What is wrong and where, in one line."""
    measure = finding.place.measure
    where = "" if measure is None else f"มาตรการที่ {to_thai(str(measure + 1))} "
    return f"{where}{finding.title}"


def fingerprinted(findings: Iterable[Finding], measure_keys: Sequence[str]) -> tuple[Finding, ...]:
    """The findings with their fingerprints: of rule, measure, field and quoted words.

    A measure is known by its key, so that moving it changes nothing; the same words twice in one
    field are told apart by their order.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    marked = []
    for finding in findings:
        measure = finding.place.measure
        key = "" if measure is None else measure_keys[measure]
        about = (finding.kind.value, key, finding.place.field, finding.basis or finding.quote)
        seen[about] += 1
        digest = hashlib.sha256(canonical_json([*about, seen[about]])).hexdigest()
        marked.append(replace(finding, fingerprint=digest))
    return tuple(marked)
