"""Where heads sign: a line to write on, the name and the post below it; a row is never torn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.layouts import Signature
from reports.rendering import sheet
from reports.rendering.paragraphs import Paragraph
from reports.rendering.pieces import Pieces, Setter, count_lines

_LINE_TO_SIGN = "." * 50
_MOST_IN_A_ROW = 3


@dataclass(frozen=True)
class PlacedSignature:
    """The lines of one who signs; `left` is where their room begins, in points."""

    pieces: Pieces
    left: float


@dataclass(frozen=True)
class SignatureRow:
    """Those who sign side by side, each in `width` points; `height` is that of the whole row."""

    signatures: tuple[PlacedSignature, ...]
    width: float
    height: float


def signature_lines(signature: Signature) -> tuple[str, ...]:
    """What is printed for one who signs, line by line."""
    titles = (" ".join(line.split()) for line in signature.title.splitlines())
    return (
        f"ลงชื่อ {_LINE_TO_SIGN} {signature.role}".strip(),
        f"({signature.name or _LINE_TO_SIGN})",
        *filter(None, titles),
    )


def side_by_side(count: int) -> tuple[int, int]:
    """How many stand in a row, and which place the first has: one alone stands on the right."""
    if count < 2:
        return 2, 1
    return (2 if count == 4 else min(count, _MOST_IN_A_ROW)), 0


def signature_rows(
    signatures: Sequence[Sequence[str]], names: tuple[str, ...]
) -> list[SignatureRow]:
    """The lines of all who sign in rows; `names` are never broken over lines."""
    per_row, first = side_by_side(len(signatures))
    width = round((sheet.WIDTH - sheet.SIGNATURE["gap"] * (per_row - 1)) / per_row, 2)
    setter = Setter(sheet.TEXT, sheet.TEXT, width, names, hangs=False, balances=True)
    placed = [
        PlacedSignature(
            pieces=setter.set([Paragraph(text=line) for line in lines]),
            left=round((first + number % per_row) * (width + sheet.SIGNATURE["gap"]), 2),
        )
        for number, lines in enumerate(signatures)
    ]
    return [_row(tuple(placed[i : i + per_row]), width) for i in range(0, len(placed), per_row)]


def _row(signatures: tuple[PlacedSignature, ...], width: float) -> SignatureRow:
    lines = max(count_lines(each.pieces) for each in signatures)
    height = sheet.SIGNATURE["above"] + lines * sheet.TEXT.line
    return SignatureRow(signatures=signatures, width=width, height=round(height, 2))
