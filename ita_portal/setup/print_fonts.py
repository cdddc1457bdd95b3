"""Makes the fonts of printed reports, in which SARA AM survives copying, searching and reading.

The shaper splits U+0E33 SARA AM into NIKHAHIT and SARA AA and moves the nikhahit before a tone
mark: two or three glyphs for one letter. A PDF maps single glyphs to text, so WeasyPrint's PDF of
Sarabun has "า" wherever "ำ" was written. Here every such cluster becomes one glyph:

    nikhahit + aa -> one glyph, read as U+0E33      nikhahit + tone + aa -> one, tone + U+0E33

Outlines and widths are those of the parts: the page looks the same. Unlike its neighbours this
program needs a package, fontTools; it runs once the virtual environment stands:
python -m ita_portal.setup.print_fonts SOURCE_FOLDER TARGET_FOLDER
"""

import re
import sys
from pathlib import Path

from fontTools.otlLib import builder
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

from ita_portal.setup.dictionary import empty_dictionary

FAMILY = "PortalSarabun"
SOURCES = {
    "400Regular/Sarabun_400Regular.ttf": "PortalSarabun-Regular.ttf",
    "700Bold/Sarabun_700Bold.ttf": "PortalSarabun-Bold.ttf",
}
NIKHAHIT, SARA_AA = 0x0E4D, 0x0E32
OFFSETS_ARE_XY = 0x0002
ROUND_TO_GRID = 0x0004
FAMILY_NAMES, FULL_NAMES, POSTSCRIPT_NAME, STYLE_NAME = (1, 16), (3, 4), 6, 2


class NotOurFont(ValueError):
    """The font lacks what the substitution hangs on."""


def add_sara_am(font: TTFont) -> int:
    """Give every cluster of SARA AM a glyph of its own; returns how many there are."""
    clusters = clusters_of(font)
    for parts, name in clusters.items():
        add_composite(font, name, parts)
    font.getReverseGlyphMap(rebuild=True)
    classes = font["GDEF"].table.GlyphClassDef.classDefs
    classes.update(dict.fromkeys(clusters.values(), 1))
    substitute(font, clusters)
    return len(clusters)


def clusters_of(font: TTFont) -> dict[tuple[str, ...], str]:
    """The glyph sequences that the shaper makes of SARA AM, and the name of the glyph for each."""
    order, letters = font.getGlyphOrder(), font.getBestCmap()
    marks = [name for name in order if re.fullmatch(r"uni0E4D(\.\w+)?", name)]
    tones = [name for name in order if re.fullmatch(r"uni0E4[89AB](\.\w+)?", name)]
    stacked = [name for name in order if re.fullmatch(r"uni0E4D0E4[89AB](\.\w+)?", name)]
    after: str = letters[SARA_AA]
    sequences: list[tuple[str, ...]] = [(mark, after) for mark in marks + stacked]
    if not stacked:
        sequences += [(mark, tone, after) for mark in marks for tone in tones]
    if letters[NIKHAHIT] not in marks:
        raise NotOurFont("the glyph of nikhahit is not named uni0E4D")
    return {parts: "_".join(parts) for parts in sequences}


def add_composite(font: TTFont, name: str, parts: tuple[str, ...]) -> None:
    """Add a glyph that draws `parts` side by side, each in its own width."""
    outlines, widths = font["glyf"], font["hmtx"].metrics
    glyph, x = Glyph(), 0
    glyph.numberOfContours = -1
    glyph.components = []
    for part in parts:
        component = GlyphComponent()
        component.glyphName, component.x, component.y = part, x, 0
        component.flags = OFFSETS_ARE_XY | ROUND_TO_GRID
        glyph.components.append(component)
        x += widths[part][0]
    order = [*font.getGlyphOrder(), name]
    font.setGlyphOrder(order)
    outlines.glyphs[name] = glyph
    outlines.glyphOrder = order
    glyph.recalcBounds(outlines)
    widths[name] = (x, glyph.xMin)
    font["maxp"].numGlyphs = len(order)


def substitute(font: TTFont, clusters: dict[tuple[str, ...], str]) -> None:
    """Add the substitution to the feature that is always on and runs first."""
    table = font["GSUB"].table
    records = [one for one in table.FeatureList.FeatureRecord if one.FeatureTag == "ccmp"]
    if not records:
        raise NotOurFont("the font has no ccmp feature")
    index = len(table.LookupList.Lookup)
    ligatures = builder.buildLigatureSubstSubtable(clusters)
    table.LookupList.Lookup.append(builder.buildLookup([ligatures]))
    table.LookupList.LookupCount = index + 1
    for feature in {id(one.Feature): one.Feature for one in records}.values():
        feature.LookupListIndex.append(index)
        feature.LookupCount = len(feature.LookupListIndex)


def rename(font: TTFont) -> None:
    """A changed font bears a name of its own."""
    style = font["name"].getDebugName(STYLE_NAME)
    for record in font["name"].names:
        if record.nameID in FAMILY_NAMES:
            record.string = FAMILY
        elif record.nameID in FULL_NAMES:
            record.string = f"{FAMILY} {style}"
        elif record.nameID == POSTSCRIPT_NAME:
            record.string = f"{FAMILY}-{style.replace(' ', '')}"


def build(source: Path, target: Path) -> None:
    """Write the two fonts and the dictionary for printing to `target`; the same bytes each time."""
    target.mkdir(parents=True, exist_ok=True)
    for original, name in SOURCES.items():
        with TTFont(source / original, recalcTimestamp=False) as font:
            add_sara_am(font)
            rename(font)
            font.save(target / name)
    (target / "thbrk.tri").write_bytes(empty_dictionary())


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]))
