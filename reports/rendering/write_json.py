"""The report as JSON, in the published shape (`reports/report.schema.json`)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from reports.layouts import LayoutSpec
from reports.snapshot import ReportSnapshot, to_json


def write_json(
    snapshot: ReportSnapshot,
    layout: LayoutSpec,
    *,
    version_label: str = "",
    is_draft: bool = False,
    drawn_at: dt.datetime | None = None,
    version: dict[str, Any] | None = None,
    photos: Mapping[str, bytes] | None = None,
) -> bytes:
    """UTF-8, keys in the order of the schema, two blanks a level, one newline at the end."""
    data = to_json(snapshot)
    data["columns"] = [
        {"field": column.field, "heading": column.heading} for column in layout.columns
    ]
    if layout.signatures:
        data["signatures"] = [asdict(each) for each in layout.signatures]
    if version is not None:
        data["version"] = version
    if is_draft:
        data["draft"] = True
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
