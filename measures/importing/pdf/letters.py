"""The letters of a page of a PDF, in the order in which they were written.

Letters come from PDFium. Where a program says what some glyphs mean (ActualText, as Chromium,
Word and WeasyPrint do for ำ and for marks), those words are taken once and PDFium's own reading of
the glyphs is not. What is clipped away, as the next page's ink is by Chromium, is left out.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from measures.importing import refusals
from measures.importing.pdf.matrix import Frame, Matrices, Matrix, times
from measures.importing.pdf.meanings import Meanings
from measures.importing.pdf.pdfium import Pdfium, address_of
from measures.importing.tables import UnreadableFile

_MOST_LETTERS = 60_000  # of one page
UNREADABLE = "\ufffd"  # a glyph that no one can say the letter of
_UNREADABLE_KINDS = ("Cc", "Cs", "Co", "Cn")
_HYPHEN = 2  # PDFium's own sign for one at the end of a line
# Thai fonts of Windows and their heirs have each mark several times: higher, lower, to the left.
_OLD_FONTS = dict(
    enumerate(
        "\u0e10\u0e34\u0e35\u0e36\u0e37\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e48\u0e49\u0e4a\u0e4b\u0e4c"
        "\u0e0d\u0e31\u0e4d\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e38\u0e39\u0e3a",
        0xF700,
    )
)
_MOST_CORNERS = 6
_EDGE = 0.12  # of a page, above and below, where the ink of other pages may be clipped away


class Letters(NamedTuple):
    """Words that were written at one go; `x` to `right` on a baseline `y`, from the top.

    `size` is that of their font as it stands on the page.
    """

    text: str
    x: float
    right: float
    y: float
    size: float


@dataclass(slots=True)
class _Text:
    """A text object by its address, with the matrix around it, and where it stands.

    `mark` says what its glyphs mean, where one does; else it is 0.
    """

    each: int
    matrix: Matrix
    mark: int
    baseline: float
    size: float


class TextObjects:
    """The text objects of one page, in their order."""

    def __init__(self, pdfium: Pdfium, page: Any, frame: Frame) -> None:
        self._pdfium = pdfium
        self._page = page
        self._frame = frame
        self._matrices = Matrices(pdfium)
        self._meanings = Meanings(pdfium)
        self._floats = (ctypes.c_float * 4)()
        self._places = [ctypes.addressof(self._floats) + 4 * place for place in range(4)]
        self._texts: list[_Text] = []

    def note(self, each: int, matrix: Matrix) -> None:
        """Remember a text object; `matrix` is that of the form around it."""
        whole = times(self._matrices.of(each), matrix)
        baseline = self._frame.top - whole[5]
        self._floats[0] = 0.0
        self._pdfium.TextObj_GetFontSize(each, self._places[0])
        size = self._floats[0] * math.hypot(whole[2], whole[3])
        is_inside = _EDGE < baseline / self._frame.height < 1 - _EDGE
        if is_inside or not self._is_clipped(each, matrix, baseline - size / 4):
            mark = self._meanings.mark_of(each)
            self._texts.append(_Text(each, matrix, mark, baseline, size))

    def letters(self) -> Iterator[Letters]:
        """The letters of the page, object by object in the order in which they were written.

        PDFium's own order is another: it sorts what stands on a line.
        """
        text_page = self._page.get_textpage()
        try:
            by_object = self._by_object(address_of(text_page))
        finally:
            text_page.close()
        meant: dict[int, list[_Text]] = defaultdict(list)
        for text in self._texts:
            meant[text.mark].append(text)
        seen = {0}
        for text in self._texts:
            letters = by_object.get(text.each, ())
            if not text.mark and letters:
                yield from letters
            elif not text.mark:
                yield from _blank(text, *self._reach(text))
            elif text.mark not in seen:
                seen.add(text.mark)
                group = meant[text.mark]
                reaches = [self._reach(each) for each in group]
                left, right = min(reach[0] for reach in reaches), max(reach[1] for reach in reaches)
                inside = [each for t in group for each in by_object.get(t.each, ())]
                y = inside[0].y if inside else text.baseline
                yield Letters(self._meanings.of(text.mark), left, right, y, group[0].size)

    def _reach(self, text: _Text) -> tuple[float, float]:
        """Where a text object begins and ends."""
        self._pdfium.PageObj_GetBounds(text.each, *self._places)
        from_x, from_y, to_x, _ = self._floats
        left, _ = self._frame.place(text.matrix, from_x, from_y)
        right, _ = self._frame.place(text.matrix, to_x, from_y)
        return left, right

    def _by_object(self, text_page: int) -> dict[int, list[Letters]]:
        pdfium = self._pdfium
        left, top = self._frame.left, self._frame.top
        count = pdfium.Text_CountChars(text_page)
        if count > _MOST_LETTERS:
            raise UnreadableFile(refusals.CROWDED_PDF)
        object_of, code_of = pdfium.Text_GetTextObject, pdfium.Text_GetUnicode
        read_box, read_origin = pdfium.Text_GetLooseCharBox, pdfium.Text_GetCharOrigin
        origin = (ctypes.c_double * 2)()
        x, y = ctypes.addressof(origin), ctypes.addressof(origin) + 8
        box, box_place = self._floats, self._places[0]
        found: dict[int, list[Letters]] = defaultdict(list)
        sizes = {text.each: text.size for text in self._texts}
        for index in range(count):
            each = object_of(text_page, index)  # none of what PDFium puts between
            if each not in sizes:
                continue
            read_box(text_page, index, box_place)
            read_origin(text_page, index, x, y)
            letter = letter_of(code_of(text_page, index))
            start, _, end, _ = box
            letters = Letters(letter, start - left, end - left, top - origin[1], sizes[each])
            found[each].append(letters)
        return found

    def _is_clipped(self, each: int, matrix: Matrix, middle: float) -> bool:
        """Whether nothing of an object is shown; clips of other shapes than boxes show it."""
        pdfium = self._pdfium
        clip = pdfium.PageObj_GetClipPath(each)
        x, y, *_ = self._places
        for path in range(max(pdfium.ClipPath_CountPaths(clip), 0)):
            count = pdfium.ClipPath_CountPathSegments(clip, path)
            if not 4 <= count <= _MOST_CORNERS:
                continue
            ys = []
            for place in range(count):
                segment = pdfium.ClipPath_GetPathSegment(clip, path, place)
                pdfium.PathSegment_GetPoint(segment, x, y)
                _, corner = self._frame.place(matrix, self._floats[0], self._floats[1])
                ys.append(corner)
            if not min(ys) <= middle <= max(ys):
                return True
        return False


def _blank(text: _Text, left: float, right: float) -> Iterator[Letters]:
    """A space that PDFium leaves out, since nothing of it is seen."""
    if right - left < text.size:
        yield Letters(" ", left, left, text.baseline, text.size)


@lru_cache(4_000)
def letter_of(code: int) -> str:
    """A letter, also where an old font keeps it in a place of its own."""
    if code == _HYPHEN:
        return "-"
    if code in _OLD_FONTS:
        return _OLD_FONTS[code]
    letter = chr(code)
    return UNREADABLE if unicodedata.category(letter) in _UNREADABLE_KINDS else letter
