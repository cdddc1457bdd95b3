"""Paragraphs on a page, line by line: where each begins, and which of it leads somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from reports.rendering import sheet
from reports.rendering.drawing.canvas import ASCENT, DESCENT, Canvas
from reports.rendering.drawing.shaping import Shaped
from reports.rendering.drawing.structure import Element, Link
from reports.rendering.paragraphs import Part
from reports.rendering.pieces import Piece

_Stretch = tuple[str, float, float, Shaped]  # where it leads, left end, baseline, glyphs


def write_piece(
    canvas: Canvas,
    piece: Piece,
    element: Element,
    kind: sheet.Type,
    corner: tuple[float, float],
    centred_in: float = 0.0,
) -> None:
    """The lines of a paragraph from its upper left corner on, as content of the element."""
    stretches = _stretches(canvas, piece, kind, corner, centred_in)
    for address, found in groupby(stretches, key=lambda stretch: stretch[0]):
        group = list(found)
        holder = element.add("Link", canvas.number) if address else element
        with canvas.marking(holder):
            canvas.write(kind, [(x, y, shaped) for _, x, y, shaped in group])
        if address:
            holder.links += [_link(kind, *stretch) for stretch in group]


def _stretches(
    canvas: Canvas, piece: Piece, kind: sheet.Type, corner: tuple[float, float], centred_in: float
) -> Iterator[_Stretch]:
    left, y = corner
    indent, first = piece.indent
    y += _spare(kind) + ASCENT * kind.size
    for number, line in enumerate(piece.lines):
        shaped = [
            (address, canvas.letters.shape(kind.face, text)) for address, text in _joined(line)
        ]
        x = left + (indent + (first if number == 0 else 0)) / 100
        if centred_in:
            x += (centred_in - sum(glyphs.width for _, glyphs in shaped) * kind.size) / 2
        for address, glyphs in shaped:
            yield address, x, y, glyphs
            x += glyphs.width * kind.size
        y += kind.line


def _joined(line: Iterable[Part]) -> Iterator[tuple[str, str]]:
    for address, parts in groupby(line, key=lambda part: part.href):
        text = "".join(part.text for part in parts)
        if text:
            yield address, text


def _spare(kind: sheet.Type) -> float:
    """What a line is higher than its letters, above and below them."""
    return (kind.line - (ASCENT + DESCENT) * kind.size) / 2


def _link(kind: sheet.Type, address: str, x: float, y: float, shaped: Shaped) -> Link:
    lower, upper = y + DESCENT * kind.size + _spare(kind), y - ASCENT * kind.size - _spare(kind)
    right = x + shaped.width * kind.size
    return Link((x, sheet.PAGE_HEIGHT - lower, right, sheet.PAGE_HEIGHT - upper), address)
