"""The styles of the Word file: every look has one, so that an office changes it in one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reports.rendering import sheet
from reports.rendering.word_elements import add, half_points, twips, w

FONT = "PortalSarabun"


@dataclass(frozen=True, kw_only=True)
class _Style:
    """A paragraph style; `name` is what Word's list of styles shows."""

    key: str
    name: str
    type: sheet.Type
    align: str = "left"
    above: float = 0.0
    below: float = 0.0
    outline: int | None = None
    begins_page: bool = False
    stays_with_next: bool = False


_STYLES = (
    _Style(key="Normal", name="Normal", type=sheet.TEXT),
    _Style(key="Heading1", name="heading 1", type=sheet.TITLE, align="center", outline=0),
    _Style(
        key="Heading2",
        name="heading 2",
        type=sheet.ANNEX_TITLE,
        align="center",
        outline=0,
        begins_page=True,
    ),
    _Style(key="Heading3", name="heading 3", type=sheet.HEADING, above=sheet.SPACE, outline=1),
    _Style(key="Cover", name="หน้าปก", type=sheet.COVER, align="center"),
    _Style(key="CellText", name="ตาราง ข้อความ", type=sheet.CELL),
    _Style(key="CellTitle", name="ตาราง ชื่อมาตรการ", type=sheet.CELL_TITLE),
    _Style(key="CellCentred", name="ตาราง กึ่งกลาง", type=sheet.CELL, align="center"),
    _Style(
        key="CellHeading",
        name="ตาราง หัวช่อง",
        type=sheet.HEADER,
        align="center",
        stays_with_next=True,  # no header row alone at the foot of a page
    ),
    _Style(
        key="Caption",
        name="caption",
        type=sheet.CAPTION,
        align="center",
        above=sheet.PHOTO["below"],
        below=sheet.PHOTO["after"],
    ),
    _Style(key="Signature", name="ลงนาม", type=sheet.TEXT, align="center"),
    _Style(key="Photo", name="ภาพ", type=sheet.CAPTION, align="center"),
    _Style(key="Footer", name="footer", type=sheet.Type("regular", 9, 12)),
    _Style(key="Header", name="header", type=sheet.Type("regular", 9, 12)),
)


def fill_styles(root: Any) -> None:
    """Put our styles in place of those that are there."""
    for child in list(root):
        root.remove(child)
    _add_defaults(root)
    for style in _STYLES:
        _add_style(root, style)


def _add_defaults(root: Any) -> None:
    defaults = add(root, "docDefaults")
    run = add(add(defaults, "rPrDefault"), "rPr")
    # `cs` is what Word draws Thai with, beside its own size, boldness and language
    add(run, "rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)
    add(run, "lang", val="en-US", eastAsia="en-US", bidi="th-TH")
    paragraph = add(add(defaults, "pPrDefault"), "pPr")
    add(paragraph, "widowControl")
    add(paragraph, "spacing", before="0", after="0")


def _add_style(root: Any, style: _Style) -> None:
    element = add(root, "style", type="paragraph", styleId=style.key)
    if style.key == "Normal":
        element.set(w("default"), "1")
    elif not style.name.isascii():
        element.set(w("customStyle"), "1")
    add(element, "name", val=style.name)
    if style.key != "Normal":
        add(element, "basedOn", val="Normal")
    add(element, "qFormat")
    paragraph = add(element, "pPr")
    if style.stays_with_next or style.outline is not None:
        add(paragraph, "keepNext")
    if style.begins_page:
        add(paragraph, "pageBreakBefore")
    add(
        paragraph,
        "spacing",
        before=twips(style.above),
        after=twips(style.below),
        line=twips(style.type.line),
        lineRule="atLeast",  # a larger font finds room
    )
    add(paragraph, "jc", val=style.align)
    if style.outline is not None:
        add(paragraph, "outlineLvl", val=str(style.outline))
    _add_type(add(element, "rPr"), style.type)


def _add_type(run: Any, kind: sheet.Type) -> None:
    if kind.face == "bold":
        add(run, "b")
        add(run, "bCs")
    add(run, "sz", val=half_points(kind.size))
    add(run, "szCs", val=half_points(kind.size))
