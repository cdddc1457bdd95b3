"""WeasyPrint with our fonts and style, locked up: it fetches nothing but what we hand it.

The one file that imports WeasyPrint; it belongs into a worker process.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from reports.rendering.contexts import emptied_contexts
from reports.rendering.faces import FILES, FONTS
from reports.rendering.pdf_access import (
    compress_once,
    declare_universal_access,
    name_the_headers,
    remember_page_references,
)
from reports.rendering.write_pages import sheet_css

ATTACHMENT = "report.json"
PHOTO = "portal:photo/"
QR = "portal:qr"
_VARIANT = "pdf/a-3a"


@dataclass(frozen=True)
class Renderer:
    """WeasyPrint with our fonts and style; made once a process, used by one thread at a time."""

    library: Any
    fetcher: Any
    served: dict[str, tuple[bytes, str]]
    fonts: Any
    style: Any

    def lay_out(
        self, html: str, photos: Mapping[str, bytes] = MappingProxyType({}), *, qr: bytes = b""
    ) -> Any:
        """The pages, laid out with the `photos` of these hashes; a document of WeasyPrint's.

        `qr` is the SVG that their feet show, if they show one.
        """
        named = {f"{PHOTO}{sha256}": (data, "image/jpeg") for sha256, data in photos.items()}
        named[QR] = (qr, "image/svg+xml")
        self.served.update(named)
        try:
            return self._lay_out(html)
        finally:
            for name in named:
                del self.served[name]

    def _lay_out(self, html: str) -> Any:
        page = self.library.HTML(string=html, url_fetcher=self.fetcher)
        with emptied_contexts():
            return page.render(
                stylesheets=[self.style], font_config=self.fonts, pdf_variant=_VARIANT
            )

    def draw(self, document: Any, identifier: str, data: bytes, date: dt.datetime) -> bytes:
        """The PDF of a document that was laid out, with `data` attached."""
        attachment = self.library.Attachment(
            string=data,
            name=ATTACHMENT,
            description="ข้อมูลของรายงานนี้",
            created=date,
            modified=date,
            relationship="Data",
        )
        pdf: bytes = document.write_pdf(
            attachments=[attachment],
            pdf_variant=_VARIANT,
            pdf_identifier=identifier.encode(),
            finisher=_finish,
        )
        return pdf


@cache
def renderer() -> Renderer:
    """The renderer of this process, with the style and the fonts read in."""
    # Pango breaks no line for us. An empty dictionary keeps libthai from working for nothing.
    os.environ["LIBTHAI_DICTDIR"] = str(FONTS)
    import weasyprint  # noqa: PLC0415 -- slow import
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 -- slow import

    remember_page_references()
    compress_once()
    served = {f"portal:{name}": (_read(name), "font/ttf") for name in FILES}
    fetcher = _fetcher(served)
    fonts = FontConfiguration()
    style = weasyprint.CSS(string=sheet_css(), font_config=fonts, url_fetcher=fetcher)
    return Renderer(weasyprint, fetcher, served, fonts, style)


def _read(font: str) -> bytes:
    return (FONTS / FILES[font]).read_bytes()


def _fetcher(served: Mapping[str, tuple[bytes, str]]) -> Any:
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
            data, media_type = served[url]
            return URLFetcherResponse(url, data, {"Content-Type": media_type})

    return Fetcher(allowed_protocols=(), fail_on_errors=True)


def _finish(document: Any, pdf: Any) -> None:
    name_the_headers(pdf)
    declare_universal_access(pdf)
