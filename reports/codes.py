"""The short code of a version, which people read off paper and type in.

It is cut from the version's own hash, so a code cannot be moved to other content unseen. The
letters are Crockford's: without I, L, O and U, which are misread or make words.
"""

from __future__ import annotations

from collections.abc import Iterator

from ita_portal.thai.numerals import to_arabic

LENGTH = 8
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_BITS = 5
_MISREAD = str.maketrans("OIL", "011", "-–— \t\N{NO-BREAK SPACE}")


def codes_of(sha256: str) -> Iterator[str]:
    """The codes that a version of this hash may have: the first is its own unless it is taken."""
    bits = int(sha256, 16)
    for start in range(256 - LENGTH * _BITS, -1, -LENGTH * _BITS):
        yield "".join(
            _LETTERS[bits >> (start + place * _BITS) & (1 << _BITS) - 1]
            for place in reversed(range(LENGTH))
        )


def read_code(text: str) -> str | None:
    """The code as it is stored, from what a person typed; None where it cannot be one.

    Small letters, Thai digits, dashes, spaces and the letters that look like digits are taken.
    """
    code = to_arabic(text[:40]).strip().upper().translate(_MISREAD)
    return code if len(code) == LENGTH and set(code) <= set(_LETTERS) else None


def shown_code(code: str) -> str:
    """The code in two halves, as it is printed."""
    return f"{code[:4]}-{code[4:]}"
