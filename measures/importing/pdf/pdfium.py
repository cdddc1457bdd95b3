"""PDFium's functions with the numbers of addresses for pointers.

A page has thousands of letters, each with its own object. A pointer that ctypes makes costs more
than the call that gives it, and all that is asked of most is whether they are the same.
"""

from __future__ import annotations

import ctypes
from typing import Any


class Pdfium:
    """Each function by its name without the first letters: `PageObj_GetType`.

    Results of pointer types are numbers, 0 or None for none, and so are arguments.
    """

    def __getattr__(self, name: str) -> Any:
        """Make a function at its first use; afterwards it is found without this."""
        from pypdfium2 import raw  # noqa: PLC0415 -- slow import

        known = getattr(raw, f"FPDF{name}")
        kinds = map(_as_number, (known.restype, *known.argtypes))
        function = ctypes.PYFUNCTYPE(*kinds)(address_of(known))
        setattr(self, name, function)
        return function


def _as_number(kind: Any) -> Any:
    return ctypes.c_void_p if hasattr(kind, "contents") else kind


def address_of(pointer: Any) -> int:
    """The number of the address that a pointer, or a function, has."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0
