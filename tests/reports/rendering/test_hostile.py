"""Hostile text reaches no file and no network, and is printed as the text that it is."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pypdf
import pytest

from reports.layouts import FIELDS, Column, LayoutSpec
from reports.rendering.worker import render
from reports.rendering.write_html import write_html
from reports.snapshot import (
    AnnexEntry,
    Extra,
    Ita,
    Item,
    MeasureRow,
    Organization,
    Period,
    ReportSnapshot,
    StepRow,
)
from tests.reports.rendering.fragments import SUGGESTIONS
from tests.reports.rendering.reading import by_pdftotext, holds, squeeze

ROOT = Path(__file__).resolve().parents[3]
CANARY = "kanari-7f3a9c"

# How HTML, CSS and SVG can ask for an address; URL stands for it.
VECTORS = (
    "<img src='URL'>",
    "<img srcset='URL 1x'>",
    "<link rel=stylesheet href='URL'>",
    "<link rel=attachment href='URL'>",
    "<a rel=attachment href='URL'>x</a>",
    "<style>@import url(URL);</style>",
    "<style>@font-face{font-family:x;src:url(URL)}*{font-family:x}</style>",
    "<style>*{background:url(URL)}</style>",
    "<style>li{list-style:url(URL)}</style>",
    "<style>*::before{content:url(URL)}</style>",
    "<style>@page{background:url(URL)}</style>",
    "<style>@color-profile x{src:url(URL)}</style>",
    "<p style='background:url(URL)'>x</p>",
    "<p style=\"border-image:url('URL') 1\">x</p>",
    "<p style='mask-image:url(URL)'>x</p>",
    "<object data='URL'></object>",
    "<embed src='URL'>",
    "<iframe src='URL'></iframe>",
    "<video poster='URL'></video>",
    "<input type=image src='URL'>",
    "<body background='URL'>",
    "<svg><image href='URL'/></svg>",
    "<svg><use xlink:href='URL#a'/></svg>",
    "<svg><style>*{fill:url(URL)}</style></svg>",
    "<svg><script href='URL'/></svg>",
    "<meta http-equiv=refresh content='0;url=URL'>",
    "<base href='URL'>",
    "<!DOCTYPE x [<!ENTITY e SYSTEM 'URL'>]>&e;",
    "<?xml-stylesheet href='URL'?>",
    "</td></tr></table><img src='URL'>",
    "</title></head><body><img src='URL'>",
    "</style><style>@import 'URL';",
    "\"><img src='URL'>",
    "' onerror='x' src='URL",
    '"; } @page { background: url(URL) } a { content: "',
    "url(URL)",
    "{{ 'URL' }}{% include 'URL' %}{% load print %}",
    "--><img src='URL'>",
    "]]><img src='URL'>",
)
_FIELDS = [field for field in FIELDS if field != "extra"]
ALL_COLUMNS = LayoutSpec(
    name="ทุกช่อง",
    columns=(
        *(Column(field=field, heading=FIELDS[field], width=11) for field in _FIELDS),
        Column(field="extra", heading="หมายเหตุ", width=12),
    ),
    has_cover=True,
    has_annex=True,
)


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """An address on the loopback, and what was asked of it."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=[0.02])
    thread.start()
    yield f"127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


def hostile(text: str) -> ReportSnapshot:
    """A report with the text in every field that is printed."""
    item = Item(text=text, mark=text[:20])
    step = StepRow(
        text=text,
        mark=text[:20],
        owners=(text,),
        period=Period(text=text),
        outputs=(item,),
        suggestions=(item,),
    )
    measure = MeasureRow(
        title=text,
        number=text,
        issue=text,
        period=Period(text=text),
        owners=(text,),
        steps_lead=text,
        steps=(step, step),
        outputs=(item,),
        outcomes=(item,),
        suggestions=(item,),
        extras=(Extra(heading="หมายเหตุ", text=text),),
    )
    return ReportSnapshot(
        organization=Organization(name=text, district=text, province=text),
        fiscal_year=2568,
        title=text,
        place_text=text,
        cover=(text,),
        introduction=text,
        ita=Ita(level=text),
        issues=(text,),
        measures=(measure,),
        annex_heading=text,
        annex_lead=text,
        annex=(AnnexEntry(number=text[:20], heading=text, text=text),),
    )


