"""Paragraphs set in lines, ready to be cut where a page ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reports.rendering import sheet
from reports.rendering.faces import face
from reports.rendering.lines import Line, balance, fill
from reports.rendering.paragraphs import Paragraph, Part

# How far a paragraph stands in, and where its first line begins, in hundredths of a point.
Indent = tuple[int, int]
FLUSH: Indent = (0, 0)
_DEEPEST = 2


@dataclass(frozen=True)
class Piece:
    """A paragraph in lines, or what one page holds of it."""

    lines: tuple[Line, ...]
    indent: Indent = FLUSH
    is_title: bool = False

    @property
    def parts(self) -> tuple[Part, ...]:
        """The text with a newline wherever a line ends."""
        parts: list[Part] = []
        for line in self.lines:
            if parts:
                parts[-1] = replace(parts[-1], text=parts[-1].text + "\n")
            parts += line or (Part(text=""),)
        return tuple(parts)

    @property
    def css(self) -> str:
        """The names of its style classes."""
        names = [indent_name(self.indent)] if self.indent != FLUSH else []
        return " ".join([*names, "b"] if self.is_title else names)

    def cut(self, lines: int) -> tuple[Piece, Piece]:
        """The first lines and the rest."""
        left, _ = self.indent
        return (
            replace(self, lines=self.lines[:lines]),
            replace(self, lines=self.lines[lines:], indent=(left, 0)),
        )


Pieces = tuple[Piece, ...]


def count_lines(pieces: Sequence[Piece]) -> int:
    return sum(len(piece.lines) for piece in pieces)


def indent_name(indent: Indent) -> str:
    """The style class of an indent."""
    left, first = indent
    return f"l{left}f{first}".replace("-", "m")


def indent_rule(indent: Indent) -> str:
    """The declarations of that class."""
    left, first = indent
    return f"padding-left:{left / 100:g}pt;text-indent:{first / 100:g}pt"


@dataclass(frozen=True)
class Setter:
    """Sets paragraphs in lines of `width` points.

    `hangs`: the texts of a list begin in one line, with their marks to the left of it; else a
    mark stands where the text would. `nested` is how far each depth stands in. `balances`:
    lines of about one width; for texts without marks.
    """

    regular: sheet.Type
    bold: sheet.Type
    width: float
    names: tuple[str, ...]
    hangs: bool = True
    nested: float = 0.0
    first_indent: float = 0.0
    balances: bool = False

    def set(self, paragraphs: Sequence[Paragraph]) -> Pieces:
        return tuple(self._set(*indented) for indented in self.indented(paragraphs))

    def indented(self, paragraphs: Sequence[Paragraph]) -> list[tuple[Paragraph, float, float]]:
        """Each paragraph with how far it stands in and its first line begins, in points.

        For a program that breaks lines itself.
        """
        paragraphs = [self._fitting(paragraph) for paragraph in paragraphs]
        marks: dict[int, float] = {}
        for paragraph in paragraphs if self.hangs else ():
            width = self._mark_width(paragraph)
            marks[paragraph.depth] = max(marks.get(paragraph.depth, 0.0), width)
        return [(paragraph, *self._indent(paragraph, marks)) for paragraph in paragraphs]

    def _fitting(self, paragraph: Paragraph) -> Paragraph:
        """A mark that would take half the width is text; no nesting is so deep."""
        depth = min(paragraph.depth, _DEEPEST)
        if self._mark_width(paragraph) <= (self.width - depth * self.nested) / 2:
            return replace(paragraph, depth=depth)
        return replace(paragraph, text=f"{paragraph.mark} {paragraph.text}", mark="", depth=depth)

    def _indent(self, paragraph: Paragraph, marks: dict[int, float]) -> tuple[float, float]:
        mark = self._mark_width(paragraph)
        is_listed = bool(mark or paragraph.depth)
        left = paragraph.depth * self.nested + (marks.get(paragraph.depth, 0.0) * is_listed)
        first = (-mark if self.hangs else 0.0) if is_listed else self.first_indent
        return left, first

    def _set(self, paragraph: Paragraph, left: float, first: float) -> Piece:
        kind = self._kind(paragraph)
        mark = self._mark_width(paragraph)
        width = (self.width - left) / kind.size
        taken = max(0.0, mark + first) / kind.size
        if self.balances and not taken:
            lines = balance(paragraph.parts, face=face(kind.face), width=width, names=self.names)
        else:
            lines = fill(
                paragraph.parts,
                face=face(kind.face),
                width=width,
                names=self.names,
                taken=taken,
            )
        if mark:
            lines = ((Part(text=f"{paragraph.mark} "), *lines[0]), *lines[1:])
        return Piece(
            lines=lines,
            indent=(round(left * 100), round(first * 100)),
            is_title=paragraph.is_title,
        )

    def _kind(self, paragraph: Paragraph) -> sheet.Type:
        return self.bold if paragraph.is_title else self.regular

    def _mark_width(self, paragraph: Paragraph) -> float:
        if not paragraph.mark:
            return 0.0
        kind = self._kind(paragraph)
        return face(kind.face).em(f"{paragraph.mark} ") * kind.size
