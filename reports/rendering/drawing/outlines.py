"""Bookmarks as they stand in the file: a tree of titles, and names for links from outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reports.rendering import sheet
from reports.rendering.drawing.objects import File, Plain, ref, string
from reports.rendering.drawing.structure import Bookmark


@dataclass
class _Node:
    plain: Plain
    mark: Bookmark
    kids: list[_Node] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many titles stand below it."""
        return len(self.kids) + sum(kid.count for kid in self.kids)


def put_outlines(file: File, bookmarks: Sequence[Bookmark], pages: Sequence[str]) -> str:
    """The tree of the bookmarks, all open; its reference."""
    root = _Node(file.reserve(), Bookmark("", 0, 0, 0))
    path = [root]
    for mark in bookmarks:
        node = _Node(file.reserve(), mark)
        while path[-1].mark.level >= mark.level:
            path.pop()
        path[-1].kids.append(node)
        path.append(node)
    root.plain.write(f"<</Type/Outlines/Count {root.count}{_ends(root)}>>")
    _write(root, pages)
    return ref(root.plain)


def _write(parent: _Node, pages: Sequence[str]) -> None:
    for number, node in enumerate(parent.kids):
        entries = f"/Title{string(node.mark.label)}/Parent {ref(parent.plain)}"
        entries += f"/Dest{place(node.mark, pages)}{_ends(node)}"
        if number:
            entries += f"/Prev {ref(parent.kids[number - 1].plain)}"
        if number + 1 < len(parent.kids):
            entries += f"/Next {ref(parent.kids[number + 1].plain)}"
        node.plain.write(f"<<{entries}>>")
        _write(node, pages)


def _ends(node: _Node) -> str:
    if not node.kids:
        return ""
    count = f"/Count {node.count}" if node.mark.level else ""
    return f"/First {ref(node.kids[0].plain)}/Last {ref(node.kids[-1].plain)}{count}"


def named_places(bookmarks: Sequence[Bookmark], pages: Sequence[str]) -> str:
    """Every anchor with its place, sorted as a reader looks for it."""
    found = sorted((mark.anchor, mark) for mark in bookmarks if mark.anchor)
    return " ".join(f"({anchor}){place(mark, pages)}" for anchor, mark in found)


def place(mark: Bookmark, pages: Sequence[str]) -> str:
    """Where a reader goes to."""
    top = sheet.PAGE_HEIGHT - mark.top
    return f"[{pages[mark.page]}/XYZ {sheet.LEFT:.2f} {top:.2f} 0]"
