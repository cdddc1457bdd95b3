"""One page: its texts, rules, areas and pictures, and which element each of them belongs to."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from reports.rendering import sheet
from reports.rendering.drawing.shaping import Shaped, print_font
from reports.rendering.drawing.structure import Element
from reports.rendering.qr import Code

ASCENT, DESCENT = 1.068, 0.232  # of our fonts, in em


class Letters:
    """Shapes texts, and remembers what a document uses of each font."""

    def __init__(self) -> None:
        self.used: dict[str, dict[int, str]] = {"regular": {}, "bold": {}}
        self._seen: set[tuple[str, str]] = set()

    def shape(self, face: str, text: str) -> Shaped:
        shaped = print_font(face).shape(text)
        if (face, text) not in self._seen:
            self._seen.add((face, text))
            used = self.used[face]
            for glyph, letters in shaped.letters:
                used.setdefault(glyph, letters)
        return shaped


@dataclass
class Canvas:
    """The content of a page; coordinates are points from its upper left corner."""

    number: int
    letters: Letters
    marked: list[Element] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    _operators: list[str] = field(default_factory=list)

    @property
    def content(self) -> bytes:
        return "\n".join(self._operators).encode("ascii")

    @contextmanager
    def marking(self, element: Element) -> Iterator[None]:
        """What is drawn within is content of the element."""
        number = len(self.marked)
        self.marked.append(element)
        element.kids.append(number)
        self._operators.append(f"/{element.kind} <</MCID {number}>> BDC")
        yield
        self._operators.append("EMC")

    @contextmanager
    def artifact(self, entries: str = "") -> Iterator[None]:
        """What is drawn within is decoration, not content."""
        self._operators.append(f"/Artifact <<{entries}>> BDC" if entries else "/Artifact BMC")
        yield
        self._operators.append("EMC")

    def write(self, kind: sheet.Type, lines: Sequence[tuple[float, float, Shaped]]) -> None:
        """Lines, each on its baseline from a point on."""
        self._operators.append(f"BT /{kind.face} {_n(kind.size)} Tf")
        from_x = from_y = 0.0
        for x, y, shaped in lines:
            below = round(sheet.PAGE_HEIGHT - y, 2)
            right = round(x, 2)
            self._operators.append(f"{_n(right - from_x)} {_n(below - from_y)} Td")
            from_x, from_y = right, below
            self._show(shaped, kind.size)
        self._operators.append("ET")

    def _show(self, shaped: Shaped, size: float) -> None:
        for rise, shown in shaped.stretches:
            if rise:
                self._operators.append(f"{_n(rise * size / 1000)} Ts [{shown}] TJ 0 Ts")
            else:
                self._operators.append(f"[{shown}] TJ")

    def write_across(self, kind: sheet.Type, text: str, middle: tuple[float, float]) -> None:
        """A pale text that climbs; its middle is where told."""
        shaped = self.letters.shape(kind.face, text)
        cosine, sine = math.cos(math.radians(20)), math.sin(math.radians(20))
        along, up = -shaped.width * kind.size / 2, -(ASCENT - DESCENT) / 2 * kind.size
        x = middle[0] + along * cosine - up * sine
        y = sheet.PAGE_HEIGHT - middle[1] + along * sine + up * cosine
        self._operators.append(f"q 0.894 g BT /{kind.face} {_n(kind.size)} Tf")
        turned = f"{cosine:.4f} {sine:.4f} {-sine:.4f} {cosine:.4f}"
        self._operators.append(f"{turned} {_n(x)} {_n(y)} Tm")
        self._show(shaped, kind.size)
        self._operators.append("ET Q")

    def rules(self, lines: Sequence[tuple[float, float, float, float]]) -> None:
        """Lines of the table, each from a point to a point."""
        self._operators.append(f"{_n(sheet.BORDER)} w 2 J")
        for x, y, to_x, to_y in lines:
            start = f"{_n(x)} {_n(sheet.PAGE_HEIGHT - y)} m"
            self._operators.append(f"{start} {_n(to_x)} {_n(sheet.PAGE_HEIGHT - to_y)} l")
        self._operators.append("S")

    def fill(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        box = f"{_n(x)} {_n(sheet.PAGE_HEIGHT - y - height)} {_n(width)} {_n(height)}"
        self._operators.append(f"q {colour} rg {box} re f Q")

    def modules(self, code: Code, x: float, y: float, width: float) -> None:
        """A QR code, `width` wide: its dark runs in one path, so that no seam shows."""
        side = width / code.size
        boxes = [
            f"{_fine(x + left * side)} {_fine(sheet.PAGE_HEIGHT - y - (line + 1) * side)}"
            f" {_fine(length * side)} {_fine(side)} re"
            for left, line, length in code.runs
        ]
        self._operators.append(f"{' '.join(boxes)} f")

    def picture(self, sha256: str, x: float, y: float, width: float, height: float) -> None:
        self.pictures.append(sha256)
        place = f"{_n(width)} 0 0 {_n(height)} {_n(x)} {_n(sheet.PAGE_HEIGHT - y - height)}"
        self._operators.append(f"q {place} cm /P{sha256} Do Q")


def _n(value: float) -> str:
    """A number in as few letters as it needs."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _fine(value: float) -> str:
    """A number of which hundredths are seen."""
    return f"{value:.4f}".rstrip("0").rstrip(".")
