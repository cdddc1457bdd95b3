"""The official table as PDF: for archiving (PDF/A-3a), for all readers (PDF/UA-1), with its data.

The one file that imports WeasyPrint. It belongs into a worker process: see `worker.py`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from dataclasses import dataclass
from functools import cache
from typing import Any

from reports.layouts import LayoutSpec
from reports.rendering.faces import FILES, FONTS
from reports.rendering.frame import place_names
from reports.rendering.grid import build_grid
from reports.rendering.pages import make_pages
from reports.rendering.pdf_access import declare_universal_access, name_the_headers
from reports.rendering.write_json import write_json
from reports.rendering.write_pages import sheet_css, write_pages
from reports.snapshot import ReportSnapshot

ATTACHMENT = "report.json"
_VARIANT = "pdf/a-3a"
# Letters that our fonts lack come from others, whose lines may be higher: then pages are made up
# again with some room to spare.
_SPARE_POINTS = (0.0, 40.0, 160.0)
_NO_DATE = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)  # an attached file must have one


def write_pdf(
    snapshot: ReportSnapshot,
    layout: LayoutSpec,
    *,
    version_label: str = "",
    is_draft: bool = False,
    drawn_at: dt.datetime | None = None,
    version: dict[str, Any] | None = None,
) -> bytes:
    """The PDF; equal arguments give equal bytes.

    `version_label` stands at the foot of each page. `drawn_at` is the date in the file. The
    report's JSON is attached, with `version` in it.
    """
    grid = build_grid(snapshot, layout)
    names = place_names(snapshot.organization)
    data = write_json(snapshot, layout, version=version)
    for spare in _SPARE_POINTS:
        sheets = make_pages(grid, names, spare=spare)
        html = write_pages(
            grid, sheets, version_label=version_label, is_draft=is_draft, drawn_at=drawn_at
        )
        document = _renderer().lay_out(html)
        if len(document.pages) == sheets.count:
            break
    return _renderer().draw(document, html, data, (drawn_at or _NO_DATE).astimezone(dt.UTC))


@dataclass(frozen=True)
class _Renderer:
    """WeasyPrint with our fonts and style; made once a process, used by one thread at a time."""

    library: Any
    fetcher: Any
    fonts: Any
    style: Any

    def lay_out(self, html: str) -> Any:
        return self.library.HTML(string=html, url_fetcher=self.fetcher).render(
            stylesheets=[self.style], font_config=self.fonts, pdf_variant=_VARIANT
        )

    def draw(self, document: Any, html: str, data: bytes, date: dt.datetime) -> bytes:
        attachment = self.library.Attachment(
            string=data,
            name=ATTACHMENT,
            description="ข้อมูลของรายงานนี้",
            created=date,
            modified=date,
            relationship="Data",
        )
        content = hashlib.sha256(html.encode() + b"\0" + data)
        pdf: bytes = document.write_pdf(
            attachments=[attachment],
            pdf_variant=_VARIANT,
            pdf_identifier=content.hexdigest()[:32].encode(),
            finisher=_finish,
        )
        return pdf


@cache
def _renderer() -> _Renderer:
    # Pango breaks no line for us. An empty dictionary keeps libthai from working for nothing.
    os.environ["LIBTHAI_DICTDIR"] = str(FONTS)
    import weasyprint  # noqa: PLC0415 -- slow import
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 -- slow import

    fetcher = _fetcher({f"portal:{name}": _read(name) for name in FILES})
    fonts = FontConfiguration()
    style = weasyprint.CSS(string=sheet_css(), font_config=fonts, url_fetcher=fetcher)
    return _Renderer(weasyprint, fetcher, fonts, style)


def _read(font: str) -> bytes:
    return (FONTS / FILES[font]).read_bytes()


def _fetcher(served: dict[str, bytes]) -> Any:
    """Hands out what is `served`, by its exact name; any other address stops the drawing."""
    from weasyprint.urls import (  # noqa: PLC0415 -- slow import
        FatalURLFetchingError,
        URLFetcher,
        URLFetcherResponse,
    )

    class Fetcher(URLFetcher):  # type: ignore[misc]  # it has no types
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url not in served:
                raise FatalURLFetchingError(f"refused: {url[:200]}")
            return URLFetcherResponse(url, served[url], {"Content-Type": "font/ttf"})

    return Fetcher(allowed_protocols=(), fail_on_errors=True)


def _finish(document: Any, pdf: Any) -> None:
    name_the_headers(pdf)
    declare_universal_access(pdf)
