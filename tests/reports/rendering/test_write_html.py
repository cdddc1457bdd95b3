"""HTML and JSON: the same bytes for ever."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from reports.rendering import FORMATS
from reports.rendering.write_html import write_html
from reports.rendering.write_json import write_json
from reports.snapshot import from_json, to_json
from tests.reports.rendering.fragments import (
    ANNEX,
    BUDGET,
    EXTRA,
    ISSUE,
    NUMBERED,
    SIX,
    STEPS,
    SUGGESTIONS,
    report,
)
from tests.reports.seeds import NAMES, seed

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "rendering"
SCHEMA = Path(__file__).resolve().parents[3] / "reports" / "report.schema.json"
FULL = report(
    ISSUE,
    STEPS,
    BUDGET,
    cover=("รายงานผล", "เทศบาลตำบลพะโต๊ะ"),
    introduction="ตามที่เทศบาล\n๑. ประเด็น",
    annex_heading="ภาพกิจกรรม",
    annex=ANNEX,
)
OPTIONS = {
    "version_label": "ฉบับที่ ๑",
    "is_draft": True,
    "drawn_at": dt.datetime(2026, 3, 16, 9, 30, tzinfo=dt.UTC),
}


def without_fonts(html: bytes) -> str:
    return re.sub(r"base64,[A-Za-z0-9+/=]+", "base64,…", html.decode())


def golden(name: str, text: str) -> str:
    """The file to compare with; REGOLD=1 writes it anew, to be read before it is committed."""
    path = GOLDEN / name
    if os.environ.get("REGOLD"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return path.read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "layout", "options"),
    [
        ("measures", SIX, OPTIONS),
        ("steps", SUGGESTIONS, {}),
        ("numbers", NUMBERED, {}),
        ("extras", EXTRA, {}),
    ],
)
def test_the_page_is_as_it_was(name: str, layout, options):
    html = without_fonts(write_html(FULL, layout, **options))

    assert html == golden(f"{name}.html", html)


def test_the_page_brings_its_fonts_with_it():
    html = write_html(FULL, SIX).decode()

    assert len(re.findall(r"url\(data:font/ttf;base64,[A-Za-z0-9+/=]{100000,}\)", html)) == 2
    assert re.findall(r"url\((?!data:font)", html) == []


def test_json_is_as_it_was():
    data = write_json(FULL, SIX, version={"number": 1}).decode()

    assert data == golden("report.json", data)


def test_json_of_a_draft_says_so():
    draft = json.loads(write_json(FULL, SIX, is_draft=True))

    assert draft == {**json.loads(write_json(FULL, SIX)), "draft": True}
    Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(draft)


@pytest.mark.parametrize("name", NAMES)
def test_json_gives_the_snapshot_back_and_keeps_to_the_schema(name: str):
    snapshot, layout = seed(name)
    data = json.loads(write_json(snapshot, layout))

    assert from_json(data) == snapshot
    assert data["columns"] == [
        {"field": column.field, "heading": column.heading} for column in layout.columns
    ]
    del data["columns"]
    assert data == to_json(snapshot)
    schema = json.loads(SCHEMA.read_text("utf-8"))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(data)] == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("format_name", ["html", "json"])
def test_the_same_snapshot_gives_the_same_bytes(name: str, format_name: str):
    writer = FORMATS[format_name].writer

    assert writer(*seed(name)) == writer(*seed(name))


def test_formats_name_their_media_types():
    office = "application/vnd.openxmlformats-officedocument"
    assert {name: (f.media_type, f.tail + "." + f.extension) for name, f in FORMATS.items()} == {
        "html": ("text/html; charset=utf-8", ".html"),
        "embed": ("text/html; charset=utf-8", "-embed.html"),
        "pdf": ("application/pdf", ".pdf"),
        "docx": (f"{office}.wordprocessingml.document", ".docx"),
        "xlsx": (f"{office}.spreadsheetml.sheet", ".xlsx"),
        "csv": ("text/csv; charset=utf-8", ".csv"),
        "csv-safe": ("text/csv; charset=utf-8", "-excel.csv"),
        "json": ("application/json", ".json"),
    }
