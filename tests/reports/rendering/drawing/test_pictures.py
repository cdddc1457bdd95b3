"""Photos in the file: their own bytes, and only those that every reader shows alike."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from reports.rendering.drawing.objects import File
from reports.rendering.drawing.pictures import put_photo
from reports.rendering.drawing.shaping import Undrawable


def image(mode: str, kind: str = "JPEG", **options: object) -> bytes:
    written = io.BytesIO()
    Image.new(mode, (31, 17)).save(written, kind, **options)
    return written.getvalue()


@pytest.mark.parametrize(
    ("photo", "colours"),
    [
        (image("RGB"), b"DeviceRGB"),
        (image("RGB", progressive=True), b"DeviceRGB"),
        (image("RGB", exif=b"Exif\0\0" + b"\xff\xc0" * 400), b"DeviceRGB"),
        (image("L"), b"DeviceGray"),
    ],
    ids=["plain", "progressive", "with a header that looks like a frame", "grey"],
)
def test_a_photo_stands_in_the_file_byte_by_byte(photo: bytes, colours: bytes):
    file = File()
    put_photo(file, photo)

    head, _, body = file.objects[-1].data.partition(b"\nstream\n")
    assert b"/Width 31/Height 17/BitsPerComponent 8/ColorSpace/" + colours in head
    assert body == photo + b"\nendstream"


@pytest.mark.parametrize(
    "photo",
    [
        b"",
        b"\xff",
        b"\xff\xd8",
        b"\xff" * 64,
        image("CMYK"),
        image("RGB", "PNG"),
        image("RGB")[:40],
    ],
    ids=["nothing", "a byte", "a beginning", "no end", "four colours", "another kind", "torn"],
)
def test_any_other_is_left_to_the_renderer(photo: bytes):
    with pytest.raises(Undrawable):
        put_photo(File(), photo)
