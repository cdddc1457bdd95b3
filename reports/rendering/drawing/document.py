"""The file of a drawn report: for archives (PDF/A-3a) and for all readers (PDF/UA-1)."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from reports.rendering import sheet
from reports.rendering.drawing.canvas import Canvas
from reports.rendering.drawing.embedding import embed
from reports.rendering.drawing.metadata import Facts, pdf_date
from reports.rendering.drawing.objects import File, Plain, ref, string
from reports.rendering.drawing.outlines import named_places, put_outlines
from reports.rendering.drawing.painter import Painter
from reports.rendering.drawing.pictures import put_photo
from reports.rendering.drawing.tagging import Tagger
from reports.rendering.pdf_access import UNIVERSAL_ACCESS, compress_once

ATTACHMENT = "report.json"
DESCRIPTION = "ข้อมูลของรายงานนี้"
_NO_DATE = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)  # an attached file must have one
_SRGB = "IEC 61966-2-1 Default RGB Colour Space - sRGB"


def write_document(
    painter: Painter, facts: Facts, *, data: bytes, photos: Mapping[str, bytes], identifier: str
) -> bytes:
    """The bytes of the file, with `data` attached; `identifier` is 32 hexadecimal digits."""
    compress_once()
    file = File()
    pages = [_page(file) for _ in painter.canvases]
    references = [ref(page) for page in pages]
    tagger = Tagger(file, references)
    structure = tagger.write(painter.document, painter.canvases)
    resources = _resources(file, painter, photos)
    for page, canvas, links in zip(pages, painter.canvases, tagger.links, strict=True):
        page.write(_page_entries(file, canvas, resources, links))
    names = f"/Dests<</Names[{named_places(painter.bookmarks, references)}]>>"
    attached = _attach(file, data, facts.drawn_at or _NO_DATE)
    names += f"/EmbeddedFiles<</Names[({ATTACHMENT}){attached}]>>"
    file.catalog |= {
        "Lang": "(th)",
        "MarkInfo": "<</Marked true>>",
        "ViewerPreferences": "<</DisplayDocTitle true>>",
        "StructTreeRoot": structure,
        "Names": f"<<{names}>>",
        "AF": f"[{attached}]",
        "OutputIntents": f"[{_colours(file)}]",
        "Metadata": file.put_stream(facts.packet(UNIVERSAL_ACCESS), "/Type/Metadata/Subtype/XML"),
    }
    if painter.bookmarks:
        file.catalog["Outlines"] = put_outlines(file, painter.bookmarks, references)
    file.info.update(facts.information())
    written = io.BytesIO()
    file.write(written, identifier=identifier.encode(), compress=True)
    return written.getvalue()


def _page(file: File) -> Plain:
    page = Plain()
    file.add_page(page)
    return page


def _page_entries(file: File, canvas: Canvas, resources: str, links: list[str]) -> str:
    annotations = f"/Annots[{' '.join(links)}]" if links else ""
    return (
        f"<</Type/Page/Parent {ref(file.pages)}/Resources {resources}"
        f"/MediaBox[0 0 {sheet.PAGE_WIDTH:.4f} {sheet.PAGE_HEIGHT:.4f}]"
        f"/Contents {file.put_stream(canvas.content)}"
        f"/Tabs/S/StructParents {canvas.number}{annotations}>>"
    )


def _resources(file: File, painter: Painter, photos: Mapping[str, bytes]) -> str:
    """Fonts and pictures of all pages."""
    fonts = "".join(
        f"/{weight} {embed(file, weight, letters)}"
        for weight, letters in painter.letters.used.items()
        if letters
    )
    shown = sorted({sha256 for canvas in painter.canvases for sha256 in canvas.pictures})
    pictures = "".join(f"/P{sha256} {put_photo(file, photos[sha256])}" for sha256 in shown)
    return file.put(f"<</Font<<{fonts}>>/XObject<<{pictures}>>>>")


def _attach(file: File, data: bytes, at: dt.datetime) -> str:
    date = f"({pdf_date(at.astimezone(dt.UTC))})"
    checksum = hashlib.md5(data, usedforsecurity=False).hexdigest()
    stream = file.put_stream(
        data,
        f"/Type/EmbeddedFile/Subtype/application#2fjson/Params<</CheckSum<{checksum}>"
        f"/Size {len(data)}/CreationDate{date}/ModDate{date}>>",
    )
    return file.put(
        f"<</Type/Filespec/F({ATTACHMENT})/UF({ATTACHMENT})/Desc{string(DESCRIPTION)}"
        f"/AFRelationship/Data/EF<</F {stream}>>>>"
    )


def _colours(file: File) -> str:
    """What the colours mean."""
    profile = file.put_stream(_profile(), "/N 3")
    return file.put(
        f"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier({_SRGB})/Info({_SRGB})"
        f"/DestOutputProfile {profile}>>"
    )


@cache
def _profile() -> bytes:
    """The profile of sRGB that comes with WeasyPrint, which need not be imported for it."""
    library = find_spec("weasyprint")
    places = library.submodule_search_locations if library else None
    if not places:
        raise FileNotFoundError("WeasyPrint is not installed")
    return (Path(places[0]) / "pdf" / "sRGB2014.icc").read_bytes()
