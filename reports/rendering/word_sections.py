"""The sheets of a Word file: A4 on its side, page numbers at the foot, a draft's mark behind."""

from __future__ import annotations

from typing import Any

from docx.oxml import parse_xml

from ita_portal.thai.numerals import to_thai
from reports.rendering import sheet
from reports.rendering.word_elements import add, add_field, add_paragraph, add_text, twips
from reports.rendering.word_styles import FONT

_MILLIMETRE = 72 / 25.4
_FOOT = 7 * _MILLIMETRE  # of the footer, above the edge of the sheet
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MARK = f"""<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"><w:pict>
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
 path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>
<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>
<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>
<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/>
<v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>
<v:path textpathok="t" o:connecttype="custom"
 o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>
<v:textpath on="t" fitshape="t"/></v:shapetype>
<v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s2049" type="#_x0000_t136"
 style="position:absolute;margin-left:0;margin-top:0;width:320pt;height:200pt;rotation:340;\
z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;\
mso-position-vertical:center;mso-position-vertical-relative:margin" o:allowincell="f"
 fillcolor="#e4e4e4" stroked="f"><v:textpath
 style="font-family:&quot;{FONT}&quot;;font-weight:bold" string="ร่าง"/></v:shape>
</w:pict></w:r>"""


class Sections:
    """Header and footer of a document, and the properties of its sections."""

    def __init__(self, document_part: Any, *, version_label: str, digits: str, is_draft: bool):
        self._digits = digits
        self._header = ""
        if is_draft:
            part, self._header = document_part.add_header_part()
            add_paragraph(_emptied(part.element), "Header").append(parse_xml(_MARK))
        part, self._footer = document_part.add_footer_part()
        self._fill_footer(_emptied(part.element), version_label)

    def _fill_footer(self, footer: Any, version_label: str) -> None:
        """The version on the left, the page number on the right."""
        paragraph = add_paragraph(footer, "Footer")
        add(add(paragraph[0], "tabs"), "tab", val="right", pos=twips(sheet.WIDTH))
        add_text(paragraph, version_label)
        add(add(paragraph, "r"), "tab")
        how, one = ("THAIARABIC", to_thai("1")) if self._digits == "thai" else ("Arabic", "1")
        add_text(paragraph, "หน้า ")
        add_field(paragraph, rf"PAGE \* {how}", one)
        add_text(paragraph, " จาก ")
        add_field(paragraph, rf"NUMPAGES \* {how}", one)

    def describe(self, section: Any, *, is_cover: bool = False) -> None:
        """Fill a sectPr; a cover has no foot."""
        for child in list(section):
            section.remove(child)
        if self._header:
            add(section, "headerReference", type="default").set(_RELATION, self._header)
        if not is_cover:
            add(section, "footerReference", type="default").set(_RELATION, self._footer)
        add(section, "type", val="nextPage")
        add(section, "pgSz", w="16838", h="11906", orient="landscape")
        margins = {side: twips(mm * _MILLIMETRE) for side, mm in sheet.MARGIN_MM.items()}
        add(section, "pgMar", **margins, header=twips(_FOOT), footer=twips(_FOOT), gutter="0")
        if self._digits == "thai":
            add(section, "pgNumType", fmt="thaiNumbers")


def _emptied(root: Any) -> Any:
    for child in list(root):
        root.remove(child)
    return root
