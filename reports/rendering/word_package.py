"""The parts of a Word file beside its text: fonts that travel with it, settings, who made it."""

from __future__ import annotations

import datetime as dt
import io
import uuid
import zipfile
from functools import cache
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml

from reports.rendering.faces import FILES, FONTS
from reports.rendering.word_elements import add, twips
from reports.rendering.word_styles import FONT, fill_styles

_OBFUSCATED = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_FONT_TABLE = "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"
_LIKE_OURS = "Sarabun"  # for programs that ignore the fonts in a file
_UNUSED = frozenset({"stylesWithEffects", "customXml", "numbering", "webSettings", "thumbnail"})
_NO_DATE = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TAB = 36.0


def new_document(*, title: str, organization: str, drawn_at: dt.datetime | None) -> Any:
    """An empty document of python-docx with our styles, settings and fonts."""
    document = docx.Document()
    for rels in (document.part.rels, document.part.package.rels):
        for key in [k for k, rel in rels.items() if rel.reltype.rpartition("/")[2] in _UNUSED]:
            del rels[key]
    fill_styles(document.styles.element)
    _fill_settings(document.settings.element)
    _add_fonts(document.part)
    properties = document.core_properties
    moment = (drawn_at or _NO_DATE).astimezone(dt.UTC).replace(tzinfo=None)
    properties.title, properties.author = title[:255], organization[:255]
    properties.last_modified_by, properties.comments = organization[:255], ""
    properties.created = properties.modified = moment
    properties.language, properties.revision = "th-TH", 1
    return document


def saved(document: Any) -> bytes:
    """The file; equal documents give equal bytes, whatever the time."""
    buffer, dated = io.BytesIO(), io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(dated, "w") as target:
        for entry in source.infolist():
            target.writestr(zipfile.ZipInfo(entry.filename), source.read(entry), _PACKED)
    return dated.getvalue()


_PACKED = zipfile.ZIP_DEFLATED


def _fill_settings(root: Any) -> None:
    for child in list(root):
        root.remove(child)
    add(root, "embedTrueTypeFonts")
    add(root, "defaultTabStop", val=twips(_TAB))
    add(root, "characterSpacingControl", val="doNotCompress")
    compatible = add(root, "compat")
    # a file of today, for which Word drops no function
    add(
        compatible,
        "compatSetting",
        name="compatibilityMode",
        uri="http://schemas.microsoft.com/office/word",
        val="15",
    )
    add(root, "themeFontLang", val="en-US", bidi="th-TH")


def _add_fonts(document_part: Any) -> None:
    """The two print fonts and the table that names them."""
    for key in [k for k, rel in document_part.rels.items() if rel.reltype == RT.FONT_TABLE]:
        del document_part.rels[key]
    package = document_part.package
    root = parse_xml(f"<w:fonts {_NAMESPACES}/>")
    font = add(root, "font", name=FONT)
    add(font, "altName", val=_LIKE_OURS)
    add(font, "charset", val="DE")
    add(font, "family", val="auto")
    add(font, "pitch", val="variable")
    table = XmlPart(PackURI("/word/fontTable.xml"), _FONT_TABLE, root, package)
    for number, (weight, element) in enumerate(
        (("regular", "embedRegular"), ("bold", "embedBold")), start=1
    ):
        key, data = _obfuscated(weight)
        name = PackURI(f"/word/fonts/font{number}.odttf")
        related = table.relate_to(Part(name, _OBFUSCATED, data, package), RT.FONT)
        add(font, element, fontKey=key).set(_RELATION, related)
    document_part.relate_to(table, RT.FONT_TABLE)


@cache
def _obfuscated(weight: str) -> tuple[str, bytes]:
    """A font as Word wants it (ECMA-376 part 4, 2.8.1): its first 32 bytes mixed with a key."""
    data = bytearray((FONTS / FILES[weight]).read_bytes())
    key = uuid.uuid5(uuid.NAMESPACE_OID, f"{FONT} {weight}")
    mixed = key.bytes[::-1]
    for place in range(32):
        data[place] ^= mixed[place % 16]
    return "{" + str(key).upper() + "}", bytes(data)
