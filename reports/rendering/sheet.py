"""The measures of the printed sheet, in points: A4 on its side.

Sarabun of 10.9 points is as large as TH Sarabun of 16, the official size of running text.
"""

from __future__ import annotations

from dataclasses import dataclass

_MILLIMETRE = 72 / 25.4

# The foot has room for a QR code and for the edge that printers leave white.
MARGIN_MM = {"top": 12, "right": 15, "bottom": 18, "left": 15}
QR_MM = 12
PAGE_WIDTH = 297 * _MILLIMETRE
PAGE_HEIGHT = 210 * _MILLIMETRE
LEFT = MARGIN_MM["left"] * _MILLIMETRE
TOP = MARGIN_MM["top"] * _MILLIMETRE
BOTTOM = (210 - MARGIN_MM["bottom"]) * _MILLIMETRE
QR = QR_MM * _MILLIMETRE
QR_ABOVE = 1.5 * _MILLIMETRE  # from the text down to the code, and beside it
WIDTH = (297 - MARGIN_MM["left"] - MARGIN_MM["right"]) * _MILLIMETRE
# Half a point less than the sheet has, so that rounding never pushes a line off it.
HEIGHT = (210 - MARGIN_MM["top"] - MARGIN_MM["bottom"]) * _MILLIMETRE - 0.5


@dataclass(frozen=True)
class Type:
    """A kind of text: its face, its size and the height of its lines."""

    face: str
    size: float
    line: float


TITLE = Type("bold", 12.5, 19)
TEXT = Type("regular", 10.9, 16.5)
ANNEX_TITLE = Type("bold", 12.5, 19)
HEADING = Type("bold", 10.9, 16.5)
COVER = Type("bold", 22, 38)
CELL = Type("regular", 10, 14.5)
CELL_TITLE = Type("bold", 10, 14.5)
HEADER = Type("bold", 10, 14.5)
CAPTION = Type("regular", 10, 14.5)
FOOT = Type("regular", 9, 11.7)
DRAFT = Type("bold", 150, 150)

PARAGRAPH_INDENT = 42.5  # the first line of a paragraph of the introduction
LIST_INDENT = 42.5  # lists in the introduction and the annex
NESTED_INDENT = 10.0  # a depth of a list in a cell
COVER_TOP = 52 * _MILLIMETRE  # above the first line of the cover
COVER_BELOW = 24.0  # from the lines of the cover down to an introduction on it
# The emblem above the title and, larger, on the cover above its lines, with space below it.
EMBLEM = {"width": 200.0, "title": 62.0, "cover": 100.0, "below": 6.0}
# A row of places to sign: room for a hand above it, and between those who sign.
SIGNATURE = {"above": 34.0, "gap": 14.0}
SPACE = 6.0  # under the title block, above the table, above a heading of the annex
PADDING = {"x": 4.0, "y": 2.5}
BORDER = 0.5
PHOTO = {"height": 186.0, "gap": 14.0, "above": 4.0, "below": 4.0, "after": 8.0}  # two in a row

HEADER_FILL = "EEF1F6"  # behind the header of the table
NO_PICTURE_FILL = "EEEEEE"  # in place of a picture that is not at hand
LABEL_SHARE = 70  # per cent of the foot for the version; the number of the page has the rest

# What a row adds to its lines: padding above and below, and its bottom rule.
ROW_EXTRA = 2 * PADDING["y"] + BORDER
CENTRED = frozenset({"number", "period", "owners"})


def colour(fill: str) -> str:
    """A colour of six hexadecimal digits as red, green and blue from 0 to 1."""
    return " ".join(f"{int(fill[place : place + 2], 16) / 255:.4f}" for place in (0, 2, 4))


def column_widths(per_cent: list[int]) -> list[float]:
    """The room for text in each column."""
    inner = WIDTH - BORDER
    return [inner * width / 100 - 2 * PADDING["x"] - BORDER for width in per_cent]
