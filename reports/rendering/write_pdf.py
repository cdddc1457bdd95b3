"""The official table as PDF: for archiving (PDF/A-3a), for all readers (PDF/UA-1), with its data.

It belongs into a worker process: see `worker.py`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reports.layouts import LayoutSpec
from reports.rendering.drawing.document import write_document
from reports.rendering.drawing.metadata import Facts
from reports.rendering.drawing.painter import Painter
from reports.rendering.drawing.shaping import Undrawable
from reports.rendering.frame import place_names
from reports.rendering.grid import Grid, build_grid
from reports.rendering.pages import make_pages
from reports.rendering.qr import qr_svg
from reports.rendering.renderer import renderer
from reports.rendering.sheet import QR_MM
from reports.rendering.write_json import write_json
from reports.rendering.write_pages import write_pages
from reports.snapshot import ReportSnapshot

# Letters that our fonts lack come from others, whose lines may be higher: then pages are made up
# again with some room to spare.
_SPARE_POINTS = (0.0, 40.0, 160.0)
_NO_DATE = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)  # an attached file must have one


def write_pdf(
    snapshot: ReportSnapshot,
    layout: LayoutSpec,
    *,
    version_label: str = "",
    is_draft: bool = False,
    drawn_at: dt.datetime | None = None,
    version: dict[str, Any] | None = None,
    photos: Mapping[str, bytes] | None = None,
) -> bytes:
    """The PDF; equal arguments give equal bytes.

    `version_label` and, as a QR code, the `verify_url` of `version` stand at the foot of each page.
    `drawn_at` is the date in the file, to which the report's JSON is attached with `version` in
    it. `photos` are the pictures of the annex by their SHA-256; a missing one's place stays empty.
    """
    wish = Wish(
        grid=build_grid(snapshot, layout),
        names=place_names(snapshot.organization),
        data=write_json(snapshot, layout, version=version, is_draft=is_draft),
        version_label=version_label,
        verify_url=(version or {}).get("verify_url", ""),
        is_draft=is_draft,
        drawn_at=drawn_at,
        photos=photos or {},
    )
    try:
        return draw(wish)
    except Undrawable:
        return lay_out(wish)


@dataclass(frozen=True, kw_only=True)
class Wish:
    """All that a file is made of."""

    grid: Grid
    names: tuple[str, ...]
    data: bytes
    version_label: str
    verify_url: str
    is_draft: bool
    drawn_at: dt.datetime | None
    photos: Mapping[str, bytes]

    @property
    def identifier(self) -> str:
        said = repr(
            (self.version_label, self.is_draft, self.drawn_at and self.drawn_at.isoformat())
        )
        return hashlib.sha256(said.encode() + b"\0" + self.data).hexdigest()[:32]


def draw(wish: Wish) -> bytes:
    """Every line put where it was reckoned to stand."""
    painter = Painter(
        wish.grid,
        make_pages(wish.grid, wish.names),
        version_label=wish.version_label,
        verify_url=wish.verify_url,
        is_draft=wish.is_draft,
        photos=wish.photos,
    )
    grid = wish.grid
    return write_document(
        painter,
        Facts(title=grid.name, author=grid.organization, drawn_at=wish.drawn_at),
        data=wish.data,
        photos=wish.photos,
        identifier=wish.identifier,
    )


def lay_out(wish: Wish) -> bytes:
    """The same pages laid out by WeasyPrint: twelve times slower, with letters of any font."""
    qr = qr_svg(wish.verify_url, quiet=0, millimetres=QR_MM) if wish.verify_url else b""
    for spare in _SPARE_POINTS:
        sheets = make_pages(wish.grid, wish.names, spare=spare)
        pages = sheets.count
        html = write_pages(
            wish.grid,
            sheets,
            version_label=wish.version_label,
            is_draft=wish.is_draft,
            drawn_at=wish.drawn_at,
            photos=frozenset(wish.photos),
            has_qr=bool(qr),
        )
        del sheets  # large, and not needed any more; so is the other below
        document = renderer().lay_out(html, wish.photos, qr=qr)
        if len(document.pages) == pages:
            break
    del html
    date = (wish.drawn_at or _NO_DATE).astimezone(dt.UTC)
    return renderer().draw(document, wish.identifier, wish.data, date)
