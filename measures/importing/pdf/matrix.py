"""Places on a page of a PDF: matrices, and points from the top left corner of what is shown."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

from measures.importing.pdf.pdfium import Pdfium

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_Six = ctypes.c_float * 6


@dataclass(frozen=True, slots=True)
class Frame:
    """The corner that places are counted from, and how far down they go."""

    left: float
    top: float
    height: float

    def place(self, matrix: Matrix, x: float, y: float) -> tuple[float, float]:
        a, b, c, d, e, f = matrix
        return a * x + c * y + e - self.left, self.top - (b * x + d * y + f)


class Matrices:
    """Those of the objects of a page, by their addresses."""

    def __init__(self, pdfium: Pdfium) -> None:
        self._read = pdfium.PageObj_GetMatrix
        self._six = _Six()
        self._place = ctypes.addressof(self._six)

    def of(self, each: int) -> Matrix:
        a, b, c, d, e, f = self._six if self._read(each, self._place) else IDENTITY
        return (a, b, c, d, e, f)


def times(inner: Matrix, outer: Matrix) -> Matrix:
    """One matrix after the other."""
    if outer is IDENTITY:
        return inner
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )
