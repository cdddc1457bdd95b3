"""Pictures on paper: of the annex in rows of two, with captions, never torn; and the emblem."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.rendering import sheet
from reports.rendering.annex import Photo
from reports.rendering.paragraphs import Paragraph
from reports.rendering.pieces import Pieces, Setter, count_lines

PER_ROW = 2
WIDTH = (sheet.WIDTH - sheet.PHOTO["gap"] * (PER_ROW - 1)) / PER_ROW


@dataclass(frozen=True)
class PlacedPhoto:
    """A picture with its size on paper, in points."""

    sha256: str
    alt: str
    width: float
    height: float
    caption: Pieces


@dataclass(frozen=True)
class PhotoRow:
    """What stands side by side; `height` is that of the whole row, in points."""

    photos: tuple[PlacedPhoto, ...]
    height: float


def photo_rows(photos: Sequence[Photo], names: tuple[str, ...]) -> list[PhotoRow]:
    """The pictures in their order; `names` are never broken over lines."""
    setter = Setter(sheet.CAPTION, sheet.CAPTION, WIDTH, names, hangs=False, balances=True)
    placed = [_placed(photo, setter) for photo in photos]
    return [_row(tuple(placed[i : i + PER_ROW])) for i in range(0, len(placed), PER_ROW)]


def placed_emblem(emblem: Photo, place: str = "title") -> PlacedPhoto:
    """The emblem as large as it may be at the "title" or on the "cover"."""
    return _fitted(emblem, sheet.EMBLEM["width"], sheet.EMBLEM[place])


def _placed(photo: Photo, setter: Setter) -> PlacedPhoto:
    caption = setter.set([Paragraph(text=" ".join(photo.caption.split()))])
    return _fitted(photo, WIDTH, sheet.PHOTO["height"], caption)


def _fitted(photo: Photo, width: float, height: float, caption: Pieces = ()) -> PlacedPhoto:
    shrink = min(width / photo.width, height / photo.height)
    return PlacedPhoto(
        sha256=photo.sha256,
        alt=" ".join(photo.caption.split()),
        width=round(max(photo.width * shrink, 1.0), 2),
        height=round(max(photo.height * shrink, 1.0), 2),
        caption=caption,
    )


def _row(photos: tuple[PlacedPhoto, ...]) -> PhotoRow:
    height = max(
        photo.height + sheet.PHOTO["below"] + count_lines(photo.caption) * sheet.CAPTION.line
        for photo in photos
    )
    return PhotoRow(
        photos=photos, height=round(sheet.PHOTO["above"] + height + sheet.PHOTO["after"], 2)
    )
