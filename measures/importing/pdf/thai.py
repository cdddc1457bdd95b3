"""Whether the letters of a PDF are Thai that people can read; the old encoding put right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from measures.importing import refusals
from measures.importing.pdf.letters import UNREADABLE, Letters
from measures.importing.pdf.page import Page
from measures.importing.tables import UnreadableFile

FEWEST_LETTERS = 20  # of a document, or of a page beside a picture
_MOST_UNREADABLE = 0.2  # of all letters
_MOSTLY = 0.9


def read_thai(pages: Sequence[Page]) -> list[Page]:
    """The pages with Thai letters. Raises UnreadableFile where none, or too few, can be read.

    Old programs kept Thai as Windows-874, which then is shown as Latin letters: "¡ÒÃ" is "การ".
    """
    text = "".join(each.text for page in pages for each in page.letters)
    shown = [letter for letter in text if not letter.isspace()]
    if len(shown) < FEWEST_LETTERS:
        raise UnreadableFile(refusals.SCANNED_PDF)
    high = [letter for letter in shown if "\x80" <= letter <= "\xff"]
    has_thai = any("ก" <= letter <= "๛" for letter in shown)
    if not has_thai and sum("\xa1" <= each <= "\xfb" for each in high) > _MOSTLY * len(shown) / 2:
        return [_decoded(page) for page in pages]
    if text.count(UNREADABLE) > _MOST_UNREADABLE * len(shown):
        raise UnreadableFile(refusals.GARBLED_PDF)
    return list(pages)


def _decoded(page: Page) -> Page:
    letters = tuple(each._replace(text=_thai(each)) for each in page.letters)
    return replace(page, letters=letters)


def _thai(each: Letters) -> str:
    try:
        return each.text.encode("latin-1").decode("cp874")
    except UnicodeError:
        return each.text
