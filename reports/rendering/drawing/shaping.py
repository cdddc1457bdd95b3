"""Texts as glyphs of our two fonts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from reports.rendering.faces import FILES, FONTS

_REMEMBERED_TEXTS = 2_000
# Texts are shaped in stretches of one script, as Pango does; what has none goes with those before.
_THAI, _LATIN = (
    "\u0e01-\u0e3a\u0e40-\u0e5b",
    "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f",
)
_STRETCH = re.compile(
    f"[^{_THAI}{_LATIN}]*(?:[{_THAI}][^{_LATIN}]*|[{_LATIN}][^{_THAI}]*|$)", re.DOTALL
)


class Undrawable(Exception):
    """This report has something that only the renderer can lay out."""


@dataclass(frozen=True)
class Shaped:
    """A text as glyphs. `width` is in em; `letters` are what each of its glyphs stands for.

    `stretches` are what the operator TJ shows, each with how far it is raised, in 1/1000 em.
    """

    width: float
    stretches: tuple[tuple[int, str], ...]
    letters: tuple[tuple[int, str], ...]


class PrintFont:
    """One font file, from which texts are shaped and which is cut down to what is used of it."""

    def __init__(self, weight: str) -> None:
        import uharfbuzz  # noqa: PLC0415 -- slow import

        self._library: Any = uharfbuzz
        blob = uharfbuzz.Blob.from_file_path(str(FONTS / FILES[weight]))
        self._face = uharfbuzz.Face(blob)
        self._font = uharfbuzz.Font(self._face)
        self._letters = frozenset(map(chr, self._face.unicodes))
        self._known: dict[str, Shaped] = {}
        self.units = self._face.upem

    def shape(self, text: str) -> Shaped:
        """The glyphs of a text on one line; raises Undrawable when the font lacks a letter."""
        found = self._known.get(text)
        if found is None:
            if len(self._known) > _REMEMBERED_TEXTS:
                self._known.clear()
            found = self._known[text] = self._shape(text)
        return found

    def _shape(self, text: str) -> Shaped:
        if not self._letters.issuperset(text):
            raise Undrawable(f"no glyphs for all of {text!r}")
        line = _Line()
        for stretch in filter(None, _STRETCH.findall(text)):
            self._add(stretch, line)
        return line.shaped(self.units)

    def _add(self, text: str, line: _Line) -> None:
        buffer = self._library.Buffer()
        buffer.cluster_level = self._library.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.language = "th"
        self._library.shape(self._font, buffer)
        infos = buffer.glyph_infos
        ends = [info.cluster for info in infos[1:]] + [len(text)]
        for info, position, end in zip(infos, buffer.glyph_positions, ends, strict=True):
            shift, rise, advance, _ = position.position
            line.letters.append((info.codepoint, text[info.cluster : end]))
            line.add(info.codepoint, shift, rise, advance, self.width_of(info.codepoint))

    def width_of(self, glyph: int) -> int:
        """How far the glyph moves the pen by itself, in the font's units."""
        return int(self._font.get_glyph_h_advance(glyph))

    def cut_down(self, glyphs: list[int]) -> bytes:
        """A font file of these glyphs only, under the numbers that they had."""
        wanted = self._library.SubsetInput()
        wanted.glyph_set.update({0, *glyphs})
        wanted.flags = self._library.SubsetFlags.RETAIN_GIDS
        wanted.drop_table_tag_set.update(map(_tag, ("GDEF", "GPOS", "GSUB", "DSIG")))
        return bytes(self._library.subset(self._face, wanted).blob.data)


def _tag(name: str) -> int:
    return int.from_bytes(name.encode(), "big")


class _Line:
    """Glyphs in a row, as what TJ shows; a stretch ends where the next glyph is raised."""

    def __init__(self) -> None:
        self.letters: list[tuple[int, str]] = []
        self._width = 0
        self._owed = 0  # how far the pen has still to move before the next glyph
        self._rise = 0
        self._codes: list[str] = []
        self._shown: list[str] = []
        self._done: list[tuple[int, str]] = []

    def add(self, glyph: int, shift: int, rise: int, advance: int, own: int) -> None:
        if rise != self._rise:
            self._end()
            self._rise = rise
        if self._owed + shift:
            self._flush()
            self._shown.append(str(-self._owed - shift))
        self._codes.append(f"{glyph:04x}")
        self._owed = advance - shift - own
        self._width += advance

    def _flush(self) -> None:
        if self._codes:
            self._shown.append(f"<{''.join(self._codes)}>")
            self._codes = []

    def _end(self) -> None:
        self._flush()
        if self._shown:
            self._done.append((self._rise, "".join(self._shown)))
            self._shown = []

    def shaped(self, units: int) -> Shaped:
        self._end()
        return Shaped(self._width / units, tuple(self._done), tuple(self.letters))


@cache
def print_font(weight: str) -> PrintFont:
    """The font "regular" or "bold", read once a process."""
    return PrintFont(weight)
