"""Pictures for the demo: plain shapes and words, drawn in the sandbox like all others."""

from __future__ import annotations

import io
from typing import Any

MARK = "ภาพสาธิต"
_SIZE = (1600, 1200)
_PAPER, _INK, _BLUE, _GOLD, _QUIET = "#f7f6f2", "#1b2430", "#244b86", "#c8922a", "#dfdbd0"


def draw_sample(kind: str, words: tuple[str, ...], font_path: str) -> bytes:
    """A JPEG of a `kind`: notice (a sheet on a board), screen (a page on the web) or bars."""
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415 -- slow import

    image = Image.new("RGB", _SIZE, _QUIET if kind == "notice" else _PAPER)
    draw = ImageDraw.Draw(image)
    large, small = (ImageFont.truetype(font_path, size) for size in (72, 40))
    {"notice": _notice, "screen": _screen, "bars": _bars}[kind](draw)
    top = 330
    for number, line in enumerate(words):
        font = large if number == 0 else small
        draw.text((_SIZE[0] / 2, top), line, font=font, fill=_INK, anchor="ma")
        top += 120 if number == 0 else 70
    draw.text((_SIZE[0] - 40, _SIZE[1] - 30), MARK, font=small, fill=_BLUE, anchor="rs")
    file = io.BytesIO()
    image.save(file, "JPEG", quality=88)
    return file.getvalue()


def _notice(draw: Any) -> None:
    """A sheet pinned to a board."""
    draw.rectangle((60, 60, 1540, 1140), fill="#b58b5a")
    draw.rectangle((260, 150, 1340, 1080), fill="white", outline=_INK, width=3)
    draw.ellipse((780, 165, 820, 205), fill="#9f2a24")
    for row in range(9):
        draw.rectangle((360, 640 + row * 44, 1240 - row % 3 * 130, 652 + row * 44), fill=_QUIET)


def _screen(draw: Any) -> None:
    """A page of a web site, with its bar above."""
    draw.rectangle((0, 0, 1600, 130), fill=_BLUE)
    draw.rectangle((0, 130, 1600, 142), fill=_GOLD)
    draw.ellipse((50, 30, 120, 100), fill="white")
    for column in range(3):
        left = 90 + column * 490
        draw.rectangle((left, 660, left + 440, 1060), fill="white", outline=_QUIET, width=3)
        draw.rectangle((left, 660, left + 440, 840), fill="#e9eff8")
        draw.rectangle((left + 30, 890, left + 360, 906), fill=_QUIET)
        draw.rectangle((left + 30, 940, left + 280, 956), fill=_QUIET)


def _bars(draw: Any) -> None:
    """A chart without figures."""
    draw.line((250, 1050, 1400, 1050), fill=_INK, width=4)
    for column, height in enumerate((180, 260, 330, 400)):
        left = 330 + column * 270
        draw.rectangle((left, 1050 - height, left + 150, 1048), fill=_BLUE if column < 3 else _GOLD)
