"""The table as CSV for Excel, which takes a text that begins like a formula for one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from reports.layouts import LayoutSpec
from reports.rendering.write_csv import table_as_csv
from reports.snapshot import ReportSnapshot

# What begins a formula in Excel or LibreOffice, in the wide letters of East Asia too
_FORMULA = tuple("=+-@＝＋－＠")
_GUARD = "'"


def write_csv_guarded(
    snapshot: ReportSnapshot,
    layout: LayoutSpec,
    *,
    version_label: str = "",
    is_draft: bool = False,
    drawn_at: dt.datetime | None = None,
    version: dict[str, Any] | None = None,
    photos: Mapping[str, bytes] | None = None,
) -> bytes:
    """The same as `write_csv` but for an apostrophe before such texts: lists with dashes, too."""
    return table_as_csv(snapshot, layout, guarded)


def guarded(text: str) -> str:
    return _GUARD + text if text.lstrip().startswith(_FORMULA) else text
