"""What a PDF says that its glyphs mean (ActualText), as Chromium, Word and WeasyPrint do for ำ."""

from __future__ import annotations

import ctypes

from measures.importing.pdf.pdfium import Pdfium

_NAME = b"ActualText"
_LONGEST = 4_000  # bytes


class Meanings:
    """The marks of the objects of a page that say it, by their addresses."""

    def __init__(self, pdfium: Pdfium) -> None:
        self._pdfium = pdfium
        self._bytes = (ctypes.c_ubyte * _LONGEST)()
        self._size = ctypes.c_ulong()
        self._found: dict[int, str] = {}  # "" for marks that say something else

    def of(self, mark: int) -> str:
        return self._found[mark]

    def mark_of(self, each: int) -> int:
        """The innermost mark around an object that says what it means, or 0."""
        pdfium, meant = self._pdfium, 0
        for place in range(pdfium.PageObj_CountMarks(each)):
            mark = pdfium.PageObj_GetMark(each, place) or 0
            if mark not in self._found:
                self._found[mark] = self._read(mark)
            if self._found[mark]:
                meant = mark
        return meant

    def _read(self, mark: int) -> str:
        place = ctypes.addressof(self._size)
        read = self._pdfium.PageObjMark_GetParamBlobValue
        is_there = read(mark, _NAME, None, 0, place)
        if not is_there or not 0 < self._size.value < _LONGEST:
            return ""
        read(mark, _NAME, ctypes.addressof(self._bytes), _LONGEST, place)
        return _decode(bytes(self._bytes[: self._size.value]))


def _decode(text: bytes) -> str:
    """A text of a PDF: UTF-16 or UTF-8 where it begins so, else nearly Latin-1."""
    if text.startswith(b"\xfe\xff"):
        return text[2:].decode("utf-16-be", "replace")
    if text.startswith(b"\xef\xbb\xbf"):
        return text[3:].decode("utf-8", "replace")
    return text.decode("latin-1")
