"""Words torn at line ends, counted in the PDFs of the five examples and in Chromium's."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from reports.rendering.frame import place_names
from reports.rendering.grid import build_grid
from reports.rendering.write_html import write_html
from tests.reports.rendering.breaks import torn
from tests.reports.rendering.reading import by_pdftotext
from tests.reports.seeds import NAMES, seed


def paragraphs(name: str) -> list[str]:
    grid = build_grid(*seed(name))
    cells = [cell for m in grid.measures for row in m.rows for cell in row.cells]
    found = [*grid.introduction, *(p for cell in cells for p in cell.paragraphs)]
    return [f"{p.mark} {p.text}".strip() for p in found]


def count(name: str, pdf: bytes) -> tuple[int, list[str]]:
    snapshot, _ = seed(name)
    names = place_names(snapshot.organization)
    return torn(paragraphs(name), by_pdftotext(pdf), names)


def by_chromium(name: str, page: Page, folder: Path) -> bytes:
    written = folder / f"{name}.html"
    written.write_bytes(write_html(*seed(name)))
    page.goto(written.as_uri())
    return page.pdf(prefer_css_page_size=True)


@pytest.mark.parametrize("name", NAMES)
def test_no_word_is_torn_but_one_wider_than_its_column(pdfs, name: str):
    found, faults = count(name, pdfs[name])

    assert found / len(paragraphs(name)) > 0.95
    assert faults == []


@pytest.mark.browser
def test_lines_end_wrongly_at_most_a_tenth_as_often_as_chromiums(pdfs, wide_page, tmp_path):
    ours = theirs = 0
    for name in NAMES:
        ours += len(count(name, pdfs[name])[1])
        found, faults = count(name, by_chromium(name, wide_page, tmp_path))
        assert found / len(paragraphs(name)) > 0.9
        theirs += len(faults)

    assert theirs > 50  # else the count is broken
    assert ours * 10 <= theirs


def test_the_count_finds_what_is_torn():
    text = "ผู้อำนวยการเทศบาลตำบลต้นยางมัสต่าง ๆ"
    broken = "ผู้อำนวยการเทศ\nบาลตำบล\nต้นยาง\nมัสต่าง\nๆ"

    assert torn([text], broken, ("ต้นยางมัส",)) == (
        1,
        ["นวยการเทศ|บาลตำบลต้", "ำบลต้นยาง|มัสต่างๆ", "างมัสต่าง|ๆ"],
    )
