"""The fields of a measure and of its steps, and the keys that name them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from ita_portal.thai.text import squash

LONGEST_TEXT = 20_000  # characters; the longest real cell has about 1,500
LONGEST_LINE = 500
LONGEST_MARK = 8
_KEY = re.compile(
    r"(?P<field>[a-z_]{1,20})"
    r"|extra-(?P<extra>[0-9a-f]{12}(?:-[1-9][0-9]?)?)"
    r"|step-(?P<step>[1-9][0-9]{0,17})-(?P<step_field>[a-z]{1,20})"
)


class Shape(StrEnum):
    """How the text of a field is written."""

    TEXT = "text"
    MARK = "mark"  # one line
    PERIOD = "period"
    OWNERS = "owners"  # an owner a line
    ITEMS = "items"  # an item a line, each with its mark
    DAY = "day"
    STATUS = "status"


@dataclass(frozen=True, kw_only=True)
class FieldSpec:
    """A field: its shape, the longest text that it takes, and whether it may be empty."""

    shape: Shape = Shape.TEXT
    limit: int = LONGEST_TEXT
    is_required: bool = False


@dataclass(frozen=True, kw_only=True)
class Key:
    """What a key names: a field of the measure, of one of its steps, or one of its cells.

    `extra` tells the cells under further columns of the table apart.
    """

    field: str
    step: int | None = None
    extra: str | None = None

    @property
    def spec(self) -> FieldSpec:
        if self.extra is not None:
            return _EXTRA
        return MEASURE_FIELDS[self.field] if self.step is None else STEP_FIELDS[self.field]


_EXTRA = FieldSpec()
_ITEMS = FieldSpec(shape=Shape.ITEMS)
_OWNERS = FieldSpec(shape=Shape.OWNERS)
_PERIOD = FieldSpec(shape=Shape.PERIOD, limit=LONGEST_LINE)
MEASURE_FIELDS = {
    "title": FieldSpec(is_required=True),
    "issue": FieldSpec(limit=LONGEST_LINE),
    "status": FieldSpec(shape=Shape.STATUS, is_required=True),
    "expected_on": FieldSpec(shape=Shape.DAY, limit=100),
    "status_reason": FieldSpec(),
    "period": _PERIOD,
    "owners": _OWNERS,
    "steps_lead": FieldSpec(),
    "outputs": _ITEMS,
    "outcomes": _ITEMS,
    "suggestions": _ITEMS,
    "annex_text": FieldSpec(),
}
STEP_FIELDS = {
    "mark": FieldSpec(shape=Shape.MARK, limit=LONGEST_MARK),
    "text": FieldSpec(),
    "period": _PERIOD,
    "owners": _OWNERS,
    "outputs": _ITEMS,
    "suggestions": _ITEMS,
}


def read_key(text: str) -> Key | None:
    """What a key names; None for what is no key. Whether the row exists is not asked here."""
    found = _KEY.fullmatch(text)
    if found is None:
        return None
    if found["extra"] is not None:
        return Key(field="extra", extra=found["extra"])
    if found["step"] is not None:
        field = found["step_field"]
        return Key(field=field, step=int(found["step"])) if field in STEP_FIELDS else None
    return Key(field=found["field"]) if found["field"] in MEASURE_FIELDS else None


def step_key(step: int, field: str) -> str:
    return f"step-{step}-{field}"


def cell_keys(headings: Iterable[str]) -> list[str]:
    """The keys of the cells under these headings, of those with one heading in their order.

    By the words of the heading, not by its place: a page that was open while columns were changed
    never writes into another one.
    """
    seen: Counter[str] = Counter()
    keys = []
    for heading in headings:
        name = sha256(squash(heading).encode()).hexdigest()[:12]
        keys.append(f"extra-{name}-{seen[name]}" if seen[name] else f"extra-{name}")
        seen[name] += 1
    return keys


def measure_key(step: int | None, field: str) -> str:
    """The key of a field of a step, or with None of the measure itself."""
    return field if step is None else step_key(step, field)
