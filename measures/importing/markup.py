"""Walks a parsed HTML page, and gathers the words of an element as blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ita_portal.thai.numerals import to_thai
from ita_portal.thai.text import squash
from measures.importing.refusals import SUSPICIOUS
from measures.importing.tables import UnreadableFile

_LISTS = frozenset({"ul", "ol"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCK_TAGS = (
    "address article aside blockquote body caption center dd details div dl dt fieldset "
    "figcaption figure footer form header hr li main nav p pre section summary table tbody td "
    "tfoot th thead tr"
)
_UNREAD_TAGS = (
    "applet audio button canvas embed head iframe input math meta noscript object option script "
    "select style svg template textarea title video xml"
)
BLOCKS = _HEADINGS | _LISTS | frozenset(_BLOCK_TAGS.split())
_LEFT_OUT = frozenset(_UNREAD_TAGS.split())
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.I)
_KEEPS_SPACES = re.compile(r"mso-spacerun\s*:\s*yes|white-space\s*:\s*(?:pre|break-spaces)", re.I)
_LIST_MARK = re.compile(r"mso-list\s*:\s*ignore", re.I)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_WHITE = re.compile(r"[ \t\n\r\f]+")
_BULLETS = frozenset("·o§üØv\uf0b7\uf0a7\uf0fc\uf0d8\uf076")  # of Symbol, Courier and Wingdings
_DEEPEST = 9
_MOST_NESTED = 1_000  # elements in each other
_KINDS = ("spaces", "mark", "bold")


class Event(NamedTuple):
    """`kind` is "start", "end" or "text"."""

    kind: str
    node: Any


def walk(root: Any, *, whole_tables: bool = False) -> Iterator[Event]:
    """What is seen below an element, in order; with `whole_tables` not what is in a table."""
    opened: list[Any] = []
    node = root.child
    while node is not None or opened:
        if node is None:
            node = opened.pop()
            yield Event("end", node)
            node = node.next
            continue
        tag = node.tag
        if tag == "-text":
            yield Event("text", node)
        elif not tag.startswith("-") and tag not in _LEFT_OUT and not _is_hidden(node):
            yield Event("start", node)
            if len(opened) > _MOST_NESTED:
                raise UnreadableFile(SUSPICIOUS)
            if node.child is not None and not (whole_tables and tag == "table"):
                opened.append(node)
                node = node.child
                continue
            yield Event("end", node)
        node = node.next


def _is_hidden(node: Any) -> bool:
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


@dataclass
class Words:
    """The words of what is walked over, cut into blocks as they are shown.

    With `keeps_spaces` every space counts, as in what was made of a Word file; on pages only
    those that HTML keeps. With `numbers_lists` the marks of lists are words, as browsers show them.
    """

    keeps_spaces: bool = False
    numbers_lists: bool = True
    found: list[tuple[str, int, bool]] = field(default_factory=list)  # words, level, all bold
    _text: list[str] = field(default_factory=list)
    _bold: list[bool] = field(default_factory=list)
    _open: dict[str, int] = field(default_factory=lambda: dict.fromkeys(_KINDS, 0))
    _lists: list[list[Any]] = field(default_factory=list)
    _links: list[tuple[str, int]] = field(default_factory=list)
    _marked_from: int = 0

    def take(self, event: Event) -> None:
        kind, node = event
        if kind == "text":
            self._add(node.text_content or "")
            return
        tag, is_start = node.tag, kind == "start"
        if tag == "br":
            if is_start:
                self.break_line()
        elif tag in BLOCKS:
            self.end_block()
            self._enter_list(node, is_start=is_start)
        if tag == "a":
            self._link(node, is_start=is_start)
        for name in _kinds_of(node):
            self._mark(name, is_start=is_start)

    def break_line(self) -> None:
        self.end_block()

    def take_gap(self) -> None:
        """Set what follows apart in the same block, as the next cell of an inner table."""
        if self._text:
            self._text.append("\u00a0\u00a0")

    def end_block(self) -> None:
        text = "".join(self._text)
        if not self.keeps_spaces:
            text = _WHITE.sub(" ", text)
        if text.strip():
            level = min(len(self._lists), _DEEPEST)
            self.found.append((text, level, all(self._bold) and bool(self._bold)))
        self._text, self._bold, self._marked_from = [], [], 0

    def _add(self, text: str) -> None:
        if self._open["spaces"] and not self.keeps_spaces:
            text = text.replace(" ", "\u00a0")
        if text.strip():
            self._bold.append(self._open["bold"] > 0)
        self._text.append(text)

    def _mark(self, name: str, *, is_start: bool) -> None:
        self._open[name] += 1 if is_start else -1
        if name == "mark" and is_start:
            self._marked_from = len(self._text)
        elif name == "mark":
            mark = "".join(self._text[self._marked_from :]).strip()
            self._text[self._marked_from :] = ["•" if mark in _BULLETS else mark, " "]

    def _link(self, node: Any, *, is_start: bool) -> None:
        """The address of a link is words where its text does not say it."""
        if is_start:
            self._links.append((node.attributes.get("href") or "", len(self._text)))
        elif self._links:
            address, start = self._links.pop()
            shown = squash("".join(self._text[start:]))
            if address.startswith(("http://", "https://")) and squash(address) != shown:
                self._text.append(f" {address} ")

    def _enter_list(self, node: Any, *, is_start: bool) -> None:
        tag = node.tag
        if tag in _LISTS:
            if not is_start:
                del self._lists[-1:]
                return
            start = str(node.attributes.get("start") or "1")
            first = int(start) if start.isascii() and start.isdigit() and len(start) < 5 else 1
            self._lists.append([_style_of(node), first])
        elif tag == "li" and is_start and self._lists and self.numbers_lists:
            style, number = self._lists[-1]
            if style:
                self._lists[-1][1] += 1
                shown = to_thai(str(number)) if style == "thai" else str(number)
                self._text.append(f"{shown}. ")


def _kinds_of(node: Any) -> list[str]:
    style = node.attributes.get("style") or ""
    tag = node.tag
    kinds = []
    if tag == "pre" or (style and _KEEPS_SPACES.search(style)):
        kinds.append("spaces")
    if style and _LIST_MARK.search(style):
        kinds.append("mark")
    if tag in {"b", "strong"} or tag in _HEADINGS or (style and _BOLD.search(style)):
        kinds.append("bold")
    return kinds


def _style_of(node: Any) -> str:
    """How a list numbers its items: "thai", "decimal", or "" for no numbers."""
    style = node.attributes.get("style") or ""
    if node.tag == "ul" or re.search(r"list-style(?:-type)?\s*:\s*none", style, re.I):
        return ""
    return "thai" if re.search(r"list-style(?:-type)?\s*:\s*thai", style, re.I) else "decimal"
