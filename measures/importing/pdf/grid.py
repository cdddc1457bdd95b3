"""The tables that the straight lines of a page draw: cells with their place, merged ones too."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, product

from measures.importing.pdf.page import Page, Rule

_SNAP = 2.5  # points: lines no further apart are one, ends no further apart meet
_LEAST_COLUMNS = 3
_MOST_LINES = 400


@dataclass(frozen=True, kw_only=True)
class Box:
    """A cell: from its first column (from 1) and row (from 0), over `span` columns."""

    row: int
    column: int
    span: int
    last_row: int


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A table on one page; `edges` are the places of its vertical lines, `levels` of the others.

    `is_open` where no line is drawn above it: its first row was cut by the end of a page.
    """

    boxes: tuple[Box, ...]
    edges: tuple[float, ...]
    levels: tuple[float, ...]
    is_open: bool

    @property
    def top(self) -> float:
        return self.levels[0]

    @property
    def bottom(self) -> float:
        return self.levels[-1]

    @cached_property
    def _by_square(self) -> dict[tuple[int, int], Box]:
        return {
            (row, column): box
            for box in self.boxes
            for row in range(box.row, box.last_row + 1)
            for column in range(box.column, box.column + box.span)
        }

    def box_at(self, x: float, y: float) -> Box | None:
        row, column = bisect_right(self.levels, y) - 1, bisect_right(self.edges, x)
        return self._by_square.get((row, column))


def find_grids(page: Page) -> list[Grid]:
    """The tables of a page from its top to its bottom."""
    across, down = _joined(page.across), _joined(page.down)
    if len(across) > _MOST_LINES or len(down) > _MOST_LINES:
        across, down = _long(across), _long(down)
    grids = [grid for group in _groups(across, down) for grid in _grids(*group)]
    return sorted(grids, key=lambda grid: grid.top)


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Pieces of one line put together; each line at the middle of its pieces."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda each: each.at):
        if groups and rule.at - groups[-1][-1].at <= _SNAP:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    found: list[Rule] = []
    for group in groups:
        at = sum(rule.at for rule in group) / len(group)
        open_piece: Rule | None = None
        for rule in sorted(group, key=lambda each: each.start):
            if open_piece and rule.start <= open_piece.end + _SNAP:
                end = max(open_piece.end, rule.end)
                open_piece = Rule(at, open_piece.start, end)
            else:
                found += [open_piece] if open_piece else []
                open_piece = Rule(at, rule.start, rule.end)
        found += [open_piece] if open_piece else []
    return found


def _long(rules: list[Rule]) -> list[Rule]:
    return sorted(rules, key=lambda rule: rule.start - rule.end)[:_MOST_LINES]


def _groups(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that meet, directly or through others."""
    count = len(across) + len(down)
    parent = list(range(count))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    for first, rule in enumerate(across):
        for second, other in enumerate(down, len(across)):
            if _meet(rule, other):
                parent[root(first)] = root(second)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for place, rule in enumerate([*across, *down]):
        group = groups.setdefault(root(place), ([], []))
        group[place >= len(across)].append(rule)
    return list(groups.values())


def _meet(across: Rule, down: Rule) -> bool:
    return (
        across.start - _SNAP <= down.at <= across.end + _SNAP
        and down.start - _SNAP <= across.at <= down.end + _SNAP
    )


def _grids(across: list[Rule], down: list[Rule]) -> list[Grid]:
    """The table of lines that meet; or several right below each other, with other columns."""
    xs = _places(rule.at for rule in down)
    # a row that goes on over the page may have no line below it, or none above
    ys = _places([*(rule.at for rule in across), *_ends(across, down)])
    if len(xs) <= _LEAST_COLUMNS or len(ys) < 2:
        return []
    found: list[Grid] = []
    first = 0
    edges: set[float] = set()
    for row, (top, bottom) in enumerate(pairwise(ys)):
        own = {x for x in xs if _is_drawn(down, x, top, bottom)}
        if edges - own and own - edges:
            found += _grid(sorted(edges), ys[first : row + 1], across, down)
            first, edges = row, own
        edges |= own
    return found + _grid(sorted(edges), ys[first:], across, down)


def _grid(
    xs: Sequence[float], ys: Sequence[float], across: list[Rule], down: list[Rule]
) -> list[Grid]:
    if len(xs) <= _LEAST_COLUMNS:
        return []
    boxes = tuple(_boxes(xs, ys, across, down))
    middle = (xs[0] + xs[-1]) / 2
    is_open = not any(
        abs(rule.at - ys[0]) <= _SNAP and rule.start <= middle <= rule.end for rule in across
    )
    return [Grid(boxes=boxes, edges=tuple(xs), levels=tuple(ys), is_open=is_open)]


def _ends(across: list[Rule], down: list[Rule]) -> list[float]:
    """Where several vertical lines begin or end beyond the last horizontal one."""
    if len(down) < _LEAST_COLUMNS:
        return []
    at = [rule.at for rule in across]
    starts = sorted(rule.start for rule in down)
    ends = sorted(rule.end for rule in down)
    found = []
    top, bottom = (min(at), max(at)) if at else (float("inf"), float("-inf"))
    if starts[_LEAST_COLUMNS - 1] < top - 2 * _SNAP:
        found.append(starts[0])
    if ends[-_LEAST_COLUMNS] > bottom + 2 * _SNAP:
        found.append(ends[-1])
    return found


def _places(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _SNAP:
            found.append(value)
    return found


def _boxes(
    xs: Sequence[float], ys: Sequence[float], across: list[Rule], down: list[Rule]
) -> Iterator[Box]:
    """Squares between the lines, put together where no line parts them."""
    rows, columns = range(len(ys) - 1), range(len(xs) - 1)
    walls_down = {
        (row, column)
        for row in rows
        for column in columns
        if _is_drawn(down, xs[column], ys[row], ys[row + 1])
    }
    walls_across = {
        (row, column)
        for row in rows
        for column in columns
        if _is_drawn(across, ys[row], xs[column], xs[column + 1])
    }
    taken: set[tuple[int, int]] = set()
    for row, column in product(rows, columns):
        if (row, column) in taken:
            continue
        stop = column + 1
        while stop in columns and (row, stop) not in walls_down and (row, stop) not in taken:
            stop += 1
        end = row + 1
        while end in rows and walls_across.isdisjoint((end, each) for each in range(column, stop)):
            end += 1
        taken.update(product(range(row, end), range(column, stop)))
        yield Box(row=row, column=column + 1, span=stop - column, last_row=end - 1)


def _is_drawn(rules: list[Rule], at: float, start: float, end: float) -> bool:
    """Whether a line stands along an edge; its middle tells, since lines end a little early."""
    middle = (start + end) / 2
    return any(
        abs(rule.at - at) <= _SNAP and rule.start - _SNAP <= middle <= rule.end + _SNAP
        for rule in rules
    )
