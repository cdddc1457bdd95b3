"""Values of this package as plain JSON, and back: what an import keeps until it is applied."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from ita_portal.thai.text import UncleanText, clean
from measures.importing.limits import MAX_CELL
from measures.inputs import as_plain

T = TypeVar("T")


class NotOfThisKind(ValueError):
    """The JSON is of something else, at `where`; `reason` says in Thai why a text is refused."""

    def __init__(self, where: str, reason: str = "") -> None:
        super().__init__(f"{where}: {reason}" if reason else where)
        self.where = where
        self.reason = reason


def to_plain(value: object) -> dict[str, Any]:
    """A frozen value as JSON: dates ISO, enums their values, tuples lists."""
    plain: dict[str, Any] = as_plain(value)
    return plain


def from_plain(kind: type[T], value: object, where: str = "") -> T:
    """A frozen value of what JSON says of it; keys of no field are ignored.

    Texts are cleaned. Raises NotOfThisKind.
    """
    where = where or kind.__name__
    if not isinstance(value, Mapping):
        raise NotOfThisKind(where)
    of: Any = kind
    hints: dict[str, Any] = _hints(of)
    found: dict[str, Any] = {}
    for field in fields(kind):  # type: ignore[arg-type]
        if field.name in value:
            inner = f"{where}.{field.name}"
            found[field.name] = _read(hints[field.name], value[field.name], inner)
        elif field.default is MISSING:
            raise NotOfThisKind(f"{where}.{field.name}")
    return kind(**found)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(kind: Any, value: object, where: str) -> Any:
    if get_origin(kind) is tuple:
        if not isinstance(value, list | tuple):
            raise NotOfThisKind(where)
        inner = get_args(kind)[0]
        return tuple(_read(inner, each, f"{where}[{place}]") for place, each in enumerate(value, 1))
    if get_origin(kind) in (Union, types.UnionType):
        kinds = [each for each in get_args(kind) if each is not type(None)]
        return None if value is None else _read(_fitting(kinds, value), value, where)
    if is_dataclass(kind) and isinstance(kind, type):
        return from_plain(kind, value, where)
    return _plain(kind, value, where)


def _fitting(kinds: list[Any], value: object) -> Any:
    """Of several kinds of values the first that has the keys which are there."""
    if isinstance(value, Mapping):
        for kind in kinds:
            if set(value) <= {field.name for field in fields(kind)}:
                return kind
    return kinds[0]


def _plain(kind: Any, value: object, where: str) -> Any:
    """A text, a number, a date or one of a choice."""
    if kind in (int, bool):
        if isinstance(value, kind) and (kind is bool or not isinstance(value, bool)):
            return value
        raise NotOfThisKind(where)
    if not isinstance(value, str) or len(value) > 10 * MAX_CELL:
        raise NotOfThisKind(where)
    try:
        if kind is date:
            return date.fromisoformat(value)
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return kind(value)
        return clean(value)
    except UncleanText as error:
        raise NotOfThisKind(where, str(error)) from None
    except ValueError:
        raise NotOfThisKind(where) from None