def payloads(address: str, folder: Path) -> list[str]:
    secret = folder / "secret.txt"
    secret.write_text(CANARY, "utf-8")
    targets = [f"http://{address}/a", f"//{address}/b", secret.as_uri(), "portal:regular"]
    targets += [f"ftp://{address}/c", f"gopher://{address}/d", str(secret), "data:text/css,*{}"]
    return [
        vector.replace("URL", targets[number % len(targets)])
        for number, vector in enumerate(VECTORS)
    ]


@pytest.mark.parametrize(
    "share", [slice(0, None, 2), pytest.param(slice(None), marks=pytest.mark.torture)]
)
def test_no_vector_in_any_field_asks_for_anything(share, listener, tmp_path):
    address, asked = listener
    found = payloads(address, tmp_path)[share]

    snapshot = hostile("\n".join(found))
    pdf = render("pdf", snapshot, replace(ALL_COLUMNS, rows="step"), version_label=found[-5])

    reader = pypdf.PdfReader(io.BytesIO(pdf))
    contents = [page.get_contents() for page in reader.pages]
    streams = b"".join(content.get_data() for content in contents if content is not None)
    assert asked == []
    assert CANARY not in by_pdftotext(pdf)
    assert CANARY.encode() not in pdf + streams
    assert list(reader.attachments) == ["report.json"]


def test_without_the_sandbox_nothing_is_asked_for_either(listener, tmp_path):
    address, asked = listener
    text = "\n".join(payloads(address, tmp_path)[1::2])
    (tmp_path / "text").write_text(text, "utf-8")
    program = (
        "import sys, pathlib; from reports.rendering import FORMATS; "
        "from tests.reports.rendering.test_hostile import ALL_COLUMNS, hostile; "
        "snapshot = hostile(pathlib.Path(sys.argv[1]).read_text('utf-8')); "
        "sys.stdout.buffer.write(FORMATS['pdf'].writer(snapshot, ALL_COLUMNS))"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "text")]
    drawn = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)

    assert asked == []
    assert CANARY not in by_pdftotext(drawn.stdout)


class Elements(HTMLParser):
    """The elements of a page with the names of their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[str, ...]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "a":  # addresses in a text become links
            self.found.append((tag, tuple(name for name, _ in attrs)))


@pytest.mark.parametrize("vector", VECTORS)
def test_no_vector_adds_an_element_to_the_page(vector: str):
    text = vector.replace("URL", "http://127.0.0.1:9/a")
    options: dict[str, Any] = {"version_label": text, "is_draft": True}

    html = write_html(hostile(f"1 {text}"), ALL_COLUMNS, **options).decode()
    plain = write_html(hostile("1 ก"), ALL_COLUMNS, **options).decode()

    assert Elements(html).found == Elements(plain).found
    links = re.findall(r'<a href="([^"]*)"', html)
    assert {link.removesuffix("#a") for link in links} <= {"http://127.0.0.1:9/a"}


def test_every_vector_is_printed_in_the_pdf():
    vectors = [vector.replace("URL", "http://127.0.0.1:9/a") for vector in VECTORS]
    owners = MeasureRow(title="ก", owners=tuple(vectors))
    snapshot = ReportSnapshot(
        organization=Organization(name="ก"), fiscal_year=2568, title="ก", measures=(owners,)
    )

    text = squeeze(by_pdftotext(render("pdf", snapshot, SUGGESTIONS)))
    assert [vector for vector in vectors if not holds(text, vector)] == []


FETCHES = """
import sys
from reports.rendering.renderer import renderer
from weasyprint.urls import FatalURLFetchingError
fetcher = renderer().fetcher
for address in sys.argv[1:]:
    try:
        print(len(fetcher(address).read()) > 10000)
    except FatalURLFetchingError:
        print("refused")
"""


def test_the_fetcher_serves_our_two_fonts_and_nothing_else(tmp_path):
    served = ["portal:regular", "portal:bold"]
    refused = [
        "portal:regular?x",
        "portal:italic",
        "PORTAL:regular",
        "portal:regular/../bold",
        "http://127.0.0.1/",
        "https://127.0.0.1/",
        "http://[::1]/",
        "http://2130706433/",
        "file:///etc/hostname",
        "file://localhost/etc/hostname",
        "ftp://127.0.0.1/",
        "data:text/plain,x",
        "gopher://127.0.0.1/",
        "javascript:1",
        "",
        "/etc/hostname",
        "../x",
    ]
    command = [sys.executable, "-c", FETCHES, *served, *refused]
    answers = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)

    assert answers.stdout.split() == ["True"] * len(served) + ["refused"] * len(refused)
