"""A photo as it stands in a file: its very bytes, and what its header says of them."""

from __future__ import annotations

from reports.rendering.drawing.objects import File
from reports.rendering.drawing.shaping import Undrawable

# Headers of a JPEG image that tell its size; what begins with another marker is skipped.
_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
_ALONE = frozenset({0x01, 0xD8, *range(0xD0, 0xD8)})
_COLOURS = {1: "DeviceGray", 3: "DeviceRGB"}


def put_photo(file: File, photo: bytes) -> str:
    """A JPEG image; raises Undrawable for any other, and for one in other colours."""
    width, height, colours = _frame(photo)
    entries = (
        f"/Type/XObject/Subtype/Image/Width {width}/Height {height}/BitsPerComponent 8"
        f"/ColorSpace/{colours}/Filter/DCTDecode"
    )
    return file.put_stream(photo, entries, is_packed=False)


def _frame(photo: bytes) -> tuple[int, int, str]:
    place = 0
    while photo[place : place + 1] == b"\xff" and place + 9 < len(photo):
        marker = photo[place + 1]
        if marker in _FRAMES:
            height = int.from_bytes(photo[place + 5 : place + 7], "big")
            width = int.from_bytes(photo[place + 7 : place + 9], "big")
            colours = _COLOURS.get(photo[place + 9])
            if photo[place + 4] == 8 and width and height and colours:
                return width, height, colours
            break
        length = 0 if marker in _ALONE else int.from_bytes(photo[place + 2 : place + 4], "big")
        place += 2 + length
    raise Undrawable("a photo that is no plain JPEG image")
