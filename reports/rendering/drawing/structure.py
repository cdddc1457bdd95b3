"""The structure of a document: what a screen reader hears, and in which order."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(eq=False)
class Element:
    """An element of the structure, of one page but for the outermost.

    `entries` are those of its own in the file. A kid is another element or the number of a stretch
    of the page's content; `links` are the places of the page where it may be clicked.
    """

    kind: str
    page: int = 0
    entries: str = ""
    identity: str = ""
    kids: list[Element | int] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    reference: str = ""  # its own in the file, once it is written

    def add(self, kind: str, page: int, entries: str = "", identity: str = "") -> Element:
        kid = Element(kind, page, entries, identity)
        self.kids.append(kid)
        return kid


@dataclass(frozen=True)
class Link:
    """Where a link may be clicked: left, bottom, right, top."""

    box: tuple[float, float, float, float]
    address: str


@dataclass(frozen=True)
class Bookmark:
    """A place in the file, by its page and its height there; `anchor` names it from outside."""

    label: str
    level: int
    page: int
    top: float
    anchor: str = ""
