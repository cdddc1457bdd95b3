"""Thai text: clean on the way in, then folded for search and for sorting.

What `clean` does, and why no more:

- Normalises to NFC, never NFKC: NFKC takes every ำ apart.
- Writes SARA AM one way: ํ and า become ำ, a tone mark stands before it (น ้ ำ).
- Puts vowels above and below before tone marks and ์ (ท ี ่), the one order Thai is read in.
- Removes what has no width: it cannot be seen, and would end up in the text of a PDF. Emoji
  that are joined by such a character come apart.
- Makes every kind of space a plain one and every kind of line end a newline. Two spaces stay
  two: in these reports they separate items.
- Refuses what no one can read or what changes how its neighbours read, because leaving it out
  would alter the text silently.
- Leaves words alone: เเ for แ, a doubled tone mark or a lost ำ are for a person to correct.
"""

from __future__ import annotations

import re
import unicodedata

from ita_portal.thai.numerals import to_arabic, to_thai

MAX_MARKS = 8  # the longest real run is 2; normalising takes quadratic time in the longest run
SORT_KEY_LENGTH = 400  # characters: about the first hundred letters decide

_PLAIN = r"\n\x20-\x7e\u0e01-\u0e3a\u0e3f-\u0e5b"
_NOT_PLAIN = re.compile(f"[^{_PLAIN}]")
_THAI_MARKS = r"\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_NO_MARKS = r"\n\x20-\x7e\u0e01-\u0e30\u0e32\u0e33\u0e3f-\u0e46\u0e4f-\u0e5b"
_MAYBE_LONG_RUN = re.compile(f"[^{_NO_MARKS}]{{{MAX_MARKS + 1},}}")
# ำ is a letter, but like a mark it never begins a line: a run of it runs out of the page
_UNBROKEN_RUN = re.compile(f"[\u0e33{_THAI_MARKS}]{{{MAX_MARKS + 1},}}")
_MARK_RUN = re.compile(f"[{_THAI_MARKS}]{{2,}}")
_VOWEL_MARKS = frozenset("ัิีึืฺุู็")
_SPLIT_SARA_AM = re.compile(r"([่-๋]*)ํ([่-๋]*)า")
_TONE_AFTER_SARA_AM = re.compile(r"(?<=[ก-ฮ])ำ([่-๋]+)")

