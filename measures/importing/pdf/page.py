"""What stands on a page of a PDF: its letters, and the straight lines that are drawn."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from measures.importing import refusals
from measures.importing.pdf.letters import Letters, TextObjects
from measures.importing.pdf.matrix import IDENTITY, Frame, Matrices, Matrix, times
from measures.importing.pdf.pdfium import Pdfium, address_of
from measures.importing.tables import UnreadableFile

_MOST_OBJECTS = 60_000
_DEEPEST = 8  # forms in each other
_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5  # PDFium's kinds of objects
_MOVE = 2  # and of segments
_THIN = 3.0  # points: a filled shape no wider is a line


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: from `start` to `end` along its direction, at the other coordinate `at`."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, kw_only=True)
class Page:
    width: float
    height: float
    letters: tuple[Letters, ...]
    across: tuple[Rule, ...]  # horizontal lines, `at` from the top
    down: tuple[Rule, ...]
    has_pictures: bool


def read_page(document: Any, index: int) -> Page:
    """Raises UnreadableFile for a page with far more on it than any report has."""
    page = document[index]
    try:
        return _Reader(Pdfium(), page).read()
    finally:
        page.close()


class _Reader:
    def __init__(self, pdfium: Pdfium, page: Any) -> None:
        self._pdfium = pdfium
        self._page = page
        left, bottom, _, top = page.get_bbox()
        self._frame = Frame(left, top, max(top - bottom, 1.0))
        self._texts = TextObjects(pdfium, page, self._frame)
        self._matrices = Matrices(pdfium)
        self._point = (ctypes.c_float * 2)()
        self._x = ctypes.addressof(self._point)
        self._y = self._x + 4
        self._across: list[Rule] = []
        self._down: list[Rule] = []
        self._pictures = self._objects = 0

    def read(self) -> Page:
        self._walk(self._page_objects(), IDENTITY, 0)
        letters = tuple(self._texts.letters())
        left, bottom, right, top = self._page.get_bbox()
        return Page(
            width=right - left,
            height=top - bottom,
            letters=letters,
            across=tuple(self._across),
            down=tuple(self._down),
            has_pictures=self._pictures > 0,
        )

    def _page_objects(self) -> Iterator[int]:
        page, object_at = address_of(self._page), self._pdfium.Page_GetObject
        for place in range(self._pdfium.Page_CountObjects(page)):
            yield object_at(page, place)

    def _walk(self, objects: Iterator[int], matrix: Matrix, depth: int) -> None:
        pdfium, kind_of, note = self._pdfium, self._pdfium.PageObj_GetType, self._texts.note
        for each in objects:
            self._objects += 1
            if self._objects > _MOST_OBJECTS:
                raise UnreadableFile(refusals.CROWDED_PDF)
            kind = kind_of(each)
            if kind == _TEXT:
                note(each, matrix)
            elif kind == _PATH:
                self._read_path(each, matrix)
            elif kind == _IMAGE:
                self._pictures += 1
            elif kind == _FORM and depth < _DEEPEST:
                count = pdfium.FormObj_CountObjects(each)
                inner = (pdfium.FormObj_GetObject(each, place) for place in range(count))
                self._walk(inner, times(self._matrices.of(each), matrix), depth + 1)

    def _read_path(self, each: int, matrix: Matrix) -> None:
        pdfium = self._pdfium
        modes = (ctypes.c_int * 2)()
        fill = ctypes.addressof(modes)
        pdfium.Path_GetDrawMode(each, fill, fill + 4)
        is_fill, is_stroke = map(bool, modes)
        whole = times(self._matrices.of(each), matrix)
        points: list[tuple[float, float]] = []
        for place in range(pdfium.Path_CountSegments(each)):
            self._objects += 1
            segment = pdfium.Path_GetPathSegment(each, place)
            if pdfium.PathSegment_GetType(segment) == _MOVE:
                self._add_shape(points, is_stroke=is_stroke, is_fill=is_fill)
                points = []
            pdfium.PathSegment_GetPoint(segment, self._x, self._y)
            points.append(self._frame.place(whole, *self._point))
            if pdfium.PathSegment_GetClose(segment) and len(points) > 1:
                points.append(points[0])
        self._add_shape(points, is_stroke=is_stroke, is_fill=is_fill)

    def _add_shape(
        self, points: list[tuple[float, float]], *, is_stroke: bool, is_fill: bool
    ) -> None:
        if len(points) < 2:
            return
        xs, ys = [x for x, _ in points], [y for _, y in points]
        left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
        if is_fill and min(right - left, bottom - top) <= _THIN:
            self._add_line(left, right, top, bottom)
        elif is_stroke:
            for (x, y), (to_x, to_y) in pairwise(points):
                self._add_line(min(x, to_x), max(x, to_x), min(y, to_y), max(y, to_y))

    def _add_line(self, left: float, right: float, top: float, bottom: float) -> None:
        width, height = right - left, bottom - top
        if width >= height and height <= _THIN:
            self._across.append(Rule((top + bottom) / 2, left, right))
        elif height > width and width <= _THIN:
            self._down.append(Rule((left + right) / 2, top, bottom))
