"""The official table as one HTML file that needs no other, for the screen and for printing."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Mapping
from functools import cache
from typing import Any

from reports.layouts import LayoutSpec
from reports.rendering import sheet
from reports.rendering.faces import FILES, FONTS
from reports.rendering.grid import build_grid
from reports.rendering.templates import render_template
from reports.snapshot import ReportSnapshot


def write_html(
    snapshot: ReportSnapshot,
    layout: LayoutSpec,
    *,
    version_label: str = "",
    is_draft: bool = False,
    drawn_at: dt.datetime | None = None,
    version: dict[str, Any] | None = None,
    photos: Mapping[str, bytes] | None = None,
) -> bytes:
    """UTF-8; equal arguments give equal bytes. Options as for `write_pdf`."""
    grid = build_grid(snapshot, layout)
    context = {
        "grid": grid,
        "version_label": version_label,
        "is_draft": is_draft,
        "date": drawn_at.isoformat(timespec="seconds") if drawn_at else "",
        "fonts": _fonts(),
        "header_fill": sheet.HEADER_FILL.lower(),  # as pages of before have it, byte for byte
        "has_photos": any(part.photos for part in grid.annex),
        "pictures": {
            sha256: base64.b64encode(data).decode() for sha256, data in (photos or {}).items()
        },
    }
    return render_template("document.html", context).lstrip().encode()


@cache
def _fonts() -> dict[str, str]:
    """Both fonts, written out: few machines have one for Thai that prints like this."""
    return {
        weight: base64.b64encode((FONTS / file).read_bytes()).decode()
        for weight, file in FILES.items()
    }
