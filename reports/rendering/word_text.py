"""Texts with their links in a Word file."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from lxml import etree

from reports.rendering.paragraphs import link_parts
from reports.rendering.word_elements import add_text, w

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_IN_ADDRESS = ":/?#@!$&'()*+,;=%~-._"


def add_marked(paragraph: Any, text: str, document_part: Any) -> None:
    """The text as runs; a web address in it leads there."""
    for part in link_parts(text):
        if not part.text:
            continue
        if not part.href:
            add_text(paragraph, part.text)
            continue
        address = quote(part.href, safe=_IN_ADDRESS)
        link = etree.SubElement(paragraph, w("hyperlink"))
        link.set(_RELATION, document_part.relate_to(address, RT.HYPERLINK, is_external=True))
        add_text(link, part.text)
