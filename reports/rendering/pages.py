"""The report made up into pages: where each page ends, and what stands on it again.

A measure that runs over a page is titled again with (ต่อ). Everything is known before the
renderer sees it: the lines of every cell, and so the height of every row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reports.layouts import Column
from reports.rendering import sheet
from reports.rendering.grid import Grid
from reports.rendering.paragraphs import Paragraph
from reports.rendering.photos import PhotoRow, photo_rows
from reports.rendering.pieces import FLUSH, Indent, Piece, Pieces, Setter
from reports.rendering.table_parts import OpenMeasure, RowPart, TableSetter, cut_measure

# A measure or row that would fit on the next page whole is moved there if no more than this
# share of the page stays empty; else it is split.
MOVE_RATHER_THAN_SPLIT = 0.2


@dataclass(frozen=True)
class Block:
    """A paragraph outside the table, or a row of pictures in place of one.

    `kind` is title, text, annex-title, heading or photos.
    """

    kind: str
    piece: Piece
    label: str = ""
    space: bool = False
    photos: PhotoRow | None = None

    @property
    def height(self) -> float:
        """In points, without the space above."""
        if self.photos:
            return self.photos.height
        return len(self.piece.lines) * KINDS[self.kind].line


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
    """One page after the cover: paragraphs, rows of the table, or the one above the other."""

    blocks: list[Block] = field(default_factory=list)
    rows: list[PrintedRow] = field(default_factory=list)


@dataclass(frozen=True)
class Sheets:
    """All pages of a report. The cover, where there is one, is a page before them."""

    cover: Pieces
    header: tuple[Pieces, ...]
    pages: tuple[Page, ...]

    @property
    def count(self) -> int:
        return len(self.pages) + bool(self.cover)

    @property
    def indents(self) -> list[Indent]:
        """Every indent that a piece has, in order."""
        found = {block.piece.indent for page in self.pages for block in page.blocks}
        for page in self.pages:
            for row in page.rows:
                found.update(piece.indent for cell in row.cells for piece in cell.pieces)
        return sorted(found - {FLUSH})


def make_pages(grid: Grid, names: tuple[str, ...], *, spare: float = 0.0) -> Sheets:
    """The pages of a report; `names` are never broken over lines.

    `spare` points of each page stay free, for lines that come out higher than ours.
    """
    maker = _Maker(grid, names, sheet.HEIGHT - spare)
    for block in _front(grid, names):
        maker.add_block(block)
    for measure in maker.table.open_measures(grid):
        maker.add_measure(measure)
    if grid.annex_lead or grid.annex:
        maker.new_page()
        for kept_together in _annex(grid, names):
            maker.add_annex(kept_together)
    cover = Setter(sheet.COVER, sheet.COVER, sheet.WIDTH, names, balances=True)
    return Sheets(
        cover=cover.set([Paragraph(text=line) for line in grid.cover]),
        header=maker.table.header,
        pages=tuple(maker.pages),
    )


KINDS = {
    "title": sheet.TITLE,
    "text": sheet.TEXT,
    "annex-title": sheet.ANNEX_TITLE,
    "heading": sheet.HEADING,
}


def _set(kind: str, names: tuple[str, ...], paragraphs: Sequence[Paragraph]) -> Pieces:
    style = KINDS[kind]
    indented = kind == "text"
    setter = Setter(
        style,
        style,
        sheet.WIDTH,
        names,
        hangs=indented,
        nested=sheet.LIST_INDENT,
        first_indent=sheet.PARAGRAPH_INDENT if indented else 0.0,
        balances=kind in ("title", "annex-title"),
    )
    return setter.set(paragraphs)


def _front(grid: Grid, names: tuple[str, ...]) -> list[Block]:
    title = _set("title", names, [Paragraph(text=line) for line in grid.title])
    joined = Piece(lines=tuple(line for piece in title for line in piece.lines))
    blocks = [Block("title", joined, grid.name)] if joined.lines else []
    text = _set("text", names, grid.introduction)
    return blocks + [Block("text", piece, space=number == 0) for number, piece in enumerate(text)]


def _annex(grid: Grid, names: tuple[str, ...]) -> list[list[Block]]:
    """Headings with what stands under them; a heading is not left alone at a page's foot."""
    title = _set("annex-title", names, [Paragraph(text=grid.annex_heading)])
    lead = [Block("text", piece) for piece in _set("text", names, grid.annex_lead)]
    found = [[Block("annex-title", piece, grid.annex_heading) for piece in title] + lead]
    for part in grid.annex:
        label = f"{part.heading.mark} {part.heading.text}".strip()
        headings = _set("heading", names, [part.heading])
        blocks = [Block("heading", piece, label, space=True) for piece in headings]
        blocks += [Block("text", p) for p in _set("text", names, part.printed)]
        rows = photo_rows(part.photos, names)
        found.append(blocks + [Block("photos", Piece(lines=()), photos=row) for row in rows])
    return found


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
        return not self.page.blocks and not self.page.rows

    def new_page(self) -> None:
        self.pages.append(Page())
        self.room = self.height

    def add_block(self, block: Block) -> None:
        """The block, over as many pages as it takes."""
        if block.photos:
            self._add_photos(block)
            return
        line = KINDS[block.kind].line
        space = sheet.SPACE if block.space and not self.is_fresh else 0.0
        fits = int((self.room - space) // line)
        if len(block.piece.lines) <= fits:
            self._append(Block(block.kind, block.piece, block.label, space > 0), space)
            return
        if fits < 2 and not self.is_fresh:
            self.new_page()
            self.add_block(block)
            return
        head, rest = block.piece.cut(fits)
        self._append(Block(block.kind, head, block.label, space > 0), space)
        self.new_page()
        self.add_block(Block(block.kind, rest))

    def _add_photos(self, block: Block) -> None:
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
