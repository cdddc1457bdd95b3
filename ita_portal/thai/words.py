"""Where Thai words end: for search, and for the places where a printed line may break.

A line may break where two segmenters with dictionaries of their own agree: newmm of PyThaiNLP,
whose dictionary holds whole phrases, and libthai, which cuts finer. Either alone tears words.
"""

from __future__ import annotations

import ctypes
import os
import re
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from ita_portal.thai.dictionary import Dictionary
from ita_portal.thai.text import search_form

BREAK = "\u200b"  # zero-width space: a line may break here
GLUE = "\u2060"  # word joiner: a line may not break here
NO_BREAK_SPACE = "\u00a0"

_RUN = re.compile(r"[\u0e01-\u0e3a\u0e40-\u0e4e]+")
_SPACE_BEFORE_SIGN = re.compile(r" (?=[ๆฯ])")
_LATIN_HYPHEN = re.compile(r"(?<=[0-9A-Za-z])[-–](?=[0-9A-Za-z])|://(?=[0-9A-Za-z])")
# What no line may start with (vowels behind, above and below, marks, ๆ, ฯ) or end with.
_NO_START = frozenset("ะัาำิีึืฺุูๅๆ็่้๊๋์ํ๎ฯ")
_NO_END = frozenset("เแโใไ")
# newmm takes some phrases for a word. One of more than 16 letters may be wider than its column,
# where it would be torn at any letter: libthai may cut it, but no piece of 2 letters off its ends.
_LONG_WORD = 16
_SHORT_PIECE = 2
_SHORTEST_NAME = 3
# Half of a word each, which both segmenters cut off at times: ผู้|บริหาร, ดำเนิน|การประมาณ.
_UNFINISHED = frozenset({"ผู้", "นัก", "ดำเนิน", "ช่อง"})

_SEARCHED = re.compile(
    r"[0-9]+(?:[.,][0-9]+)+|[0-9a-z\u00df-\u024f]+|[\u0e01-\u0e3a\u0e40-\u0e4e]+"
    r"|[^\x00-\x7f\u0e00-\u0e7f]+"
)
_PIECE = re.compile(r"[\u0e01-\u0e3a\u0e40-\u0e4e]+|[A-Za-z]+|[0-9๐-๙]+|.", re.DOTALL)
_LIBTHAI = "libthai.so.0"
# The real dictionary, by its path: the worker that draws PDFs gives Pango's libthai an empty one.
_DICTIONARIES = (
    Path("/usr/share/libthai/thbrk.tri"),
    Path("/usr/local/share/libthai/thbrk.tri"),
)


class LibthaiMissing(RuntimeError):
    """libthai or its dictionary is not installed; without it no line can be broken safely."""


def words(text: str) -> tuple[str, ...]:
    """The words of a text in order, each in its search form; no spaces, no punctuation."""
    found: list[str] = []
    for part in text.split():
        for run in _SEARCHED.findall(search_form(part)):
            if _RUN.match(run):
                found += _newmm(run)
            elif any(character.isalnum() for character in run):
                found.append(run.replace(",", ""))
    return tuple(found)


def pieces_of(text: str) -> list[str]:
    """The text in pieces, nothing left out: words of Thai and Latin, numbers, single signs."""
    found: list[str] = []
    for piece in _PIECE.findall(text):
        found += _newmm(piece) if _RUN.match(piece) else [piece]
    return found


def is_word(text: str) -> bool:
    """Whether the dictionary has exactly this."""
    return text in _dictionary()


@lru_cache(maxsize=1)
def words_without_sara_am() -> dict[str, str]:
    """Words of the dictionary that have ำ, by what is left of them where it became า."""
    lost = ((word.replace("ำ", "า"), word) for word in _dictionary() if "ำ" in word)
    return {left: word for left, word in lost if len(word) > 3 and left not in _dictionary()}


def break_words(text: str, keep: tuple[str, ...] = ()) -> str:
    """The text with BREAK at every place inside Thai words' runs where a line may break.

    Names in `keep` stay whole. The space before ๆ and ฯ becomes a no-break one, and GLUE holds
    Latin words with a hyphen together. Without these marks the text is as it was.
    Raises LibthaiMissing.
    """
    text = _SPACE_BEFORE_SIGN.sub(NO_BREAK_SPACE, text)
    text = _LATIN_HYPHEN.sub(lambda hyphen: hyphen.group() + GLUE, text)
    names = _pattern_of(keep)
    return _RUN.sub(lambda run: BREAK.join(_pieces(run.group(), names)), text)


def _pieces(run: str, names: re.Pattern[str] | None) -> list[str]:
    """A run of Thai letters, cut where a line may break."""
    cuts = _vote(run) if names is None else _vote_around(run, names)
    pieces: list[str] = []
    for start, stop in pairwise([0, *sorted(cuts - {0, len(run)}), len(run)]):
        piece = run[start:stop]
        if pieces and (
            piece[0] in _NO_START or pieces[-1][-1] in _NO_END or _is_half(pieces[-1], piece)
        ):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces


