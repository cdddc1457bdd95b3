"""XML read without a tree: its elements' attributes where they matter, and its text.

A document type is refused as soon as it begins, so that nothing it defines is ever read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from measures.inspecting.results import Fault, Unfit

_MOST_TEXT = 2_000_000
_MOST_DEPTH = 256
_KEPT = frozenset({"Default", "Override", "Relationship"})
_ENDS_A_LINE = frozenset({"w:p", "a:p", "si", "c", "w:tc"})


@dataclass(frozen=True, kw_only=True)
class Element:
    """An element that says what a part is or where a link leads."""

    name: str
    values: dict[str, str]


@dataclass
class Markup:
    """What was read; `text` has a line for each paragraph or cell."""

    elements: list[Element] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    depth: int = 0

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    def start(self, name: str, values: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > _MOST_DEPTH:
            raise Unfit(Fault.SUSPICIOUS)
        if name.rpartition(":")[2] in _KEPT:
            self.elements.append(Element(name=name, values=values))

    def end(self, name: str) -> None:
        self.depth -= 1
        if name in _ENDS_A_LINE:
            self.pieces.append("\n")

    def say(self, text: str) -> None:
        self.length += len(text)
        if self.length <= _MOST_TEXT:
            self.pieces.append(text)


def read_markup(chunks: Iterable[bytes]) -> Markup:
    """Read a whole XML file; raises Unfit for one with a document type, or that is none."""
    markup = Markup()
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.StartElementHandler = markup.start
    parser.EndElementHandler = markup.end
    parser.CharacterDataHandler = markup.say
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Unfit(Fault.DAMAGED) from error
    return markup


def _refuse(*_: Any) -> None:
    raise Unfit(Fault.SUSPICIOUS)
