"""What stands on a page of a PDF: its letters, and the straight lines that are drawn."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from measures.importing import refusals
from measures.importing.pdf_letters import Letters, TextObjects
from measures.importing.pdf_matrix import IDENTITY, Frame, Matrix, matrix_of, times
from measures.importing.tables import UnreadableFile

_MOST_OBJECTS = 60_000
_DEEPEST = 8  # forms in each other
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
    from pypdfium2 import raw  # noqa: PLC0415 -- slow import

    page = document[index]
    try:
        return _Reader(raw, page).read()
    finally:
        page.close()


class _Reader:
    def __init__(self, raw: Any, page: Any) -> None:
        self._raw = raw
        self._page = page
        left, bottom, _, top = page.get_bbox()
        self._frame = Frame(left, top, max(top - bottom, 1.0))
        self._texts = TextObjects(raw, page, self._frame)
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

    def _page_objects(self) -> Iterator[Any]:
        for place in range(self._raw.FPDFPage_CountObjects(self._page)):
            yield self._raw.FPDFPage_GetObject(self._page, place)

    def _walk(self, objects: Iterator[Any], matrix: Matrix, depth: int) -> None:
        raw = self._raw
        for each in objects:
            self._objects += 1
            if self._objects > _MOST_OBJECTS:
                raise UnreadableFile(refusals.CROWDED_PDF)
            kind = raw.FPDFPageObj_GetType(each)
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                self._texts.note(each, matrix)
            elif kind == raw.FPDF_PAGEOBJ_PATH:
                self._read_path(each, matrix)
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                self._pictures += 1
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                count = raw.FPDFFormObj_CountObjects(each)
                inner = (raw.FPDFFormObj_GetObject(each, place) for place in range(count))
                self._walk(inner, times(matrix_of(raw, each), matrix), depth + 1)

    def _read_path(self, each: Any, matrix: Matrix) -> None:
        raw = self._raw
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(each, fill, stroke)
        whole = times(matrix_of(raw, each), matrix)
        x, y = ctypes.c_float(), ctypes.c_float()
        points: list[tuple[float, float]] = []
        for place in range(raw.FPDFPath_CountSegments(each)):
            self._objects += 1
            segment = raw.FPDFPath_GetPathSegment(each, place)
            if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
                self._add_shape(points, is_stroke=bool(stroke.value), is_fill=bool(fill.value))
                points = []
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            points.append(self._frame.place(whole, x.value, y.value))
            if raw.FPDFPathSegment_GetClose(segment) and len(points) > 1:
                points.append(points[0])
        self._add_shape(points, is_stroke=bool(stroke.value), is_fill=bool(fill.value))

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
