"""Paragraphs of a cell: a text, the list mark before it, the links in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Plain web addresses only; a Thai letter ends one, and so does what closes a sentence.
_ADDRESS = re.compile(r"https?://[!#-&(-;=?-Z\[\]_a-z~]+", re.IGNORECASE)
_CLOSING = ".,;:!?'\")]"
# A number with a dot or bracket behind it, but not 5.5; or a dash.
_LIST_MARK = re.compile(r"([0-9๐-๙]{1,3}(?:\.[0-9๐-๙]{1,3})*[.)](?![0-9๐-๙])|[-–—•])\s*(?=\S)")


@dataclass(frozen=True, kw_only=True)
class Part:
    """A stretch of a text; `href` is where it leads, or ""."""

    text: str
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """`mark` stands before the text ("๑.", "-", ""); `depth` 0-2 is how far it is nested."""

    text: str
    mark: str = ""
    depth: int = 0
    is_title: bool = False

    @property
    def parts(self) -> tuple[Part, ...]:
        return link_parts(self.text)


def link_parts(text: str) -> tuple[Part, ...]:
    """The text cut at its web addresses; the parts joined are the text."""
    if "://" not in text:
        return (Part(text=text),)
    parts, done = [], 0
    for match in _ADDRESS.finditer(text):
        address = _without_closing(match.group())
        if address.endswith("//"):
            continue
        if match.start() > done:
            parts.append(Part(text=text[done : match.start()]))
        parts.append(Part(text=address, href=address))
        done = match.start() + len(address)
    if done < len(text):
        parts.append(Part(text=text[done:]))
    return tuple(parts)


def _without_closing(address: str) -> str:
    """The address without what closes the sentence around it; brackets in pairs are its own."""
    while address[-1] in _CLOSING:
        if address[-1] in ")]" and address.count("(") == address.count(")"):
            break
        address = address[:-1]
    return address


def split_lines(text: str, *, mark: str = "", depth: int = 0) -> tuple[Paragraph, ...]:
    """One paragraph a line, runs of blanks as one; the mark stands before the first."""
    lines = _lines(text)
    if mark and not lines:
        lines = [""]
    return tuple(
        Paragraph(text=line, mark="" if number else mark, depth=depth)
        for number, line in enumerate(lines)
    )


def split_list(text: str, *, depth: int = 0) -> tuple[Paragraph, ...]:
    """One paragraph a line; a number or dash that opens a line becomes its mark, as written.

    `depth` is that of the marked ones.
    """
    found = []
    for line in _lines(text):
        match = _LIST_MARK.match(line)
        if match:
            rest = line[match.end() :]
            found.append(Paragraph(text=rest, mark=match.group(1), depth=depth))
        else:
            found.append(Paragraph(text=line))
    return tuple(found)


def _lines(text: str) -> list[str]:
    return [line for part in text.splitlines() if (line := " ".join(part.split()))]
