"""What a form post of the editor says, read value by value."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from measures.writing import Change, owners_from_text, text_of_owners

_LONGEST_ACT = 80
_LINE_END = re.compile(r"\r\n?")


@dataclass(frozen=True, kw_only=True)
class Posted:
    """`typed` are the texts of all boxes, `base` what each had when the page was drawn.

    `seen` are the other texts of boxes in which two wrote, as they were shown; `sent` those that
    the page itself sent and has no answer to. `act` is the button: its verb and the rest, parted by
    a colon.
    """

    typed: dict[str, str]
    base: dict[str, str]
    seen: dict[str, str]
    sent: dict[str, tuple[str, ...]]
    act: str
    once: str

    @property
    def verb(self) -> str:
        return self.act.partition(":")[0]

    @property
    def about(self) -> str:
        """What the button names: a key, a step, a place in a list."""
        return self.act.partition(":")[2]

    @property
    def owner(self) -> str:
        """The words of the owner whom the button names, as they were shown; "" for none."""
        key, _, place = self.about.partition(":")
        owners = owners_from_text(self.base.get(key, ""))
        is_place = place.isascii() and place.isdigit() and int(place[:4]) < len(owners)
        return owners[int(place[:4])].text if is_place else ""

    @property
    def changes(self) -> tuple[Change, ...]:
        """The boxes that say something else than when the page was drawn."""
        return tuple(
            Change(key=key, base=self.base[key], value=value, sent=self.sent.get(key, ()))
            for key, value in self.typed.items()
            if self.base[key] != value
        )


class IncompletePost(ValueError):
    """The form came without what each box had before: nothing can be compared, nothing is saved."""


def read_post(data: QueryDict) -> Posted:
    """Read the form. Raises IncompletePost."""
    base, seen = _texts(data.get("base", "")), _texts(data.get("seen", "{}") or "{}")
    typed = read_typed(data, base)
    act = data.get("do", "save")[:_LONGEST_ACT]
    for key in typed:
        if key.endswith("owners"):
            typed[key] = _with_added(typed[key], data.get(f"{key}-new", ""))
    typed, base = _chosen(typed, base, seen, act)
    return Posted(
        typed=typed,
        base=base,
        seen=seen,
        sent=_sent(data.get("sent", "")),
        act=act,
        once=data.get("once", ""),
    )


def read_typed(data: QueryDict, keys: Iterable[str]) -> dict[str, str]:
    """What stands in the boxes of these keys, as far as the form has them."""
    typed = {key: str(data[key]) for key in keys if key in data}
    return {key: _LINE_END.sub("\n", text) for key, text in typed.items()}


def _texts(text: str) -> dict[str, str]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise IncompletePost from error
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise IncompletePost
    return found


def _sent(text: str) -> dict[str, tuple[str, ...]]:
    """Only the script fills it in; unread, it costs no more than a choice between two texts."""
    try:
        found = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    return {
        key: tuple(text for text in texts if isinstance(text, str))
        for key, texts in (found.items() if isinstance(found, dict) else ())
        if isinstance(texts, list)
    }


def _with_added(owners: str, added: str) -> str:
    """What was typed into the box of new owners counts, whichever button was pressed."""
    return "\n".join(filter(None, [owners, " ".join(added.split()).rstrip("/ ")]))


def _chosen(
    typed: dict[str, str], base: dict[str, str], seen: dict[str, str], act: str
) -> tuple[dict[str, str], dict[str, str]]:
    """The texts after a button that chooses one: of two, of the statuses, or all owners but one."""
    verb, _, about = act.partition(":")
    key, _, place = about.partition(":")
    if verb == "owner-remove" and key in typed and place.isascii() and place.isdigit():
        owners = list(owners_from_text(typed[key]))
        del owners[int(place[:4]) : int(place[:4]) + 1]
        return {**typed, key: text_of_owners(owners)}, base
    if verb == "set" and key == "status" and key in typed:
        return {**typed, key: place}, base
    if verb not in {"mine", "theirs", "both"} or key not in seen or key not in typed:
        return typed, base
    theirs = seen[key]
    both = "\n".join(filter(None, [theirs, typed[key]]))
    text = {"mine": typed[key], "theirs": theirs, "both": both}[verb]
    return {**typed, key: text}, {**base, key: theirs}
