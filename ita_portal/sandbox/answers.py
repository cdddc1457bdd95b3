"""Reads what a child sent, which may have fallen to what it was given to read."""

from __future__ import annotations

import importlib
import io
import pickle
from dataclasses import is_dataclass
from enum import Enum
from typing import Any

from ita_portal.sandbox.limits import ChildDied

# Values that a child may send back besides the plain ones of JSON, tuples, sets and bytes.
_PLAIN = {("datetime", "date"), ("datetime", "datetime"), ("datetime", "timezone")}
_PLAIN |= {("datetime", "timedelta"), ("decimal", "Decimal")}


def read_answer(answer: bytes, trusted: tuple[str, ...]) -> tuple[str, Any]:
    """The kind of the answer and its value; `trusted` modules' values may be in it.

    Raises ChildDied for what no child of ours would send.
    """
    try:
        kind, value = _Reader(answer, trusted).load()
    except Exception as error:
        raise ChildDied(f"the child's answer cannot be read: {error}") from error
    return kind, value


class _Reader(pickle.Unpickler):
    """Makes plain values and those of trusted modules; calls nothing else."""

    def __init__(self, answer: bytes, trusted: tuple[str, ...]) -> None:
        super().__init__(io.BytesIO(answer))
        self._trusted = trusted

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _PLAIN:
            return getattr(importlib.import_module(module), name)
        if module in self._trusted:
            kind = getattr(importlib.import_module(module), name, None)
            if isinstance(kind, type) and (is_dataclass(kind) or issubclass(kind, Enum)):
                return kind
        raise pickle.UnpicklingError(f"it holds a {module}.{name}")
