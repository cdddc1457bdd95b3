"""The official table as a piece of HTML to be put into a page of another website."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from reports.layouts import LayoutSpec
from reports.rendering.grid import build_grid
from reports.rendering.templates import render_template
from reports.snapshot import ReportSnapshot


def write_embed(
    snapshot: ReportSnapshot,
    layout: LayoutSpec,
    *,
    version_label: str = "",
    is_draft: bool = False,
    drawn_at: dt.datetime | None = None,
    version: dict[str, Any] | None = None,
    photos: Mapping[str, bytes] | None = None,
) -> bytes:
    """UTF-8, without a script, a picture or a style sheet; needs no file of ours.

    The foot leads to where the `version` is verified, and from there to the report.
    """
    context = {
        "grid": build_grid(snapshot, layout),
        "version_label": version_label,
        "is_draft": is_draft,
        "verify_url": version["verify_url"] if version else "",
    }
    return render_template("embed.html", context).lstrip().encode()
