"""The five example reports as the renderer gets them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from measures.importing import read_report
from measures.inputs import as_json
from reports.layouts import LayoutSpec, layout_for
from reports.snapshot import ReportSnapshot, from_json

FOLDER = Path(__file__).resolve().parents[2] / "measures" / "demo"
NAMES = ("000", "001", "002", "003", "004")


@cache
def seed(name: str) -> tuple[ReportSnapshot, LayoutSpec]:
    """A snapshot and the layout derived for it."""
    report = read_report((FOLDER / f"{name}.txt").read_bytes(), filename=f"{name}.txt")
    snapshot = from_json(as_json(report))
    return snapshot, layout_for(report.columns, snapshot.measures)
