"""A drawn PDF is the one that WeasyPrint lays out of the same pages, letter by letter."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache
from typing import Any

import pypdf
import pypdfium2
import pytest

from reports.layouts import LayoutSpec
from reports.rendering import write_pdf
from reports.rendering.frame import place_names
from reports.rendering.grid import build_grid
from reports.rendering.write_json import write_json
from reports.snapshot import MeasureRow, ReportSnapshot
from tests.reports.rendering.fragments import BUDGET, EXTRA, ISSUE, SIX, STEPS, SUGGESTIONS, report
from tests.reports.rendering.pictures import a_photo
from tests.reports.rendering.reading import titles_in
from tests.reports.rendering.signed import BYTES as EMBLEM_BYTES
from tests.reports.rendering.signed import FOUR, ONE, OPENED, SIGNED, THREE
from tests.reports.seeds import NAMES, seed

# WeasyPrint leaves the file of its colours open.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

# WeasyPrint rounds each kern to a whole thousandth of an em, which adds up along a line.
ALONG, ABOVE = 0.3, 0.05
PHOTO, BYTES = a_photo("ภาพการประชุม", (900, 1600))
LINKS = replace(BUDGET, title=f"ดู http://www.a.go.th/{'ab/' * 30} และ https://b.go.th ต่อ")
ANNEXED = replace(report(replace(ISSUE, evidence=(PHOTO,) * 5)), annex=())
OTHERS: dict[str, tuple[ReportSnapshot, LayoutSpec, dict[str, Any]]] = {
    "draft": (report(ISSUE), SIX, {"is_draft": True, "version_label": "ฉบับที่ ๑ (2)"}),
    "links": (report(LINKS), EXTRA, {}),
    "merged": (report(STEPS, ISSUE, STEPS), SUGGESTIONS, {}),
    "empty cells": (report(MeasureRow(title="ก")), SIX, {}),
    "photos": (ANNEXED, SIX, {"photos": BYTES}),
    "photos not at hand": (ANNEXED, SIX, {}),
    "emblem above the title, one signs": (SIGNED, ONE, {"photos": EMBLEM_BYTES}),
    "all on the cover, three sign": (SIGNED, THREE, {"photos": EMBLEM_BYTES}),
    "introduction over pages, four sign": (OPENED, FOUR, {"photos": EMBLEM_BYTES}),
}
REPORTS = [*NAMES, *OTHERS]
# its QR code is a picture in the one and lines in the other
PROVEN = "proven"
OTHERS[PROVEN] = (report(ISSUE), SIX, {"verify_url": "https://a.go.th/verify/K7M201PQ/"})


def wish(snapshot: ReportSnapshot, layout: LayoutSpec, options: dict[str, Any]) -> write_pdf.Wish:
    base: dict[str, Any] = {
        "grid": build_grid(snapshot, layout),
        "names": place_names(snapshot.organization),
        "data": write_json(snapshot, layout),
        "version_label": "",
        "verify_url": "",
        "is_draft": False,
        "drawn_at": None,
        "photos": {},
    }
    return write_pdf.Wish(**{**base, **options})


@cache
def made(name: str) -> tuple[bytes, bytes]:
    """The report as it is drawn, and as it is laid out."""
    wished = wish(*seed(name), {}) if name in NAMES else wish(*OTHERS[name])
    return write_pdf.draw(wished), write_pdf.lay_out(wished)


def letters(pdf: bytes) -> list[tuple[int, str, float, float]]:
    """Every letter with its page, its upper edge and its left one, down and along the page."""
    found = []
    with pypdfium2.PdfDocument(pdf) as document:
        for number in range(len(document)):
            text = document[number].get_textpage()
            for index in range(text.count_chars()):
                letter = text.get_text_range(index, 1)
                if letter.strip():
                    left, _, _, top = text.get_charbox(index)
                    found.append((number, letter, top, left))
            text.close()
    return sorted(found, key=lambda one: (one[0], one[1], -round(one[2]), one[3]))


@pytest.mark.parametrize("name", [*REPORTS, PROVEN])
def test_every_letter_stands_where_it_would_be_laid_out(name: str):
    ours, theirs = map(letters, made(name))

    assert [(page, letter) for page, letter, *_ in ours] == [
        (page, letter) for page, letter, *_ in theirs
    ]
    apart = [
        (one, other)
        for one, other in zip(ours, theirs, strict=True)
        if abs(one[2] - other[2]) > ABOVE or abs(one[3] - other[3]) > ALONG
    ]
    assert apart == []
    assert len(ours) > 50


@pytest.mark.parametrize("name", REPORTS)
def test_bookmarks_links_and_pictures_are_the_same(name: str):
    ours, theirs = map(beside_the_letters, made(name))

    assert ours == theirs


def beside_the_letters(pdf: bytes) -> tuple[Any, ...]:
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    return (
        titles_in(reader),
        sorted(reader.named_destinations),
        [sorted(addresses(page)) for page in reader.pages],
        sorted({picture._data for page in reader.pages for picture in pictures(page)}),
    )


def addresses(page: Any) -> list[tuple[str, list[int]]]:
    """Where each link of a page leads, and where it may be clicked, in whole points."""
    found = []
    for annotation in page.get("/Annots", []):
        link = annotation.get_object()
        left, one, right, other = map(float, link["/Rect"])
        box = [round(side / 2) for side in (left, min(one, other), right, max(one, other))]
        found.append((str(link["/A"]["/URI"]), box))
    return found


def pictures(page: Any) -> list[Any]:
    return [each.get_object() for each in page["/Resources"].get("/XObject", {}).values()]
