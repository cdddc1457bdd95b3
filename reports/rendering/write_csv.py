"""The table as CSV for other programs: every text as it is, in UTF-8 with a byte order mark."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Mapping
from typing import Any

from reports.layouts import LayoutSpec
from reports.rendering.grid import build_grid
from reports.rendering.plain import placed, plain_text
from reports.snapshot import ReportSnapshot


def write_csv(
    snapshot: ReportSnapshot,
    layout: LayoutSpec,
    *,
    version_label: str = "",
    is_draft: bool = False,
    drawn_at: dt.datetime | None = None,
    version: dict[str, Any] | None = None,
    photos: Mapping[str, bytes] | None = None,
) -> bytes:
    """One line a printed row under one of headings.

    A cell that spans rows stands in the first of them, the others are empty there.
    """
    return table_as_csv(snapshot, layout)


def table_as_csv(
    snapshot: ReportSnapshot, layout: LayoutSpec, guard: Callable[[str], str] = str
) -> bytes:
    """The table, each text through `guard`."""
    grid = build_grid(snapshot, layout)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(guard(column.heading) for column in grid.columns)
    for measure in grid.measures:
        for cells in placed(measure, grid.columns):
            writer.writerow(guard(plain_text(cell.paragraphs)) if cell else "" for cell in cells)
    return out.getvalue().encode("utf-8-sig")
