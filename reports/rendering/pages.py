"""The report made up into pages: where each page ends, and what stands on it again.

A measure that runs over a page is titled again with (ต่อ). Everything is known before the
renderer sees it: the lines of every cell, and so the height of every row.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from reports.layouts import Column
from reports.rendering import sheet
from reports.rendering.blocks import KINDS, Block, annex, front, introduction, signatures
from reports.rendering.grid import Grid
from reports.rendering.paragraphs import Paragraph
from reports.rendering.photos import PlacedPhoto, placed_emblem
from reports.rendering.pieces import FLUSH, Indent, Pieces, Setter, count_lines
from reports.rendering.table_parts import OpenMeasure, RowPart, TableSetter, cut_measure

# A measure or row that would fit on the next page whole is moved there if no more than this
# share of the page stays empty; else it is split.
MOVE_RATHER_THAN_SPLIT = 0.2
_FEWEST_ON_COVER = 6  # lines of an introduction; where there is less room it stands elsewhere


@dataclass(frozen=True)
class PrintedCell:
    """One cell on one page."""

    field: str
    pieces: Pieces
    rows: int = 1

    @property
    def is_centred(self) -> bool:
        return self.field in sheet.CENTRED


@dataclass(frozen=True)
class PrintedRow:
    """One row on one page; the first row of a measure bears its anchor and label."""

    cells: tuple[PrintedCell, ...]
    anchor: str = ""
    label: str = ""


@dataclass
class Page:
    """One page after the cover: paragraphs, then rows of the table, then what stands `below`."""

    blocks: list[Block] = field(default_factory=list)
    rows: list[PrintedRow] = field(default_factory=list)
    below: list[Block] = field(default_factory=list)


@dataclass(frozen=True)
class Cover:
    """The lines of the cover, the emblem above them, an introduction below them."""

    pieces: Pieces
    emblem: PlacedPhoto | None = None
    blocks: tuple[Block, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.pieces)

    @property
    def emblem_top(self) -> float:
        """How far down the page the emblem begins, in points."""
        height = self.emblem.height if self.emblem else 0.0
        return round(sheet.COVER_TOP - sheet.EMBLEM["below"] - height, 2)


@dataclass(frozen=True)
class Sheets:
    """All pages of a report. The cover, where there is one, is a page before them."""

    cover: Cover
    header: tuple[Pieces, ...]
    pages: tuple[Page, ...]

    @property
    def count(self) -> int:
        return len(self.pages) + bool(self.cover)

    @property
    def indents(self) -> list[Indent]:
        """Every indent that a piece has, in order."""
        found = {block.piece.indent for block in self.cover.blocks}
        for page in self.pages:
            found.update(block.piece.indent for block in page.blocks)
            for row in page.rows:
                found.update(piece.indent for cell in row.cells for piece in cell.pieces)
        return sorted(found - {FLUSH})


def make_pages(grid: Grid, names: tuple[str, ...], *, spare: float = 0.0) -> Sheets:
    """The pages of a report; `names` are never broken over lines.

    `spare` points of each page stay free, for lines that come out higher than ours.
    """
    maker = _Maker(grid, names, sheet.HEIGHT - spare)
    opening = introduction(grid, names)
    cover = maker.make_cover(grid, names, opening if grid.opens_on_cover else [])
    for block in front(grid, names) + ([] if cover.blocks else opening):
        maker.add_block(block)
    for measure in maker.table.open_measures(grid):
        maker.add_measure(measure)
    for block in signatures(grid, names):
        maker.add_below(block)
    if grid.annex_lead or grid.annex:
        maker.new_page()
        for kept_together in annex(grid, names):
            maker.add_annex(kept_together)
    return Sheets(cover=cover, header=maker.table.header, pages=tuple(maker.pages))


class _Maker:
    def __init__(self, grid: Grid, names: tuple[str, ...], height: float) -> None:
        self.table = TableSetter(grid.columns, names)
        self.columns: tuple[Column, ...] = grid.columns
        self.pages: list[Page] = [Page()]
        self.height = height
        self.room = height
        self.full = height - self.table.header_height

    @property
    def page(self) -> Page:
        return self.pages[-1]

    @property
    def is_fresh(self) -> bool:
        return not self.page.blocks and not self.page.rows and not self.page.below

    def new_page(self) -> None:
        self.pages.append(Page())
        self.room = self.height

    def make_cover(self, grid: Grid, names: tuple[str, ...], opening: list[Block]) -> Cover:
        """The cover with the introduction, if there is room; it may go on over pages of its own."""
        setter = Setter(sheet.COVER, sheet.COVER, sheet.WIDTH, names, balances=True)
        pieces = setter.set([Paragraph(text=line) for line in grid.cover])
        on_cover = grid.emblem if grid.has_emblem_on_cover else None
        emblem = placed_emblem(on_cover, "cover") if on_cover else None
        taken = sheet.COVER_TOP + count_lines(pieces) * sheet.COVER.line + sheet.COVER_BELOW
        self.room = self.height - taken
        if not opening or self.room < _FEWEST_ON_COVER * sheet.TEXT.line:
            self.room = self.height
            return Cover(pieces, emblem)
        for block in opening:
            self.add_block(block)
        blocks = tuple(self.pages.pop(0).blocks)
        self.new_page()
        return Cover(pieces, emblem, blocks)

    def add_below(self, block: Block) -> None:
        """What stands under the table, or on a page of its own."""
        if self.room < block.height and not self.is_fresh:
            self.new_page()
        self.page.below.append(block)
        self.room -= block.height

    def add_block(self, block: Block) -> None:
        """The block, over as many pages as it takes."""
        if block.is_whole:
            self._add_whole(block)
            return
        line = KINDS[block.kind].line
        space = sheet.SPACE if block.space and not self.is_fresh else 0.0
        fits = int((self.room - space) // line)
        if len(block.piece.lines) <= fits:
            self._append(Block(block.kind, block.piece, block.label, space > 0), space)
            return
        if len(block.piece.lines) == fits + 1:
            fits -= 1  # no last line alone on the next page
        if fits < 2 and not self.is_fresh:
            self.new_page()
            self.add_block(block)
            return
        head, rest = block.piece.cut(fits)
        self._append(Block(block.kind, head, block.label, space > 0), space)
        self.new_page()
        self.add_block(Block(block.kind, rest))

    def _add_whole(self, block: Block) -> None:
        if self.room < block.height and not self.is_fresh:
            self.new_page()
        self._append(block, 0.0)

    def _append(self, block: Block, space: float) -> None:
        self.page.blocks.append(block)
        self.room -= space + block.height

    def add_annex(self, blocks: list[Block]) -> None:
        lead = sum(len(b.piece.lines) for b in blocks if b.kind != "text") + 2
        least = sheet.SPACE + lead * sheet.HEADING.line
        headings = [b for b in blocks if not b.photos]
        if blocks[-1].photos and all(b.kind != "text" for b in headings):
            first = next(b for b in blocks if b.photos)
            least = sheet.SPACE + sum(b.height for b in headings) + first.height
        if self.room < least and not self.is_fresh:
            self.new_page()
        for block in blocks:
            self.add_block(block)

    def add_measure(self, measure: OpenMeasure) -> None:
        """The measure, over as many pages as it takes, titled again on each but the first."""
        room = self._table_room()
        if room < measure.height() <= self.full and room < self.full * MOVE_RATHER_THAN_SPLIT:
            self.new_page()
        is_first = True
        rest: OpenMeasure | None = measure
        while rest is not None:
            is_fresh = not self.page.rows and self._table_room() >= self.full
            rows, rest = cut_measure(
                rest,
                self._table_room(),
                must=is_fresh,
                whole_if_over=self.full * MOVE_RATHER_THAN_SPLIT,
                full=self.full,
            )
            if rows:
                self._print(rows, measure, is_first=is_first)
                is_first = False
                rest = rest and rest.titled_again()
            if rest is not None:
                self.new_page()

    def _table_room(self) -> float:
        if self.page.rows:
            return self.room
        return self.room - self.table.header_height - (sheet.SPACE if self.page.blocks else 0)

    def _print(self, rows: list[RowPart], measure: OpenMeasure, *, is_first: bool) -> None:
        self.room = self._table_room() - sum(row.height for row in rows)
        for number, row in enumerate(rows):
            is_titled = is_first and number == 0
            self.page.rows.append(
                PrintedRow(
                    cells=tuple(
                        PrintedCell(self.columns[i].field, row.cells[i], row.spans.get(i, 1))
                        for i in sorted(row.cells)
                    ),
                    anchor=measure.anchor if is_titled else "",
                    label=measure.label if is_titled else "",
                )
            )
