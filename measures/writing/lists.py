"""Lists as texts: one item a line, and a line that begins with a space goes on the item above.

An item keeps the mark that stands before it ("๑. ...", "- ..."). The text of a list is the same
whenever its items are, and no word is lost either way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from measures.importing.lists import leading_mark
from measures.inputs import ItemInput, OwnerInput

_GOES_ON = "\n "


def items_from_text(text: str) -> tuple[ItemInput, ...]:
    """The items of a clean text; empty lines part items and are not kept."""
    return tuple(_item(entry) for entry in _entries(text))


def text_of_items(items: Iterable[ItemInput]) -> str:
    marked = (f"{item.mark} {item.text}" if item.mark else item.text for item in items)
    return _text(marked)


def owners_from_text(text: str) -> tuple[OwnerInput, ...]:
    """The owners of a clean text; a dash before one is among its words."""
    return tuple(OwnerInput(text=entry) for entry in _entries(text))


def text_of_owners(owners: Iterable[OwnerInput]) -> str:
    return _text(owner.text for owner in owners)


def _item(entry: str) -> ItemInput:
    mark = leading_mark(entry)
    words = entry[len(mark) :].strip(" \n")
    # a mark with no words after it is itself the words, as "-" is for nothing
    return ItemInput(text=words, mark=mark) if words else ItemInput(text=entry)


def _entries(text: str) -> Iterator[str]:
    """The texts of the items, each with its lines and without what only set it apart."""
    lines: list[str] = []
    for line in text.split("\n"):
        if line.startswith(" ") and lines:
            lines.append(line[1:])
        else:
            yield from _joined(lines)
            lines = [line]
    yield from _joined(lines)


def _joined(lines: list[str]) -> Iterator[str]:
    entry = "\n".join(lines).strip(" \n")
    if entry:
        yield entry


def _text(entries: Iterable[str]) -> str:
    return "\n".join(entry.replace("\n", _GOES_ON) for entry in entries)
