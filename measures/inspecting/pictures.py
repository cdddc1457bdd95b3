"""Pictures drawn anew: what is kept holds pixels and nothing else. Only here is Pillow used."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from measures.inspecting.results import Fault, Unfit

PRINT_PIXELS = 2000
THUMBNAIL_PIXELS = 480
# A JPEG is read at a half, a quarter or an eighth of its size, the others are read whole.
_MOST_PIXELS = {"JPEG": 120_000_000, "PNG": 40_000_000, "WEBP": 40_000_000}
_FEWEST_PIXELS = 8  # a side
_LARGEST_PROFILE = 1 << 20
_GPS = 0x8825
_WHITE = (255, 255, 255)


@dataclass(frozen=True, kw_only=True)
class Picture:
    """JPEG in two sizes; `width` and `height` are those of the larger."""

    data: bytes
    thumbnail: bytes
    width: int
    height: int
    had_location: bool


def load_library() -> None:
    import PIL.ImageCms  # noqa: PLC0415 -- slow import
    import PIL.ImageOps  # noqa: PLC0415 -- slow import
    import PIL.JpegImagePlugin  # noqa: PLC0415 -- slow import
    import PIL.MpoImagePlugin  # noqa: PLC0415 -- slow import
    import PIL.PngImagePlugin  # noqa: PLC0415 -- slow import
    import PIL.WebPImagePlugin  # noqa: F401, PLC0415 -- slow import


def draw_anew(data: bytes, format_name: str) -> Picture:
    """Read a picture of that format and draw it anew; equal bytes give equal pictures.

    Raises Unfit.
    """
    from PIL import Image, ImageFile, ImageOps  # noqa: PLC0415 -- slow import

    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint, where it was loaded before, allows them
    Image.MAX_IMAGE_PIXELS = None  # we refuse by the declared size, before a pixel is read
    try:
        with Image.open(io.BytesIO(data), formats=[format_name]) as image:
            _check_size(image, format_name)
            had_location = bool(image.getexif().get_ifd(_GPS))
            image.draft("RGB", (PRINT_PIXELS, PRINT_PIXELS))
            image.load()
            upright = ImageOps.exif_transpose(image)
            profile = image.info.get("icc_profile") or b""
            print_size = _in_colours(_scaled(upright, PRINT_PIXELS), profile)
    except Unfit:
        raise
    except MemoryError:
        raise
    except Exception as error:  # a hostile file raises whatever it likes
        raise Unfit(Fault.DAMAGED) from error
    thumbnail = _scaled(print_size, THUMBNAIL_PIXELS)
    is_drawing = format_name != "JPEG"
    return Picture(
        data=_encoded(print_size, is_drawing=is_drawing),
        thumbnail=_encoded(thumbnail, is_drawing=is_drawing),
        width=print_size.width,
        height=print_size.height,
        had_location=had_location,
    )


def _check_size(image: Any, format_name: str) -> None:
    width, height = image.size
    if width * height > _MOST_PIXELS[format_name]:
        raise Unfit(Fault.TOO_MANY_PIXELS)
    if min(width, height) < _FEWEST_PIXELS:
        raise Unfit(Fault.DAMAGED)
    if format_name != "JPEG" and getattr(image, "n_frames", 1) > 1:
        raise Unfit(Fault.ANIMATED)


def _scaled(image: Any, pixels: int) -> Any:
    """A copy that fits into a square of so many pixels; never larger than it was."""
    from PIL import Image  # noqa: PLC0415 -- slow import

    width, height = image.size
    size = scaled_size(width, height, pixels)
    if size == (width, height):
        return image.copy()
    if image.mode in ("P", "1"):
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    if image.mode.startswith("I;16"):
        image = image.convert("I")
    return image.resize(size, Image.Resampling.LANCZOS)


def scaled_size(width: int, height: int, pixels: int) -> tuple[int, int]:
    """The size of a picture once it fits into a square of so many pixels."""
    if max(width, height) <= pixels:
        return width, height
    factor = pixels / max(width, height)
    return max(1, round(width * factor)), max(1, round(height * factor))


def _in_colours(image: Any, profile: bytes) -> Any:
    """Red, green and blue on white, as screens show them; nothing else of the picture stays."""
    from PIL import Image  # noqa: PLC0415 -- slow import

    if image.mode.startswith("I"):  # sixteen bits of grey
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in ("P", "PA", "LA", "La", "RGBa"):
        image = image.convert("RGBA")
    clean = Image.new("RGB", image.size, _WHITE)
    if image.mode == "RGBA":
        clean.paste(image.convert("RGB"), mask=image.getchannel("A"))
    else:
        clean.paste(_translated(image, profile))
    return clean


def _translated(image: Any, profile: bytes) -> Any:
    """The colours of a picture that has a profile of its own, such as those of many phones."""
    from PIL import ImageCms  # noqa: PLC0415 -- slow import

    if image.mode in ("RGB", "CMYK") and 0 < len(profile) <= _LARGEST_PROFILE:
        try:
            theirs = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            ours = ImageCms.createProfile("sRGB")
            translated = ImageCms.profileToProfile(image, theirs, ours, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            translated = None  # a profile that fits no picture: the plain colours are good enough
        if translated is not None:
            return translated
    return image.convert("RGB")


def _encoded(image: Any, *, is_drawing: bool) -> bytes:
    """As JPEG; small letters in screenshots keep their colours sharp."""
    file = io.BytesIO()
    quality, subsampling = (90, "4:4:4") if is_drawing else (84, "4:2:0")
    image.save(file, "JPEG", quality=quality, subsampling=subsampling, optimize=True)
    return file.getvalue()
