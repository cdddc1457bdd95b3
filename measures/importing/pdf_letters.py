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
from typing import Any

from measures.importing import refusals
from measures.importing.pdf_matrix import Frame, Matrix, matrix_of, times
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
_MEANING = b"ActualText"
_LONGEST_MEANING = 4_000  # bytes
_MOST_CORNERS = 6
_EDGE = 0.12  # of a page, above and below, where the ink of other pages may be clipped away


@dataclass(frozen=True, slots=True)
class Letters:
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
    """A text object; with what its glyphs mean where the file says so, and then its place."""

    address: int
    each: Any
    matrix: Matrix
    mark: int = 0
    meaning: str = ""
    baseline: float = 0.0
    size: float = 0.0


class TextObjects:
    """The text objects of one page, in their order."""

    def __init__(self, raw: Any, page: Any, frame: Frame) -> None:
        self._raw = raw
        self._page = page
        self._frame = frame
        self._texts: list[_Text] = []

    def note(self, each: Any, matrix: Matrix) -> None:
        """Remember a text object; `matrix` is that of the form around it."""
        raw = self._raw
        found = _Text(address=_address(each), each=each, matrix=matrix)
        for place in range(raw.FPDFPageObj_CountMarks(each)):
            mark = raw.FPDFPageObj_GetMark(each, place)
            size = ctypes.c_ulong()
            is_there = raw.FPDFPageObjMark_GetParamBlobValue(mark, _MEANING, None, 0, size)
            if is_there and 0 < size.value < _LONGEST_MEANING:
                buffer = (ctypes.c_ubyte * size.value)()
                raw.FPDFPageObjMark_GetParamBlobValue(mark, _MEANING, buffer, size.value, size)
                found.mark, found.meaning = _address(mark), _decode(bytes(buffer))
        whole = times(matrix_of(raw, each), matrix)
        _, found.baseline = self._frame.place(whole, 0.0, 0.0)
        points = ctypes.c_float()
        raw.FPDFTextObj_GetFontSize(each, points)
        found.size = points.value * math.hypot(whole[2], whole[3])
        is_inside = _EDGE < found.baseline / self._frame.height < 1 - _EDGE
        if is_inside or not self._is_clipped(each, matrix, found):
            self._texts.append(found)

    def letters(self) -> Iterator[Letters]:
        """The letters of the page, object by object in the order in which they were written.

        PDFium's own order is another: it sorts what stands on a line.
        """
        text_page = self._page.get_textpage()
        try:
            by_object = self._by_object(text_page)
        finally:
            text_page.close()
        meant: dict[int, list[_Text]] = defaultdict(list)
        for text in self._texts:
            meant[text.mark].append(text)
        seen = {0}
        for text in self._texts:
            letters = by_object.get(text.address, [])
            if not text.mark and letters:
                yield from letters
            elif not text.mark:
                yield from _blank(text, *self._reach(text))
            elif text.mark not in seen:
                seen.add(text.mark)
                group = meant[text.mark]
                reaches = [self._reach(each) for each in group]
                left, right = min(reach[0] for reach in reaches), max(reach[1] for reach in reaches)
                inside = [each for t in group for each in by_object.get(t.address, ())]
                y = inside[0].y if inside else text.baseline
                yield Letters(text.meaning, left, right, y, group[0].size)

    def _reach(self, text: _Text) -> tuple[float, float]:
        """Where a text object begins and ends."""
        box = [ctypes.c_float() for _ in range(4)]
        self._raw.FPDFPageObj_GetBounds(text.each, *box)
        left, _ = self._frame.place(text.matrix, box[0].value, box[1].value)
        right, _ = self._frame.place(text.matrix, box[2].value, box[1].value)
        return left, right

    def _by_object(self, text_page: Any) -> dict[int, list[Letters]]:
        raw = self._raw
        count = raw.FPDFText_CountChars(text_page)
        if count > _MOST_LETTERS:
            raise UnreadableFile(refusals.CROWDED_PDF)
        box = raw.FS_RECTF()
        x, y = ctypes.c_double(), ctypes.c_double()
        found: dict[int, list[Letters]] = defaultdict(list)
        sizes = {text.address: text.size for text in self._texts}
        for index in range(count):
            if raw.FPDFText_IsGenerated(text_page, index) == 1:
                continue
            each = _address(raw.FPDFText_GetTextObject(text_page, index))
            raw.FPDFText_GetLooseCharBox(text_page, index, box)
            raw.FPDFText_GetCharOrigin(text_page, index, x, y)
            found[each].append(
                Letters(
                    letter_of(raw.FPDFText_GetUnicode(text_page, index)),
                    box.left - self._frame.left,
                    box.right - self._frame.left,
                    self._frame.top - y.value,
                    sizes.get(each, 0.0),
                )
            )
        return found

    def _is_clipped(self, each: Any, matrix: Matrix, text: _Text) -> bool:
        """Whether nothing of an object is shown; clips of other shapes than boxes show it."""
        raw = self._raw
        clip = raw.FPDFPageObj_GetClipPath(each)
        x, y = ctypes.c_float(), ctypes.c_float()
        for path in range(max(raw.FPDFClipPath_CountPaths(clip), 0)):
            count = raw.FPDFClipPath_CountPathSegments(clip, path)
            if not 4 <= count <= _MOST_CORNERS:
                continue
            corners = []
            for place in range(count):
                segment = raw.FPDFClipPath_GetPathSegment(clip, path, place)
                raw.FPDFPathSegment_GetPoint(segment, x, y)
                corners.append(self._frame.place(matrix, x.value, y.value))
            middle = text.baseline - text.size / 4
            ys = [corner[1] for corner in corners]
            if not min(ys) <= middle <= max(ys):
                return True
        return False


def _blank(text: _Text, left: float, right: float) -> Iterator[Letters]:
    """A space that PDFium leaves out, since nothing of it is seen."""
    if right - left < text.size:
        yield Letters(" ", left, left, text.baseline, text.size)


def letter_of(code: int) -> str:
    """A letter, also where an old font keeps it in a place of its own."""
    if code == _HYPHEN:
        return "-"
    if code in _OLD_FONTS:
        return _OLD_FONTS[code]
    letter = chr(code)
    return UNREADABLE if unicodedata.category(letter) in _UNREADABLE_KINDS else letter


def _decode(text: bytes) -> str:
    """A text of a PDF: UTF-16 or UTF-8 where it begins so, else nearly Latin-1."""
    if text.startswith(b"\xfe\xff"):
        return text[2:].decode("utf-16-be", "replace")
    if text.startswith(b"\xef\xbb\xbf"):
        return text[3:].decode("utf-8", "replace")
    return text.decode("latin-1")


def _address(pointer: Any) -> int:
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0
