"""What stands on a page outside the table: paragraphs, pictures, places to sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.rendering import sheet
from reports.rendering.grid import Grid
from reports.rendering.paragraphs import Paragraph
from reports.rendering.photos import PhotoRow, PlacedPhoto, photo_rows, placed_emblem
from reports.rendering.pieces import Piece, Pieces, Setter
from reports.rendering.signatures import SignatureRow, signature_rows

KINDS = {
    "title": sheet.TITLE,
    "text": sheet.TEXT,
    "annex-title": sheet.ANNEX_TITLE,
    "heading": sheet.HEADING,
}
_NO_WORDS = Piece(lines=())


@dataclass(frozen=True)
class Block:
    """A paragraph outside the table; or the emblem, a row of pictures or one of places to sign.

    `kind` is title, text, annex-title, heading, emblem, photos or signatures.
    """

    kind: str
    piece: Piece
    label: str = ""
    space: bool = False
    emblem: PlacedPhoto | None = None
    photos: PhotoRow | None = None
    signatures: SignatureRow | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it cannot go on over pages."""
        return self.kind not in KINDS

    @property
    def height(self) -> float:
        """In points, without the space above."""
        if self.emblem:
            return self.emblem.height + sheet.EMBLEM["below"]
        row = self.photos or self.signatures
        return row.height if row else len(self.piece.lines) * KINDS[self.kind].line


def front(grid: Grid, names: tuple[str, ...]) -> list[Block]:
    """What stands above the table, but for the introduction."""
    title = _set("title", names, [Paragraph(text=line) for line in grid.title])
    joined = Piece(lines=tuple(line for piece in title for line in piece.lines))
    blocks = [Block("title", joined, grid.name)] if joined.lines else []
    if not grid.emblem or grid.has_emblem_on_cover:
        return blocks
    return [Block("emblem", _NO_WORDS, emblem=placed_emblem(grid.emblem)), *blocks]


def introduction(grid: Grid, names: tuple[str, ...]) -> list[Block]:
    """The paragraphs of the introduction, wherever they stand."""
    text = _set("text", names, grid.introduction)
    return [Block("text", piece, space=number == 0) for number, piece in enumerate(text)]


def signatures(grid: Grid, names: tuple[str, ...]) -> list[Block]:
    """The places to sign below the table."""
    rows = signature_rows(grid.signatures, names)
    return [Block("signatures", _NO_WORDS, signatures=row) for row in rows]


def annex(grid: Grid, names: tuple[str, ...]) -> list[list[Block]]:
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
        found.append(blocks + [Block("photos", _NO_WORDS, photos=row) for row in rows])
    return found


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