# Soft hyphen, joiners, direction marks, fillers without width, variation selectors, BOM.
_NO_WIDTH = re.compile(
    r"[\u00ad\u034f\u061c\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2065\u206a-\u206f"
    r"\ufe00-\ufe0f\ufeff]"
)
_LINE_END = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACE = re.compile(r"[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_LEADING_VOWEL = re.compile(r"([เ-ไ])([ก-ฮ])")
_SORTED_PART = re.compile(r"[0-9]+|[^0-9]")
_SORTED_VOWELS = frozenset("ะัาำิีึืุูเแโใไ")
_SORTED_MARKS = "็่้๊๋์ํ๎ฺ"
_BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_REFUSED = {
    "Cc": "อักขระควบคุม",
    "Cs": "รหัสอักขระที่ไม่สมบูรณ์",
    "Co": "อักขระเฉพาะของฟอนต์บางชุด",
    "Cn": "อักขระที่ยังไม่มีในมาตรฐาน",
    "Cf": "อักขระที่มองไม่เห็นและเปลี่ยนการแสดงข้อความ",
}


class UncleanText(ValueError):
    """The text cannot be taken as it is; the message says in Thai what is wrong and where."""


def clean(text: str, *, multiline: bool = True) -> str:
    """The text in the one form in which the portal keeps it; looks the same as before.

    With `multiline=False` line ends become single spaces. Raises UncleanText.
    """
    _refuse_long_runs(text)
    _refuse_unreadable(text)
    text = _NO_WIDTH.sub("", text)
    text = _SPACE.sub(" ", _LINE_END.sub("\n", text))
    _refuse_long_runs(text)  # what had no width may have parted one
    text = _in_order(text)
    _refuse_long_runs(text)  # some marks become two
    if not multiline:
        lines = (line.strip(" ") for line in text.split("\n"))
        text = " ".join(line for line in lines if line)
    return text.strip(" \n")


def squash(text: str) -> str:
    """The text without any white space."""
    return "".join(text.split())


def search_form(text: str) -> str:
    """The form in which two texts that read the same are the same; for search, not for show.

    No white space, no ๆ, nothing without width; Arabic digits, small Latin letters, NFC, one way
    of writing ำ; เเ as แ and ๅ as า, which look alike. Takes any text, clean or not.
    """
    text = _in_order(cut_marks(_NO_WIDTH.sub("", text)))
    text = squash(to_arabic(text).lower()).replace("ๆ", "")
    text = cut_marks(_in_order(cut_marks(text)))
    return text.replace("เเ", "แ").replace("ๅ", "า")


def cut_marks(text: str) -> str:
    """The text with no more than MAX_MARKS combining marks in a row; safe to normalise."""
    return _MAYBE_LONG_RUN.sub(_cut_run, text)


def _cut_run(found: re.Match[str]) -> str:
    kept: list[str] = []
    run = 0
    for character in found.group():
        run = run + 1 if _is_mark(character) else 0
        if run <= MAX_MARKS:
            kept.append(character)
    return "".join(kept)


def sort_key(text: str) -> str:
    """A key that sorts as a Thai dictionary does, whatever the collation of the database.

    Numbers by value (๒ = 2 before ๑๐), then Latin, then Thai. เ แ โ ใ ไ count after their
    consonant; tone marks, ็ and ์ only between texts that are equal without them; spaces,
    punctuation, ๆ and capitals not at all. The key is at most SORT_KEY_LENGTH long and made of
    0-9 and a-f alone; it is for sorting only, different texts may have the same one.
    """
    text = _in_order(cut_marks(_NO_WIDTH.sub("", to_arabic(text[:SORT_KEY_LENGTH]))))
    text = unicodedata.normalize("NFD", text.casefold()).replace("ๅ", "า")
    text = _LEADING_VOWEL.sub(r"\2\1", text)
    letters: list[str] = []
    marks: list[str] = []
    for part in _SORTED_PART.findall(text):
        weight = _weight(part)
        if weight:
            letters.append(weight)
            marks.append("01")
        elif marks and unicodedata.category(part) == "Mn":
            marks[-1] = f"{marks[-1][:-2]}{_mark_weight(part):02x}01"
    return ("".join(letters) + "00" + "".join(marks))[:SORT_KEY_LENGTH]


def _weight(part: str) -> str:
    """The place of a number or letter among all, in hexadecimal; "" for what does not count."""
    code = ord(part[0])
    if part.isascii() and part.isdigit():
        number = part.lstrip("0")[:255]
        return f"10{len(number):02x}{number}"
    if "a" <= part <= "z":
        return f"{code - 0x61 + 0x20:02x}"
    if "ก" <= part <= "ฮ" or part in _SORTED_VOWELS:
        return f"{code - 0x0E01 + 0x40:02x}"  # consonants before vowels, as in Unicode
    if "\u0e00" <= part <= "\u0e7f" or unicodedata.category(part)[0] != "L":
        return ""
    return f"f0{code:06x}"


def _mark_weight(mark: str) -> int:
    return 2 + _SORTED_MARKS.index(mark) if mark in _SORTED_MARKS else 0xF0


def _in_order(text: str) -> str:
    """NFC, with Thai marks in the order vowel, tone, and SARA AM as one character.

    Normalising may bring together what has to be put in order again, as often as there are marks
    in a run; a text that is in order takes one turn.
    """
    for _ in range(2 * MAX_MARKS):
        ordered = unicodedata.normalize("NFC", text)
        ordered = _MARK_RUN.sub(_vowels_first, ordered)
        ordered = _SPLIT_SARA_AM.sub(r"\1\2ำ", ordered)
        ordered = _TONE_AFTER_SARA_AM.sub(r"\1ำ", ordered)
        if ordered == text:
            break
        text = ordered
    return unicodedata.normalize("NFC", text)


def _vowels_first(run: re.Match[str]) -> str:
    return "".join(sorted(run.group(), key=lambda mark: mark not in _VOWEL_MARKS))


def _refuse_unreadable(text: str) -> None:
    refused = {
        character: what
        for character in set(_NOT_PLAIN.findall(text))
        if (what := _reason_to_refuse(character))
    }
    if refused:
        start = min(text.index(character) for character in refused)
        code = f"U+{ord(text[start]):04X}"
        raise UncleanText(f"พบ{refused[text[start]]} ({code}) {_place(text, start)} โปรดลบออก")


def _reason_to_refuse(character: str) -> str:
    if any(pattern.match(character) for pattern in (_NO_WIDTH, _LINE_END, _SPACE)):
        return ""
    if character in _BLANK_LETTERS:
        return "ตัวอักษรว่างที่มองไม่เห็น"
    return _REFUSED.get(unicodedata.category(character), "")


def _refuse_long_runs(text: str) -> None:
    start = _long_run(text)
    if start is not None:
        most = to_thai(str(MAX_MARKS))
        raise UncleanText(f"สระหรือวรรณยุกต์ซ้อนกันเกิน {most} ตัว {_place(text, start)} โปรดแก้ไข")


def _long_run(text: str) -> int | None:
    """Where a run of more than MAX_MARKS combining marks, or of ำ among them, starts."""
    unbroken = _UNBROKEN_RUN.search(text)
    if unbroken:
        return unbroken.start()
    for found in _MAYBE_LONG_RUN.finditer(text):
        run = 0
        for index in range(*found.span()):
            run = run + 1 if _is_mark(text[index]) else 0
            if run > MAX_MARKS:
                return index - MAX_MARKS
    return None


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] == "M"


def _place(text: str, index: int) -> str:
    """Where a person finds the character: its number, and the words right before it."""
    before = _NOT_PLAIN.sub("", text[max(0, index - 15) : index]).replace("\n", " ").strip()
    number = to_thai(str(index + 1))
    return f'ที่ตัวอักษรที่ {number} หลัง "{before}"' if before else f"ที่ตัวอักษรที่ {number}"
