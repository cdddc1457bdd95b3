"""What the XML of a new Excel file says that its reader does not tell."""

from __future__ import annotations

import re
import zipfile
from xml.etree import ElementTree as Tree

from measures.importing import refusals
from measures.importing.archives import scan_xml
from measures.importing.limits import MAX_LINES
from measures.importing.tables import UnreadableFile

_MOST_COLUMNS = 702  # "ZZ"; beyond that nobody writes a report, but a bomb does
_SHEET = re.compile(r"xl/(worksheets/[^/]+\.xml)")
_DRAWING = re.compile(r"xl/drawings/[^/]+\.xml")
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_REFERENCE = re.compile(r"([A-Z]{1,4})([0-9]{1,8})")

Place = tuple[int, int]  # row and column, from 0


def failed_formulas(archive: zipfile.ZipFile) -> dict[str, set[Place]]:
    """The cells of each sheet, by its name, that show an error such as #REF!.

    Raises UnreadableFile where cells or merged ranges lie so far out that a reader would need
    memory for all between.
    """
    members = archive.namelist()
    by_file = {
        match[1]: _scan_sheet(archive, name)
        for name in members
        if (match := _SHEET.fullmatch(name))
    }
    files: dict[str, str] = {}
    names: dict[str, set[Place]] = {}

    def see_relation(_: str, values: dict[str, str]) -> None:
        files[values.get("Id", "")] = values.get("Target", "").removeprefix("/xl/")

    def see_sheet(element: str, values: dict[str, str]) -> None:
        if element.endswith("}sheet"):
            key = next((values[each] for each in values if each.endswith("}id")), "")
            names[values.get("name", "")] = by_file.get(files.get(key, ""), set())

    for member, take in (
        ("xl/_rels/workbook.xml.rels", see_relation),
        ("xl/workbook.xml", see_sheet),
    ):
        if member in members:
            scan_xml(archive, member, take)
    return names


def words_of_boxes(archive: zipfile.ZipFile) -> str:
    """What stands in text boxes and shapes, which no cell holds; a paragraph a line."""
    found: list[str] = []
    for name in archive.namelist():
        if _DRAWING.fullmatch(name):
            drawing = Tree.fromstring(archive.read(name))  # noqa: S314 -- the archive has no DTD
            for paragraph in drawing.iter(f"{_A}p"):
                found.append("".join(word.text or "" for word in paragraph.iter(f"{_A}t")))
    return "\n".join(text for text in found if text.strip())


def _scan_sheet(archive: zipfile.ZipFile, name: str) -> set[Place]:
    failed: set[Place] = set()

    def look(_: str, values: dict[str, str]) -> None:
        for letters, digits in _REFERENCE.findall(
            values.get("r", "") + " " + values.get("ref", "")
        ):
            row, column = int(digits), _column(letters)
            if row > MAX_LINES or column > _MOST_COLUMNS:
                raise UnreadableFile(refusals.TOO_FAR)
            if values.get("t") == "e":
                failed.add((row - 1, column - 1))

    scan_xml(archive, name, look)
    return failed


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
