"""The numbers that Word shows before paragraphs without keeping them as words."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from xml.etree import ElementTree as Tree

from ita_portal.thai.numerals import to_thai
from measures.importing.places import THAI_LETTERS

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LATIN_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST_BASES = 20


@dataclass(frozen=True, kw_only=True)
class Level:
    """How one level of a list numbers: its first number, its format, and the text around it."""

    start: int = 1
    format: str = "decimal"
    text: str = ""


@dataclass
class Numbering:
    """The lists of a document, and how far each has counted."""

    lists: dict[str, dict[int, Level]] = field(default_factory=dict)  # by list of paragraphs
    shared: dict[str, str] = field(default_factory=dict)  # lists that count together
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, archive: zipfile.ZipFile) -> Numbering:
        """What a Word file says of its lists."""
        names = set(archive.namelist())
        numbering = cls()
        if "word/numbering.xml" in names:
            numbering._read_lists(_tree(archive, "word/numbering.xml"))
        if "word/styles.xml" in names:
            numbering._read_styles(_tree(archive, "word/styles.xml"))
        return numbering

    def _read_lists(self, root: Tree.Element) -> None:
        kinds = {
            _value(kind, "abstractNumId"): _levels(kind) for kind in root.iter(f"{W}abstractNum")
        }
        for number in root.iter(f"{W}num"):
            name = _value(number, "numId")
            kind = _value(number.find(f"{W}abstractNumId"), "val")
            levels = dict(kinds.get(kind, {}))
            starts_anew = False
            for override in number.iter(f"{W}lvlOverride"):
                place = _number(_value(override, "ilvl"), 0)
                levels |= _levels(override)
                start = override.find(f"{W}startOverride")
                if start is not None:
                    starts_anew = True
                    old = levels.get(place, Level())
                    first = _number(_value(start, "val"), 1)
                    levels[place] = Level(start=first, format=old.format, text=old.text)
            self.lists[name] = levels
            self.shared[name] = f"own {name}" if starts_anew else f"kind {kind}"

    def _read_styles(self, root: Tree.Element) -> None:
        bases: dict[str, str] = {}
        own: dict[str, tuple[str, int]] = {}
        for style in root.iter(f"{W}style"):
            name = _value(style, "styleId")
            bases[name] = _value(style.find(f"{W}basedOn"), "val")
            found = _list_of(style.find(f"{W}pPr"))
            if found:
                own[name] = found
        for name in bases:
            base = name
            for _ in range(_MOST_BASES):
                if base in own:
                    self.styles[name] = own[base]
                    break
                base = bases.get(base, "")

    def write_out(self, document: Tree.Element) -> None:
        """Put each paragraph's number before its words; it stays a paragraph of its list."""
        for paragraph in document.iter(f"{W}p"):
            properties = paragraph.find(f"{W}pPr")
            style = "" if properties is None else _value(properties.find(f"{W}pStyle"), "val")
            found = _list_of(properties) or self.styles.get(style)
            if found and next(paragraph.iter(f"{W}t"), None) is not None:
                mark = self._next(*found)
                if mark:
                    paragraph.insert(0 if properties is None else 1, _run(f"{mark} "))

    def _next(self, name: str, depth: int) -> str:
        levels = self.lists.get(name, {})
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(self.shared.get(name, name), {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]
        if level.format == "none":
            return ""
        if level.format == "bullet":
            return level.text if level.text in ("-", "–", "*", "•") else "•"

        def shown(match: re.Match[str]) -> str:
            place = int(match.group(1)) - 1
            other = levels.get(place, Level())
            return _format(counts.get(place, other.start), other.format)

        return _PLACE.sub(shown, level.text).strip()


def _tree(archive: zipfile.ZipFile, name: str) -> Tree.Element:
    return Tree.fromstring(archive.read(name))  # noqa: S314 -- the archive has no DTD


def _levels(kind: Tree.Element) -> dict[int, Level]:
    return {
        _number(_value(level, "ilvl"), 0): Level(
            start=_number(_value(level.find(f"{W}start"), "val"), 1),
            format=_value(level.find(f"{W}numFmt"), "val") or "decimal",
            text=_value(level.find(f"{W}lvlText"), "val"),
        )
        for level in kind.findall(f"{W}lvl")
    }


def _list_of(properties: Tree.Element | None) -> tuple[str, int] | None:
    """The list and the level that paragraph properties name."""
    found = None if properties is None else properties.find(f"{W}numPr")
    if found is None:
        return None
    name = _value(found.find(f"{W}numId"), "val")
    return (name, _number(_value(found.find(f"{W}ilvl"), "val"), 0)) if name else None


def _value(element: Tree.Element | None, name: str) -> str:
    return "" if element is None else element.get(f"{W}{name}", "")


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else otherwise


def _run(text: str) -> Tree.Element:
    run = Tree.Element(f"{W}r")
    words = Tree.SubElement(run, f"{W}t", {_SPACE: "preserve"})
    words.text = text
    return run


def _format(number: int, kind: str) -> str:
    if kind.startswith("thaiLetters"):
        return _letter(number, THAI_LETTERS)
    if kind.startswith("thai"):
        return to_thai(str(number))
    if kind == "lowerLetter":
        return _letter(number, _LATIN_LETTERS)
    if kind == "upperLetter":
        return _letter(number, _LATIN_LETTERS.upper())
    if kind in {"lowerRoman", "upperRoman"} and number < 40:
        roman = ""
        for value, letters in _ROMAN:
            while number >= value:
                roman, number = roman + letters, number - value
        return roman if kind == "lowerRoman" else roman.upper()
    return str(number)


def _letter(number: int, letters: str) -> str:
    return letters[(number - 1) % len(letters)] * ((number - 1) // len(letters) + 1)
