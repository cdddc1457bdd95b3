"""Elements of WordprocessingML, from values; lengths come in points."""

from __future__ import annotations

from typing import Any

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NAMES: dict[str, str] = {}


def w(name: str) -> str:
    """The full name of an element or an attribute."""
    full = _NAMES.get(name)
    if full is None:
        full = _NAMES[name] = _W + name
    return full


def add(parent: Any, name: str, /, **values: str) -> Any:
    """A child element with attributes."""
    child = etree.SubElement(parent, w(name))
    for key, value in values.items():
        child.set(w(key), value)
    return child


def twips(points: float) -> str:
    """Twentieths of a point."""
    return str(round(points * 20))


def half_points(points: float) -> str:
    return str(round(points * 2))


def add_paragraph(parent: Any, style: str, *, left: float = 0.0, first: float = 0.0) -> Any:
    """A paragraph of a style, standing in from the left as a whole and with its first line."""
    paragraph = etree.SubElement(parent, w("p"))
    properties = etree.SubElement(paragraph, w("pPr"))
    add(properties, "pStyle", val=style)
    if left or first:
        lead = {"hanging": twips(-first)} if first < 0 else {"firstLine": twips(first)}
        add(properties, "ind", left=twips(left), **lead)
    return paragraph


def add_text(parent: Any, text: str) -> None:
    """A run with a text as it is."""
    element = etree.SubElement(etree.SubElement(parent, w("r")), w("t"))
    element.text = text
    element.set(_SPACE, "preserve")


def add_field(paragraph: Any, instruction: str, shown: str) -> None:
    """What Word works out itself; `shown` stands there until it has."""
    field = add(paragraph, "fldSimple", instr=f" {instruction} ")
    add_text(field, shown)
