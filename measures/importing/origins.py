"""Which cells each value of a measure came from."""

from __future__ import annotations

from collections import defaultdict

from measures.importing.reading import CellRef, Origin
from measures.importing.tables import Cell
from measures.importing.titles import Title


class Origins:
    """Of one measure; a path is "title", "steps.2" or "steps.2.owners.0"."""

    def __init__(self) -> None:
        self._cells: dict[str, dict[CellRef, None]] = defaultdict(dict)

    def note(self, path: str, *cells: Cell) -> None:
        for cell in cells:
            if cell.blocks:
                columns = cell.columns or (cell.column,)
                refs = [CellRef(line=cell.line, column=column) for column in columns]
                self._cells[path].update(dict.fromkeys(refs))

    def note_first(self, number: Cell, measure: Cell, title: Title) -> None:
        """Of the cells that hold a measure's number, issue and title."""
        self.note("number", number if number.blocks else measure)
        self.note("title", measure)
        if title.issue:
            self.note("issue", measure)

    def move(self, path: str, to: str) -> None:
        """What stood at a path stands at another now, with what was there."""
        self._cells[to].update(self._cells.pop(path, {}))

    def move_item(self, path: str, index: int, to: str, place: int) -> None:
        """An item of one list is the last of another; those below it move up."""
        self.move(f"{path}.{index}", f"{to}.{place}")
        while f"{path}.{index + 1}" in self._cells:
            self.move(f"{path}.{index + 1}", f"{path}.{index}")
            index += 1

    def of_measure(self, place: int) -> tuple[Origin, ...]:
        return tuple(
            Origin(path=f"measures.{place}.{path}", cells=tuple(cells))
            for path, cells in self._cells.items()
        )
