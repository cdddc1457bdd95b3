"""What an editor sends: for each field what it last saw there, and what it says now."""

from __future__ import annotations

from dataclasses import dataclass

MOST_CHANGES = 2_000  # the keys of a measure with more than three hundred steps
_LONGEST_KEY = 60


class BadChanges(ValueError):
    """A request that no page of ours sends."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """`base` is what the editor last saw in the field, `value` what it says now.

    `sent` are texts of the editor itself that may have arrived since, unknown to it.
    """

    key: str
    base: str
    value: str
    sent: tuple[str, ...] = ()


def read_changes(sent: object) -> tuple[Change, ...]:
    """The changes of {"changes": [{"key", "base", "value"}, ...]}, as JSON gives it.

    Raises BadChanges for any other shape.
    """
    changes = sent.get("changes") if isinstance(sent, dict) else None
    if not isinstance(changes, list) or len(changes) > MOST_CHANGES:
        raise BadChanges("no list of changes, or too long a one")
    return tuple(_change(change) for change in changes)


def _change(sent: object) -> Change:
    if not isinstance(sent, dict) or sent.keys() != {"key", "base", "value"}:
        raise BadChanges("a change has a key, a base and a value")
    key, base, value = sent["key"], sent["base"], sent["value"]
    if not (isinstance(key, str) and isinstance(base, str) and isinstance(value, str)):
        raise BadChanges("a change is made of texts")
    if len(key) > _LONGEST_KEY or not key.isascii():
        raise BadChanges("no such key")
    return Change(key=key, base=base, value=value)
