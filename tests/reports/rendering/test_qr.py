"""The QR code at the foot of the pages, read off pictures of them."""

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from reports.rendering.qr import qr_svg
from reports.rendering.worker import render
from tests.reports.seeds import seed

URL = "https://ita.example.go.th/verify/K7M201PQ/"


def read_off(pdf: bytes, *, dots_per_inch: int) -> list[list[str]]:
    """What the codes on each page say."""
    pages = pypdfium2.PdfDocument(pdf)
    pictures = [page.render(scale=dots_per_inch / 72).to_pil().convert("L") for page in pages]
    return [[code.text for code in zxingcpp.read_barcodes(picture)] for picture in pictures]


@pytest.mark.parametrize("dots_per_inch", [150, 300])
def test_every_page_leads_to_the_verification_of_its_version(dots_per_inch):
    pdf = render("pdf", *seed("000"), version={"verify_url": URL})

    assert read_off(pdf, dots_per_inch=dots_per_inch) == [[URL], [URL]]


def test_a_cover_and_a_draft_have_none():
    cover, *rest = read_off(
        render("pdf", *seed("004"), version={"verify_url": URL}), dots_per_inch=150
    )
    draft = read_off(render("pdf", *seed("000"), is_draft=True), dots_per_inch=150)

    assert (cover, {tuple(codes) for codes in rest}) == ([], {(URL,)})
    assert draft == [[], []]


def test_the_picture_of_a_page_is_read_by_a_telephone():
    svg = qr_svg(URL).decode()
    size = int(svg.partition('viewBox="0 0 ')[2].partition(" ")[0])
    picture = Image.new("L", (size, size), 255)
    path = svg.rpartition(' d="')[2].partition('"')[0]
    for run in path.split("M")[1:]:
        place, _, length = run.partition("h")
        x, y = map(int, place.split())
        picture.paste(0, (x, y, x + int(length.partition("v")[0]), y + 1))

    assert [
        code.text for code in zxingcpp.read_barcodes(picture.resize((size * 6, size * 6), 0))
    ] == [URL]
