"""What uploaded files turn out to be; the hostile ones are opened in a child, as in life."""

from __future__ import annotations

import io
import time

import pytest
from PIL import Image, ImageFile

from ita_portal.sandbox import Limits, run
from measures.inspecting import Fault, Finding, Inspected, Refused, inspect
from tests.measures.inspecting import corpus
from tests.measures.inspecting.corpus import MACRO, SHEET, SLIDES, office, pdf, photo

TRUSTED = ("measures.inspecting.results",)
LIMITS = Limits(seconds=20, memory_bytes=512 << 20)
CITIZEN = "1101700203450"


def looked_into(data: bytes, name: str = "ภาพ.jpg") -> Inspected:
    found = inspect(data, name)
    assert isinstance(found, Inspected)
    return found


def opened(data: bytes | None) -> Image.Image:
    assert data is not None
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def colour(image: Image.Image, x: int, y: int) -> tuple[int, ...]:
    found = image.getpixel((x, y))
    assert isinstance(found, tuple)
    return found


def near(found: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    return all(abs(a - b) < 12 for a, b in zip(found, wanted, strict=True))


def test_a_photo_is_upright_and_says_nothing_of_where_it_was_taken():
    data = corpus.photo_of_a_phone()
    assert opened(data).getexif().get_ifd(corpus.GPS)

    found = looked_into(data)

    assert (found.media_type, found.extension, found.width, found.height) == (
        "image/jpeg",
        "jpg",
        600,
        800,
    )
    assert found.had_location
    for kept in (found.data, found.thumbnail):
        image = opened(kept)
        assert dict(image.getexif()) == {}
        assert set(image.info) == {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert b"secret" not in (kept or b"")
    image = opened(found.data)
    assert near(colour(image, 590, 10), (192, 0, 0))  # the red corner has gone to the right
    assert near(colour(image, 10, 790), (0, 0, 192))


def test_the_same_picture_gives_the_same_bytes():
    data = corpus.photo_of_a_phone()

    assert inspect(data, "a.jpg") == inspect(data, "b.png")


def test_large_pictures_are_scaled_to_two_sizes():
    found = looked_into(photo((4000, 1000)))

    assert (found.width, found.height) == (2000, 500)
    assert opened(found.data).size == (2000, 500)
    assert opened(found.thumbnail).size == (480, 120)


@pytest.mark.parametrize(
    "make",
    [
        lambda: corpus.encoded(corpus.scene(mode="CMYK"), "JPEG"),
        lambda: corpus.encoded(corpus.scene(mode="L"), "JPEG"),
        lambda: corpus.encoded(corpus.scene(mode="RGBA"), "PNG"),
        lambda: corpus.encoded(corpus.scene(mode="P"), "PNG"),
        lambda: corpus.encoded(corpus.scene(mode="1"), "PNG"),
        lambda: corpus.encoded(corpus.scene(mode="LA"), "PNG"),
        lambda: corpus.encoded(corpus.scene(), "WEBP"),
        lambda: corpus.encoded(corpus.scene(), "JPEG", icc_profile=b"x" * 900_000),
        lambda: photo() + b"<html><script>alert(1)</script>",
        lambda: photo() + office(),
    ],
)
def test_every_kind_of_picture_becomes_a_plain_one(make):
    found = looked_into(make())

    image = opened(found.data)
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (640, 480))
    red, green, _blue = colour(image, 10, 10)
    assert red >= green
    assert b"<script" not in (found.data or b"")


def test_grey_of_sixteen_bits_keeps_its_shades():
    image = Image.new("I;16", (300, 100), 0x8000)

    found = looked_into(corpus.encoded(image, "PNG"))

    assert near(colour(opened(found.data), 50, 50), (128, 128, 128))


def test_what_is_clear_becomes_white():
    found = looked_into(corpus.encoded(Image.new("RGBA", (50, 50), (0, 0, 0, 0)), "PNG"))

    assert opened(found.data).getpixel((25, 25)) == (255, 255, 255)


def test_a_pdf_tells_its_pages_and_warns_of_numbers():
    text = f"card {CITIZEN} tel. 081-234-5678"

    found = looked_into(pdf(text, pages=2), "คู่มือ.pdf")

    assert (found.media_type, found.extension, found.page_count, found.data) == (
        "application/pdf",
        "pdf",
        2,
        None,
    )
    assert found.findings == (
        Finding(kind="citizen_id", page=1),
        Finding(kind="phone", page=1),
        Finding(kind="citizen_id", page=2),
        Finding(kind="phone", page=2),
    )


@pytest.mark.parametrize(
    ("kind", "extension"), [(corpus.WORD, "docx"), (SHEET, "xlsx"), (SLIDES, "pptx")]
)
def test_office_files_are_known_by_what_is_in_them(kind, extension):
    found = looked_into(office(kind, text=f"เลข {CITIZEN}"), f"ไฟล์.{extension}")

    assert (found.extension, found.findings) == (extension, (Finding(kind="citizen_id"),))
    assert found.media_type.startswith("application/vnd.openxmlformats-officedocument.")


def test_links_that_a_reader_follows_may_lead_outside():
    data = office(members=corpus.relations("hyperlink", "https://example.test/"))

    assert looked_into(data, "a.docx").extension == "docx"


DTD = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HOSTILE = {
    "empty": (lambda: b"", Fault.EMPTY),
    "svg.svg": (lambda: SVG, Fault.UNKNOWN),
    "svg.png": (lambda: SVG, Fault.UNKNOWN),
    "page.jpg": (lambda: b"<!doctype html><script>alert(1)</script>", Fault.UNKNOWN),
    "program.pdf": (lambda: b"MZ" + bytes(200), Fault.UNKNOWN),
    "gif.gif": (lambda: b"GIF89a" + bytes(50), Fault.UNKNOWN),
    "photo.heic": (lambda: b"\0\0\0\x18ftypheic" + bytes(50), Fault.HEIC),
    "old.doc": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Fault.OLD_OFFICE),
    "half.jpg": (lambda: photo()[:900], Fault.DAMAGED),
    "head.jpg": (lambda: b"\xff\xd8\xff\xe0", Fault.DAMAGED),
    "half.png": (lambda: corpus.encoded(corpus.scene(), "PNG")[:300], Fault.DAMAGED),
    "flood.png": (lambda: corpus.png_of_pixels(9400, 9400), Fault.TOO_MANY_PIXELS),
    "profile.png": (
        lambda: corpus.encoded(corpus.scene(), "PNG", icc_profile=b"x" * 5_000_000),
        Fault.DAMAGED,
    ),
    "moving.png": (lambda: corpus.animated("PNG"), Fault.ANIMATED),
    "moving.webp": (lambda: corpus.animated("WEBP"), Fault.ANIMATED),
    "half.pdf": (lambda: pdf(pages=3)[:-200], Fault.DAMAGED),
    "zip-behind.pdf": (lambda: pdf() + office(), Fault.DAMAGED),
    "locked.pdf": (lambda: pdf(password="x"), Fault.ENCRYPTED),
    "script.pdf": (lambda: pdf(javascript="app.alert(1)"), Fault.ACTIVE),
    "launch.pdf": (lambda: pdf(launch="cmd.exe"), Fault.ACTIVE),
    "holds.pdf": (lambda: pdf(file="setup.exe"), Fault.HOLDS_FILES),
    "long.pdf": (lambda: pdf(pages=501), Fault.TOO_MANY_PAGES),
    "not.pdf": (lambda: b"%PDF-1.7\nnothing\n%%EOF", Fault.DAMAGED),
    "word.pdf": (office, Fault.OTHER_EXTENSION),
    "pdf.docx": (pdf, Fault.OTHER_EXTENSION),
    "macro.docm": (lambda: office(MACRO), Fault.MACROS),
    "macro.docx": (lambda: office(members={"word/vbaProject.bin": b"x"}), Fault.MACROS),
    "dtd.docx": (lambda: office(members={"word/styles.xml": DTD}), Fault.SUSPICIOUS),
    "not-xml.docx": (lambda: office(members={"word/styles.xml": b"<a"}), Fault.DAMAGED),
    "deep.docx": (lambda: office(members={"word/styles.xml": b"<a>" * 5000}), Fault.SUSPICIOUS),
    "template.docx": (
        lambda: office(members=corpus.relations("attachedTemplate", "http://127.0.0.1/t.dotm")),
        Fault.LINKED,
    ),
    "remote-image.docx": (
        lambda: office(members=corpus.relations("image", "file:///etc/passwd")),
        Fault.LINKED,
    ),
    "holds.docx": (
        lambda: office(members={"word/embeddings/oleObject1.bin": b"x"}),
        Fault.HOLDS_FILES,
    ),
    "svg.docx": (lambda: office(members={"word/media/image1.svg": SVG}), Fault.ACTIVE),
    "up.docx": (lambda: office(members={"../../etc/cron.d/x": b"x"}), Fault.SUSPICIOUS),
    "root.docx": (lambda: office(members={"/etc/passwd": b"x"}), Fault.SUSPICIOUS),
    "drive.docx": (lambda: office(members={"C:\\x": b"x"}), Fault.SUSPICIOUS),
    "link.docx": (corpus.zip_with_link, Fault.SUSPICIOUS),
    "bomb.docx": (lambda: office(members={"word/x.bin": bytes(30 << 20)}), Fault.SUSPICIOUS),
    "tail.docx": (lambda: office(tail=b"<html>"), Fault.SUSPICIOUS),
    "half.docx": (lambda: office()[:-40], Fault.DAMAGED),
    "plain.zip": (lambda: office("text/plain"), Fault.UNKNOWN),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_with_a_reason(name):
    make, fault = HOSTILE[name]
    data = make()
    start = time.perf_counter()

    assert inspect(data, name) == Refused(fault=fault)
    assert time.perf_counter() - start < 10


def test_the_child_holds_to_its_limits():
    largest = corpus.png_of_pixels(6300, 6300)

    found = run(inspect, largest, "large.png", limits=LIMITS, trusted=TRUSTED)

    assert isinstance(found, Inspected)
    assert (found.width, found.height) == (2000, 2000)


def test_a_torn_picture_is_refused_where_a_library_would_allow_it() -> None:
    ImageFile.LOAD_TRUNCATED_IMAGES = True  # as WeasyPrint does when it is imported

    assert inspect(photo((640, 480))[:-2000], "half.jpg") == Refused(fault=Fault.DAMAGED)
