"""The seeds printed as PDF by programs of offices, with a text layer and without our data."""

from __future__ import annotations

import base64
import io
import os
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import docx
import pypdf
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from playwright.sync_api import sync_playwright

from measures.importing.tables import Block, Cell, Part, RawTable
from tests.measures.importing import offices
from tests.together import aside

ROOT = Path(__file__).parents[3]
FONTS = ROOT / "node_modules" / "@expo-google-fonts" / "sarabun"
REGULAR = FONTS / "400Regular" / "Sarabun_400Regular.ttf"
STYLE = """
@font-face { font-family: Sarabun; src: url(data:font/ttf;base64,%s) }
@page { size: A4 landscape; margin: 15mm }
body { font: 14px Sarabun } p { margin: 0 }
table { border-collapse: collapse; width: 100%% }
td { border: 1px solid #000; vertical-align: top; padding: 3px }
"""


def spread(parts: Iterable[Part]) -> list[Part]:
    """A report with a line for each value that its text form has two spaces between.

    Where a printed line ends nobody sees whether two spaces stand there or none.
    """
    return [_spread(part) if isinstance(part, RawTable) else part for part in parts]


def _spread(table: RawTable) -> RawTable:
    return replace(table, rows=tuple(tuple(map(_spread_cell, row)) for row in table.rows))


def _spread_cell(cell: Cell) -> Cell:
    blocks = [
        Block(text=text.strip(), level=block.level)
        for block in cell.blocks
        for text in block.text.split("  ")
        if text.strip()
    ]
    return replace(cell, blocks=tuple(blocks))


def without_data(pdf: bytes) -> bytes:
    """The pages of a PDF, and nothing that is attached to it."""
    written = io.BytesIO()
    copy = pypdf.PdfWriter()
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        copy.add_page(page)
    copy.write(written)
    return written.getvalue()


def by_chromium(pages: Sequence[bytes], _: Path, more: str = "") -> list[bytes]:
    """HTML pages as Chromium prints them, with `more` style."""
    return aside(lambda: _by_chromium(pages, more))


def _by_chromium(pages: Sequence[bytes], more: str) -> list[bytes]:
    font = base64.b64encode(REGULAR.read_bytes()).decode()
    style = f'<meta charset="utf-8"><style>{STYLE % font}{more}</style>'
    printed = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        page = browser.new_page()
        for html in pages:
            page.set_content(html.decode().replace("<title>x</title>", style))
            page.evaluate("document.fonts.ready")
            printed.append(page.pdf(prefer_css_page_size=True))
        browser.close()
    return printed


def by_libreoffice(documents: Sequence[bytes], folder: Path) -> list[bytes]:
    """Word files as LibreOffice prints them."""
    return [convert(_with_borders(data), folder, "docx", "pdf") for data in documents]


def convert(data: bytes, folder: Path, kind: str, into: str) -> bytes:
    """A file that LibreOffice saves as another kind."""
    (folder / "fonts.conf").write_text(
        f"<fontconfig><dir>{FONTS}</dir><cachedir>{folder}/cache</cachedir></fontconfig>"
    )
    file = folder / f"file.{kind}"
    file.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", "--headless", profile, "--convert-to", into, "--outdir", folder, file],
        cwd=folder,
        env={**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf"), "HOME": str(folder)},
        check=True,
        capture_output=True,
        timeout=240,
    )
    return file.with_suffix(f".{into}").read_bytes()


def _with_borders(data: bytes) -> bytes:
    document = docx.Document(io.BytesIO(data))
    for section in document.sections:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    for table in document.tables:
        table.style = "Table Grid"
    properties = document.styles["Normal"].element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), "Sarabun")
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def as_html(name: str) -> bytes:
    return offices.as_html(spread(offices.parts_of(name)))


def as_docx(name: str) -> bytes:
    return offices.as_docx(spread(offices.parts_of(name)))
