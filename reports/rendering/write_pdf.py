"""The official table as PDF: for archiving (PDF/A-3a), for all readers (PDF/UA-1), with its data.

It belongs into a worker process: see `worker.py`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from typing import Any

from reports.layouts import LayoutSpec
from reports.rendering.frame import place_names
from reports.rendering.grid import build_grid
from reports.rendering.pages import make_pages
from reports.rendering.renderer import renderer
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

    `version_label` stands at the foot of each page. `drawn_at` is the date in the file. The
    report's JSON is attached, with `version` in it. `photos` are the bytes of the annex's pictures
    by their SHA-256; where one is missing its place stays empty.
    """
    grid = build_grid(snapshot, layout)
    names = place_names(snapshot.organization)
    data = write_json(snapshot, layout, version=version)
    for spare in _SPARE_POINTS:
        sheets = make_pages(grid, names, spare=spare)
        pages = sheets.count
        html = write_pages(
            grid,
            sheets,
            version_label=version_label,
            is_draft=is_draft,
            drawn_at=drawn_at,
            photos=frozenset(photos or ()),
        )
        del sheets  # large, and not needed any more; so are the two below
        document = renderer().lay_out(html, photos or {})
        if len(document.pages) == pages:
            break
    identifier = hashlib.sha256(html.encode() + b"\0" + data).hexdigest()[:32]
    del grid, html
    return renderer().draw(document, identifier, data, (drawn_at or _NO_DATE).astimezone(dt.UTC))
