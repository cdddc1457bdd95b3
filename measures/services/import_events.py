"""What a decision on an import changed, as the record keeps it: in places of the source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ita_portal.thai.numerals import parse_int, to_thai
from measures.importing.choices import (
    ColumnChoice,
    Move,
    RowChoice,
    RowSplit,
    TableChoice,
)
from measures.importing.reading import Proposal, Source, places_of
from measures.importing.review import Review
from measures.importing.tables import RawTable

Values = dict[str, Any]
_KEPT_AS = {"rows": "row_uses"}  # "rows" of an event are those of a layout
_SETTINGS = ("standing", "with_texts", "is_moved")


def change_of(source: Source, old: Review, new: Review) -> tuple[Values, Values]:
    """What holds no longer, and what holds in its place; what stays is in neither."""
    told = _Told(source)
    before: Values = {}
    after: Values = {}
    for name, describe in told.kinds.items():
        was, now = (Counter(_named(review, name)) for review in (old, new))
        gone = [describe(each) for each in (was - now).elements()]
        come = [describe(each) for each in (now - was).elements()]
        _note(before, after, _KEPT_AS.get(name, name), gone, come)
    texts = _cells(old), _cells(new)
    changed = [
        place for place in {**texts[0], **texts[1]} if len({t.get(place) for t in texts}) > 1
    ]
    words = [[told.cell(place, text.get(place)) for place in changed] for text in texts]
    _note(before, after, "cells", *words)
    for name in _SETTINGS:
        _note(before, after, name, getattr(old, name), getattr(new, name))
    return before, after


def _note(before: Values, after: Values, name: str, was: object, now: object) -> None:
    if was != now:
        before[name], after[name] = was, now


def _named(review: Review, name: str) -> Sequence[Any]:
    named: Sequence[Any] = getattr(review if hasattr(review, name) else review.choices, name)
    return named


def _cells(review: Review) -> dict[tuple[int, int], str]:
    return {(cell.line, cell.column): cell.text for cell in review.choices.cells}


@dataclass(frozen=True)
class _Told:
    """Decisions in the words of the source that they are on."""

    source: Source

    @property
    def kinds(self) -> dict[str, Callable[[Any], object]]:
        return {
            "tables": self.table,
            "columns": self.column,
            "rows": self.row,
            "splits": self.split,
            "moves": self.move,
            "accepted": self.repair,
            "unticked": self.measure,
            "passed": self.point,
        }

    def place(self, line: int, column: int = 0) -> str:
        return places_of(self.source).name(line, column)

    @cached_property
    def proposals(self) -> dict[str, Proposal]:
        return {each.id: each for each in self.source.proposals}

    @cached_property
    def texts(self) -> dict[tuple[int, int], str]:
        tables = [part for part in self.source.parts if isinstance(part, RawTable)]
        cells = (cell for table in tables for row in table.rows for cell in row)
        return {(cell.line, cell.column): cell.text for cell in cells}

    def table(self, choice: TableChoice) -> Values:
        return {"table": choice.table, "is_report": choice.is_report}

    def column(self, choice: ColumnChoice) -> Values:
        return {"table": choice.table, "column": choice.column, "field": choice.field or "left_out"}

    def row(self, choice: RowChoice) -> Values:
        return {"place": self.place(choice.line), "use": choice.use.value}

    def split(self, choice: RowSplit) -> Values:
        return {
            "place": self.place(choice.line),
            "columns": [each.column for each in choice.starts],
        }

    def move(self, choice: Move) -> Values:
        """Steps and items are counted from 1."""
        parts = choice.path.split(".")
        is_of_step = parts[0] == "steps"
        name, *number = parts[2:] if is_of_step else parts
        return {
            "place": self.place(choice.line),
            "field": name,
            "number": int(number[0]) + 1 if number else 1,
            "from_step": int(parts[1]) + 1 if is_of_step else "measure",
            "to_step": "measure" if choice.step is None else choice.step + 1,
        }

    def repair(self, key: str) -> Values:
        found = self.proposals.get(key)
        if found is None:
            return {"quote": key}
        place = self.place(found.line, found.column)
        return {"place": place, "quote": found.before, "text": found.after}

    def measure(self, key: str) -> str:
        """Of a file of the portal's own the number of the measure, else where it begins."""
        number = parse_int(key[1:]) or 0
        return f"มาตรการที่ {to_thai(str(number))}" if key[:1] == "n" else self.place(number)

    def point(self, key: str) -> Values:
        """A repair that was refused, or a problem that was looked at."""
        if key.startswith("p-"):
            found = self.repair(key[2:])
            return {name: found[name] for name in found if name != "text"}
        kind, line, column, _ = key.rsplit("-", 3)
        return {"kind": kind, "place": self.place(parse_int(line) or 0, parse_int(column) or 0)}

    def cell(self, place: tuple[int, int], text: str | None) -> Values:
        """The words of a cell; those of the file where nobody wrote others."""
        said = self.texts.get(place, "") if text is None else text
        return {"place": self.place(*place), "column": place[1], "text": said}
