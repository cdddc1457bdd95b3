"""What WeasyPrint leaves out of a PDF that everybody shall be able to read."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from functools import cache, cached_property
from typing import Any

import pydyf

LEVEL = 6  # of compression
UNIVERSAL_ACCESS = """
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about=""
  xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about=""
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
  <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
      <pdfaProperty:name>part</pdfaProperty:name>
      <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
      <pdfaProperty:category>internal</pdfaProperty:category>
      <pdfaProperty:description>PDF/UA part</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
  </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


def declare_universal_access(pdf: pydyf.PDF) -> None:
    """Say in the metadata of the PDF/A that it is PDF/UA-1 too, and what that property is."""
    stream = _object(pdf, pdf.catalog["Metadata"])
    metadata = b"\n".join(stream.stream)
    before, end, after = metadata.partition(b"</rdf:RDF>")
    stream.stream = [before + UNIVERSAL_ACCESS.encode() + end + after]


def remember_page_references() -> None:
    """Keep the references of the pages, once they are all there.

    pydyf 0.13 writes them all anew whenever one is asked for. The tags ask for every line, which
    made a report of 300 pages a fifth slower.
    """
    pydyf.PDF.page_references = property(_page_references)


@cache
def compress_once() -> None:
    """Keep the bytes of a stream once they are made, and compress no harder than it is worth.

    pydyf 0.13 makes all of them a second time, for the file's identifier, and at the ninth level,
    which takes three times the time of the sixth for one per cent.
    """
    once = cached_property(_compressed)
    once.__set_name__(pydyf.Stream, "data")
    pydyf.Stream.data = once


def _compressed(stream: pydyf.Stream) -> bytes:
    content = b"\n".join(map(pydyf._to_bytes, stream.stream))
    entries = pydyf.Dictionary(stream.extra)
    if stream.compress:
        entries["Filter"] = "/FlateDecode"
        content = zlib.compress(content, LEVEL)
    entries["Length"] = len(content)
    return b"\n".join((entries.data, b"stream", content, b"endstream"))


def _page_references(pdf: pydyf.PDF) -> tuple[bytes, ...]:
    numbers = pdf.pages["Kids"][::3]
    known: tuple[bytes, ...] = getattr(pdf, "_known_page_references", ())
    if len(known) != len(numbers):
        known = tuple(f"{number} 0 R".encode() for number in numbers)
        pdf._known_page_references = known
    return known


def name_the_headers(pdf: pydyf.PDF) -> None:
    """Give every cell of a table the header of its column.

    WeasyPrint 70 counts columns wrongly beside a cell that spans rows.
    """
    for table in pdf.objects:
        if isinstance(table, dict) and table.get("S") == "/Table":
            _name_headers_of(pdf, table)


def _name_headers_of(pdf: pydyf.PDF, table: pydyf.Dictionary) -> None:
    headers: dict[int, Any] = {}
    spanned: set[tuple[int, int]] = set()
    for number, row in enumerate(_rows(pdf, table)):
        column = 0
        for cell in (_object(pdf, kid) for kid in row["K"]):
            while (number, column) in spanned:
                column += 1
            attributes = cell["A"]
            if cell["S"] == "/TH":
                headers[column] = cell["ID"]
                attributes["Scope"] = "/Column"
            else:
                attributes["Headers"] = pydyf.Array([headers[column]])
            below = range(number, number + attributes.get("RowSpan", 1))
            spanned.update((line, column) for line in below)


def _rows(pdf: pydyf.PDF, element: pydyf.Dictionary) -> Iterator[pydyf.Dictionary]:
    for kid in element["K"]:
        child = _object(pdf, kid)
        if child["S"] == "/TR":
            yield child
        else:
            yield from _rows(pdf, child)


def _object(pdf: pydyf.PDF, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
