"""The HTML fragments that text forms of Word tables leave in their cells, read as blocks."""

from __future__ import annotations

from html.parser import HTMLParser

from ita_portal.thai.text import squash
from measures.importing.tables import Block

_LISTS = frozenset({"ul", "ol"})
_BLOCKS = frozenset({"p", "div", "li", "br", *_LISTS})
_KNOWN = frozenset({"a", "b", "strong", "i", "em", "u", "span", *_BLOCKS})
_DEEPEST = 9  # deeper lists are as good as this
_MOST_OPEN = 20  # tags without an end that the parser is asked to try
_ENTITIES = (
    ("&nbsp;", " "),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", '"'),
    ("&#39;", "'"),
    ("&amp;", "&"),
)


def read_fragment(cell: str) -> tuple[tuple[Block, ...], bool]:
    """The blocks of a cell, and whether all its markup is known.

    Unknown markup stays in the text as it is written: it may be words.
    """
    if "<" not in cell:
        return _blocks([Block(text=_plain(cell))]), True
    if "<!" in cell or "<?" in cell or cell.rpartition(">")[2].count("<") > _MOST_OPEN:
        return _blocks([Block(text=_plain(cell))]), False
    parser = _FragmentParser()
    parser.feed(cell.replace("&", "&amp;"))  # "Dos&Don't" is no entity
    parser.close()
    parser.end_block()
    if squash("".join(parser.seen)).lower() != squash(cell).lower():
        return _blocks([Block(text=_plain(cell))]), False
    return _blocks(parser.found), not parser.is_foreign


def _blocks(found: list[Block]) -> tuple[Block, ...]:
    """Each line a block: a line end that Word copies into a cell as a character is a newline."""
    lines = ((line.strip(), block.level) for block in found for line in block.text.split("\n"))
    return tuple(Block(text=line, level=level) for line, level in lines if line)


def _plain(text: str) -> str:
    if "&" in text:
        for entity, character in _ENTITIES:
            text = text.replace(entity, character)
    return text


class _FragmentParser(HTMLParser):
    """Gathers blocks, and everything seen, so that what it left out can be noticed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Block] = []
        self.seen: list[str] = []
        self.is_foreign = False
        self._text: list[str] = []
        self._level = 0
        self._address = ""
        self._linked_from = 0

    def end_block(self) -> None:
        text = _plain("".join(self._text))
        if text:
            self.found.append(Block(text=text, level=min(self._level, _DEEPEST)))
        self._text = []

    def handle_data(self, data: str) -> None:
        self.seen.append(data)
        self._text.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        written = (self.get_starttag_text() or "").replace("&amp;", "&")
        self.seen.append(written)
        if tag not in _KNOWN or not written.isascii():
            self._keep(written)
        elif tag in _BLOCKS:
            self.end_block()
            self._level += tag in _LISTS
        elif tag == "a":
            self._address = dict(attrs).get("href") or ""
            self._linked_from = len(self._text)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        written = f"</{tag}>"
        self.seen.append(written)
        if tag not in _KNOWN:
            self._keep(written)
        elif tag in _BLOCKS:
            self.end_block()
            self._level = max(0, self._level - (tag in _LISTS))
        elif tag == "a":
            self._end_link()

    def _keep(self, written: str) -> None:
        self._text.append(written)
        self.is_foreign = True

    def _end_link(self) -> None:
        """The address of a link is words of the cell where its text does not say it."""
        shown = squash("".join(self._text[self._linked_from :]))
        if self._address and squash(_plain(self._address)) != shown:
            self._text.append(f" {self._address} ")
        self._address = ""
