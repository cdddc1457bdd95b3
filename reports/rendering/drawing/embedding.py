"""A font as it stands in a file: what the document uses of it, and which letters that is."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from reports.rendering.drawing.canvas import ASCENT, DESCENT
from reports.rendering.drawing.objects import File
from reports.rendering.drawing.shaping import print_font

_NAMES = {"regular": "PortalSarabun", "bold": "PortalSarabun-Bold"}
_STEMS = {"regular": 80, "bold": 120}
_TO_UNICODE = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
{maps}endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""
_MOST_MAPS = 100  # in one block of such a file


def embed(file: File, weight: str, letters: Mapping[int, str]) -> str:
    """The font with the glyphs that stand for these letters; its reference."""
    font = print_font(weight)
    glyphs = sorted(letters)
    data = font.cut_down(glyphs)
    name = f"{_prefix(data)}+{_NAMES[weight]}"
    em = 1000 / font.units
    program = file.put_stream(data, f"/Length1 {len(data)}")
    descriptor = file.put(
        f"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[-500 -300 1500 1300]"
        f"/ItalicAngle 0/Ascent {ASCENT * 1000:.0f}/Descent {-DESCENT * 1000:.0f}/CapHeight 700"
        f"/StemV {_STEMS[weight]}/FontFile2 {program}>>"
    )
    widths = " ".join(f"{glyph}[{font.width_of(glyph) * em:g}]" for glyph in glyphs)
    descendant = file.put(
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDToGIDMap/Identity"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        f"/FontDescriptor {descriptor}/DW 0/W[{widths}]>>"
    )
    maps = file.put_stream(_to_unicode(glyphs, letters).encode())
    return file.put(
        f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
        f"/DescendantFonts[{descendant}]/ToUnicode {maps}>>"
    )


def _to_unicode(glyphs: list[int], letters: Mapping[int, str]) -> str:
    lines = [f"<{glyph:04x}> <{letters[glyph].encode('utf-16-be').hex()}>" for glyph in glyphs]
    blocks = [lines[start : start + _MOST_MAPS] for start in range(0, len(lines), _MOST_MAPS)]
    maps = "".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks
    )
    return _TO_UNICODE.replace("{maps}", maps)


def _prefix(data: bytes) -> str:
    """Six capitals that name this part of the font."""
    return "".join(chr(ord("A") + byte % 26) for byte in hashlib.sha256(data).digest()[:6])
