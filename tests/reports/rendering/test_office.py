"""Word and Excel files as LibreOffice opens and prints them, which must be installed for this."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pypdf
import pytest

from reports.rendering.grid import build_grid
from reports.rendering.worker import render
from tests.reports.rendering.reading import by_pdftotext, holds, squeeze
from tests.reports.seeds import NAMES, seed

pytestmark = pytest.mark.torture


@pytest.fixture(scope="module")
def printed(tmp_path_factory) -> dict[tuple[str, str], bytes]:
    """Each of the five reports as Word and as Excel file, printed to PDF by LibreOffice."""
    if shutil.which("soffice") is None:
        pytest.fail("LibreOffice is missing: apt-get install libreoffice-writer-nogui")
    folder: Path = tmp_path_factory.mktemp("office")
    for kind in ("docx", "xlsx"):
        for name in NAMES:
            (folder / f"{kind}-{name}.{kind}").write_bytes(render(kind, *seed(name)))
    profile = f"-env:UserInstallation={folder.as_uri()}/profile"
    files = [str(path) for path in sorted(folder.iterdir())]
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=300)
    return {
        (kind, name): (folder / f"{kind}-{name}.pdf").read_bytes()
        for kind in ("docx", "xlsx")
        for name in NAMES
    }


def paragraphs(name: str) -> list[str]:
    grid = build_grid(*seed(name))
    cells = [cell for m in grid.measures for row in m.rows for cell in row.cells]
    found = [*(p for cell in cells for p in cell.paragraphs)]
    return [*grid.title, *(f"{p.mark}{p.text}" for p in found)]


@pytest.mark.parametrize("name", NAMES)
def test_a_word_file_prints_like_our_pdf(printed, pdfs, name: str):
    theirs = pypdf.PdfReader(io.BytesIO(printed["docx", name]))
    ours = pypdf.PdfReader(io.BytesIO(pdfs[name]))

    assert len(theirs.pages) == len(ours.pages)
    boxes = {tuple(round(float(side)) for side in page.mediabox[2:]) for page in theirs.pages}
    assert boxes == {(842, 595)}
    fonts = subprocess.run(
        ["pdffonts", "-"], input=printed["docx", name], capture_output=True, check=True
    ).stdout.decode()
    assert {line.split()[0].split("+")[-1] for line in fonts.splitlines()[2:]} <= {
        "PortalSarabun-Regular",
        "PortalSarabun-Bold",
    }


@pytest.mark.parametrize("name", NAMES)
def test_every_paragraph_of_a_word_file_is_printed(printed, name: str):
    text = squeeze(by_pdftotext(printed["docx", name]))

    assert [each for each in paragraphs(name) if not holds(text, each)] == []


@pytest.mark.parametrize("name", NAMES)
def test_an_excel_file_prints_on_a4_on_its_side(printed, name: str):
    document = pypdf.PdfReader(io.BytesIO(printed["xlsx", name]))

    boxes = {tuple(round(float(side)) for side in page.mediabox[2:]) for page in document.pages}
    assert boxes == {(842, 595)}
