"""The two print fonts, and how wide a text is in them.

The widths are HarfBuzz's, which shapes the text in the PDF too, so a line filled here fits there.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

FONTS = Path(__file__).resolve().parents[2] / "static" / "vendor" / "print-fonts"
FILES = {"regular": "PortalSarabun-Regular.ttf", "bold": "PortalSarabun-Bold.ttf"}

# Wider than any letter that a font of the system may lend for one that ours have not.
_BORROWED_EM = 1.5
_REMEMBERED_WORDS = 50_000


class Face:
    """One font file; widths are in em."""

    def __init__(self, path: Path) -> None:
        import uharfbuzz  # noqa: PLC0415 -- slow import

        self._shaper: Any = uharfbuzz
        blob = uharfbuzz.Blob.from_file_path(str(path))
        face = uharfbuzz.Face(blob)
        self._font = uharfbuzz.Font(face)
        self._units = face.upem
        self._letters = frozenset(face.unicodes)
        self._known: dict[str, float] = {}

    def em(self, text: str) -> float:
        """The width of a text that stands on one line; words are remembered."""
        width = self._known.get(text)
        if width is None:
            if len(self._known) > _REMEMBERED_WORDS:
                self._known.clear()
            width = self._known[text] = self._measure(text)
        return width

    def _measure(self, text: str) -> float:
        own = "".join(letter for letter in text if ord(letter) in self._letters)
        buffer = self._shaper.Buffer()
        buffer.add_str(own)
        buffer.guess_segment_properties()
        self._shaper.shape(self._font, buffer)
        shaped = sum(position.x_advance for position in buffer.glyph_positions or ())
        return float(shaped / self._units + (len(text) - len(own)) * _BORROWED_EM)


@cache
def face(weight: str) -> Face:
    """The face "regular" or "bold", read once a process."""
    return Face(FONTS / FILES[weight])
