"""Files as people upload them, good and hostile, made here from nothing."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Any

from PIL import Image, ImageDraw
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

GPS = 0x8825
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Override PartName="/word/document.xml" ContentType="{kind}"/></Types>'
)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
DOCUMENT = '<w:document xmlns:w="w"><w:body><w:p><w:t>{text}</w:t></w:p></w:body></w:document>'


def scene(size: tuple[int, int] = (640, 480), mode: str = "RGB") -> Image.Image:
    """A picture with something in each corner, so that one sees how it is turned."""
    image = Image.new("RGB", size, "#f4efe2")
    draw = ImageDraw.Draw(image)
    width, height = size
    draw.rectangle((0, 0, width // 4, height // 4), fill="#c00000")
    draw.rectangle((width * 3 // 4, height * 3 // 4, width, height), fill="#0000c0")
    return image.convert(mode)


def encoded(image: Image.Image, format_name: str, **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, format_name, **options)
    return file.getvalue()


def photo(size: tuple[int, int] = (640, 480), **options: Any) -> bytes:
    return encoded(scene(size), "JPEG", **options)


def photo_of_a_phone() -> bytes:
    """Lying on its side, with the place where it was taken, a comment and a profile."""
    image = scene((800, 600))
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned to the right
    exif[0x010F] = "Telephone"
    place = exif.get_ifd(GPS)
    place[1], place[2] = "N", (6.0, 15.0, 33.0)
    place[3], place[4] = "E", (102.0, 3.0, 12.0)
    return encoded(image, "JPEG", exif=exif, comment=b"secret comment")


def png_of_pixels(width: int, height: int, tail: bytes = b"") -> bytes:
    """A PNG that says it has so many pixels, in a few kilobytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)

    packer = zlib.compressobj(9)
    row = b"\0" * (width + 1)
    rows = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    start = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head)
    return start + chunk(b"IDAT", rows) + chunk(b"IEND", b"") + tail


def animated(format_name: str) -> bytes:
    frames = [scene((64, 64)), scene((64, 64)).rotate(90)]
    return encoded(frames[0], format_name, save_all=True, append_images=frames[1:], duration=100)


def pdf(text: str = "", pages: int = 1, **changes: Any) -> bytes:
    """A PDF; `changes` are javascript, launch, file or password."""
    writer = PdfWriter()
    for _ in range(pages):
        page = writer.add_blank_page(200, 200)
        if text:
            _write(writer, page, text)
    if "javascript" in changes:
        script = DictionaryObject(
            {
                NameObject("/S"): NameObject("/JavaScript"),
                NameObject("/JS"): TextStringObject(changes["javascript"]),
            }
        )
        scripts = ArrayObject([TextStringObject("s"), script])
        tree = DictionaryObject({NameObject("/Names"): scripts})
        names = DictionaryObject({NameObject("/JavaScript"): tree})
        writer.root_object[NameObject("/Names")] = names
    if "file" in changes:
        writer.add_attachment(changes["file"], b"data")
    if "launch" in changes:
        action = DictionaryObject(
            {
                NameObject("/S"): NameObject("/Launch"),
                NameObject("/F"): TextStringObject(changes["launch"]),
            }
        )
        writer.root_object[NameObject("/OpenAction")] = action
    if "password" in changes:
        writer.encrypt(changes["password"], algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def _write(writer: PdfWriter, page: Any, text: str) -> None:
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    stream = StreamObject()
    stream.set_data(f"BT /F1 12 Tf 10 100 Td ({text}) Tj ET".encode())
    page[NameObject("/Contents")] = writer._add_object(stream)


def office(
    kind: str = WORD, text: str = "สวัสดี", members: dict[str, bytes] | None = None, **more: Any
) -> bytes:
    """An Office file; `members` are added, `tail` stands behind the archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES.format(kind=kind))
        archive.writestr("word/document.xml", DOCUMENT.format(text=text))
        for name, data in (members or {}).items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return file.getvalue() + bytes(more.get("tail", b""))


def relations(kind: str, target: str) -> dict[str, bytes]:
    """The part of an Office file that leads elsewhere."""
    start = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    xml = (
        f'<Relationships><Relationship Id="r1" Type="{start}{kind}" Target="{target}" '
        'TargetMode="External"/></Relationships>'
    )
    return {"word/_rels/document.xml.rels": xml.encode()}


def zip_with_link() -> bytes:
    """An Office file of which one member is a symbolic link."""
    link = zipfile.ZipInfo("word/media/image1.png")
    link.external_attr = 0o120777 << 16
    file = io.BytesIO(office())
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    return file.getvalue()
