"""QR codes as dark stretches of lines: sharp in print, and drawn without a picture library."""

from __future__ import annotations

from dataclasses import dataclass

QUIET = 4  # light modules around a code, which readers need to find it


@dataclass(frozen=True)
class Code:
    """`size` modules each way; `runs` are dark: place from the left, line from above, length."""

    size: int
    runs: tuple[tuple[int, int, int], ...]


def qr_code(text: str, *, quiet: int = 0) -> Code:
    """The code of a text, with `quiet` light modules around it."""
    from qrcode import constants  # noqa: PLC0415 -- for the few requests that need it
    from qrcode.main import QRCode  # noqa: PLC0415

    code = QRCode(error_correction=constants.ERROR_CORRECT_L, border=quiet)
    code.add_data(text)
    rows = code.get_matrix()
    runs = ((x, y, length) for y, row in enumerate(rows) for x, length in _dark(row))
    return Code(len(rows), tuple(runs))


def qr_svg(text: str, *, quiet: int = QUIET, millimetres: int = 40) -> bytes:
    """The code of a text, black on white, as SVG of this width."""
    code = qr_code(text, quiet=quiet)
    sheet = f"M0 0h{code.size}v{code.size}h-{code.size}z"
    path = "".join(f"M{x} {y}h{length}v1h-{length}z" for x, y, length in code.runs)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {code.size} {code.size}"'
        f' width="{millimetres}mm" height="{millimetres}mm" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="{sheet}"/><path d="{path}"/></svg>'
    ).encode()


def _dark(row: list[bool]) -> list[tuple[int, int]]:
    """The dark stretches of a row, each with its start and its length."""
    found = []
    start = None
    for place, dark in enumerate([*row, False]):
        if dark and start is None:
            start = place
        elif not dark and start is not None:
            found.append((start, place - start))
            start = None
    return found
