"""What three independent readers find in a PDF."""

from __future__ import annotations

import io
import re
import subprocess
import tempfile
from collections.abc import Iterable
from typing import Any

import pypdf
import pypdfium2

# White space and what has no width: no two readers agree on the former.
_BLANK = re.compile(r"[\s\u00a0\u200b\u2060\ufeff\u00ad]+")
INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad]")


def squeeze(text: str) -> str:
    return _BLANK.sub("", text)


def by_pdftotext(pdf: bytes) -> str:
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        command = ["pdftotext", "-raw", file.name, "-"]
        return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def by_pypdf(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def by_pdfium(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        texts = []
        for number in range(len(document)):
            page = document[number].get_textpage()
            texts.append(page.get_text_range())
            page.close()
    return "\n".join(texts)


READERS = {"pdftotext": by_pdftotext, "pypdf": by_pypdf, "pdfium": by_pdfium}


def holds(text: str, paragraph: str) -> bool:
    """Whether a squeezed text has the paragraph, whole or in two pieces where a page ends."""
    wanted = squeeze(paragraph)
    if wanted in text:
        return True
    low, high = 0, len(wanted)
    while low < high:  # the longest beginning that the text has
        middle = (low + high + 1) // 2
        low, high = (middle, high) if wanted[:middle] in text else (low, middle - 1)
    return low > 3 and wanted[low:] in text


def outline(pdf: bytes) -> list[str]:
    """The titles of all bookmarks, in order."""
    return titles_in(pypdf.PdfReader(io.BytesIO(pdf)))


def titles_in(reader: pypdf.PdfReader) -> list[str]:
    """The titles of all bookmarks of a file that is open, in order."""

    def titles(entries: Iterable[Any]) -> list[str]:
        found = []
        for entry in entries:
            found += titles(entry) if isinstance(entry, list) else [str(entry.title)]
        return found

    return titles(reader.outline)