def _is_half(piece: str, following: str) -> bool:
    """Whether a piece wants the next one, and both are no wider than a column may be."""
    return piece in _UNFINISHED and len(piece) + len(following) <= _LONG_WORD


def _vote_around(run: str, names: re.Pattern[str]) -> frozenset[int]:
    """Cuts with names kept whole; those that no dictionary has are also cut from what is around.

    A name that is a word as well (แพร่) is no reason to cut the words that contain it (เผยแพร่).
    """
    cuts: set[int] = set()
    inside: set[int] = set()
    start = 0
    for name in names.finditer(run):
        first, last = name.span()
        inside.update(range(first + 1, last))
        if name.group() not in _dictionary():
            cuts.update(start + cut for cut in _vote(run[start:first]))
            cuts.update((first, last))
            start = last
    cuts.update(start + cut for cut in _vote(run[start:]))
    return frozenset(cuts - inside)


@lru_cache(maxsize=256)
def _pattern_of(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """Any of the names, the longest first; of a name with spaces in it, its parts."""
    parts = {part for name in names for part in _RUN.findall(name)}
    parts = {part for part in parts if len(part) >= _SHORTEST_NAME}
    longest_first = sorted(parts, key=lambda part: (-len(part), part))
    return re.compile("|".join(map(re.escape, longest_first))) if parts else None


@lru_cache(maxsize=32768)
def _vote(run: str) -> frozenset[int]:
    """The places where both segmenters cut."""
    fine = _libthai(run)
    position = 0
    coarse: set[int] = set()
    for word in _newmm(run):
        position += len(word)
        coarse.add(position)
    cuts = coarse & fine
    for start, stop in pairwise([0, *sorted(cuts - {0, len(run)}), len(run)]):
        if stop - start > _LONG_WORD:
            cuts |= {cut for cut in fine if start + _SHORT_PIECE < cut < stop - _SHORT_PIECE}
    return frozenset(cuts)


def _newmm(run: str) -> list[str]:
    _keep_pythainlp_quiet()
    from pythainlp.tokenize import word_tokenize  # noqa: PLC0415 -- slow import

    found: list[str] = word_tokenize(run, engine="newmm", custom_dict=_newmm_words())
    return found


@lru_cache(maxsize=1)
def _newmm_words() -> Any:  # a Trie of the library's, as far as newmm asks
    return Dictionary(_dictionary())


@lru_cache(maxsize=1)
def _dictionary() -> frozenset[str]:
    _keep_pythainlp_quiet()
    from pythainlp.corpus import thai_words  # noqa: PLC0415 -- slow import

    return frozenset(thai_words())


def _keep_pythainlp_quiet() -> None:
    """It shall make no folder in the home of its user and fetch nothing from the network."""
    os.environ.setdefault("PYTHAINLP_READ_ONLY", "1")
    os.environ.setdefault("PYTHAINLP_OFFLINE", "1")


def _libthai(run: str) -> set[int]:
    library, breaker = open_libthai()
    letters = run.encode("cp874")
    # A few sizes only: ctypes keeps every array type that was ever made.
    places = (ctypes.c_int * (1 << len(letters).bit_length()))()
    count: int = library.th_brk_find_breaks(breaker, letters, places, len(letters))
    return set(places[:count])


@lru_cache(maxsize=1)
def open_libthai(
    name: str = _LIBTHAI, dictionaries: tuple[Path, ...] = _DICTIONARIES
) -> tuple[ctypes.PyDLL, int]:
    """libthai and its breaker with the first of the dictionaries that is there.

    PyDLL lets one thread in at a time. Raises LibthaiMissing.
    """
    dictionary = next((path for path in dictionaries if path.is_file()), None)
    if dictionary is None:
        raise LibthaiMissing("ไม่พบพจนานุกรมของ libthai โปรดติดตั้งแพ็กเกจ libthai-data")
    try:
        library = ctypes.PyDLL(name)
    except OSError as error:
        raise LibthaiMissing("ไม่พบไลบรารี libthai โปรดติดตั้งแพ็กเกจ libthai0") from error
    library.th_brk_new.restype = ctypes.c_void_p
    library.th_brk_new.argtypes = [ctypes.c_char_p]
    library.th_brk_find_breaks.argtypes = [
        ctypes.c_void_p,
        ctypes.c_char_p,
        ctypes.POINTER(ctypes.c_int),
        ctypes.c_size_t,
    ]
    breaker: int | None = library.th_brk_new(os.fsencode(dictionary))
    if breaker is None:
        raise LibthaiMissing("เปิดพจนานุกรมของ libthai ไม่ได้ โปรดติดตั้งแพ็กเกจ libthai-data ใหม่")
    return library, breaker
