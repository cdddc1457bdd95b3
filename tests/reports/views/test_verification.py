"""Whether a code or a file is of a published version, for everyone."""

import random
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from measures.services.stored_files import read_file
from reports.codes import shown_code
from reports.models import ExportFile, ReportVersion
from reports.queries import verified_file
from tests.factories import make_report, make_version
from tests.reports.services.people import make_office
from tests.reports.views.published import PDF, make_published, publish, withdraw

pytestmark = pytest.mark.django_db
FILE = PDF + b"1"
CURRENT, OLDER, GONE = "ตรงกับฉบับปัจจุบัน", "ตรงกับฉบับเดิม", "ฉบับที่ถอนแล้ว"
NOT_OURS = "ไม่ตรงกับฉบับใดในระบบ"


def verdict(response: Any) -> str:
    """The heading of the answer; empty without one."""
    _, found, after = response.content.decode().partition('<h2 id="verdict">')
    return after.partition("</h2>")[0] if found else ""


def bring(client: Client, data: bytes) -> Any:
    return client.post("/verify/", {"file": SimpleUploadedFile("รายงาน.pdf", data)})


@pytest.fixture
def version() -> ReportVersion:
    report = make_published(code="takbai", name="เทศบาลเมืองตากใบ", kind="ทม.")
    assert report.published_version is not None
    return report.published_version


def test_the_file_that_was_published_is_the_current_version(client, version):
    response = bring(client, FILE)

    page = response.content.decode()
    assert (response.status_code, verdict(response)) == (200, CURRENT)
    for words in (
        "ไฟล์นี้เหมือนกับฉบับที่&nbsp;๑ ที่เผยแพร่ทุกประการ",
        "เทศบาลเมืองตากใบ อำเภอทุ่งสง จังหวัดนครศรีธรรมราช",
        "นายกเทศมนตรีเมืองทดสอบ",
        f'<dd class="code">{shown_code(version.code)}</dd>',
        'href="/reports/takbai/2568/versions/1/"',
        f'src="/verify/{version.code}/qr.svg"',
    ):
        assert words in page
    assert response["Cache-Control"] == "no-store"
    assert response.cookies == {}


@pytest.mark.parametrize(
    "data",
    [FILE[:-1], FILE + b"\n", b"\0" + FILE, FILE.replace(b"1.7", b"1.6"), b"something else"],
    ids=["cut", "appended", "prefixed", "changed", "other"],
)
def test_any_other_file_is_none_of_ours(client, version, data):
    response = bring(client, data)

    assert (response.status_code, verdict(response)) == (200, NOT_OURS)


def test_every_flipped_bit_is_found(client, version):
    flipped = [
        bytes([*FILE[:place], FILE[place] ^ 1 << bit, *FILE[place + 1 :]])
        for place in range(len(FILE))
        for bit in (0, 7)
    ]

    assert {verdict(bring(client, data)) for data in flipped} == {NOT_OURS}


def test_a_file_of_an_older_version_says_so(client, version):
    publish(version.report, reason="แก้คำผิด")

    assert verdict(bring(client, FILE)) == OLDER
    assert verdict(bring(client, PDF + b"2")) == CURRENT
    assert verdict(client.get(f"/verify/{version.code}/")) == "รหัสของฉบับเดิม"


def test_a_file_of_what_was_withdrawn_says_why(client, version):
    withdraw(version.report, reason="มีเลขประจำตัวประชาชน")

    response = bring(client, FILE)

    assert verdict(response) == GONE
    assert "มีเลขประจำตัวประชาชน" in response.content.decode()


@pytest.mark.parametrize("spelled", [str, str.lower, shown_code])
def test_a_code_leads_to_its_own_address(client, version, spelled):
    typed = client.get("/verify/", {"code": spelled(version.code)})
    written = client.get(f"/verify/{spelled(version.code)}/", follow=True)

    assert (typed.status_code, typed["Location"]) == (302, f"/verify/{version.code}/")
    assert (written.status_code, verdict(written)) == (200, "รหัสของฉบับปัจจุบัน")


def test_an_unknown_code_is_not_found_in_words(client, version):
    response = client.get("/verify/AAAA-AAAA/", follow=True)

    assert (response.status_code, verdict(response)) == (404, "ไม่พบรหัสนี้ในระบบ")
    assert client.get("/verify/AAAAAAAA/qr.svg").status_code == 404


def test_a_version_that_was_never_published_looks_like_none(client):
    frozen = make_version(report=make_report())

    answer, none = client.get(f"/verify/{frozen.code}/"), client.get("/verify/AAAAAAAA/")

    assert answer.status_code == none.status_code == 404
    assert answer.content.replace(shown_code(frozen.code).encode(), b"AAAA-AAAA") == none.content
    assert client.get(f"/verify/{frozen.code}/qr.svg").status_code == 404


@pytest.mark.parametrize(
    ("typed", "words"),
    [("", "โปรดพิมพ์รหัสฉบับ"), ("12", "รหัสมี ๘ ตัว"), ("<b>" * 99, "&lt;b&gt;"), ("\0", "๘ ตัว")],
)
def test_what_cannot_be_a_code_is_told_at_the_field(client, typed, words):
    response = client.get("/verify/", {"code": typed})

    assert response.status_code == 400
    assert words in response.content.decode()
    assert 'aria-invalid="true"' in response.content.decode()


def test_no_file_an_empty_one_and_a_torn_body_are_told_at_the_field(client):
    none = client.post("/verify/", {})
    empty = bring(client, b"")
    torn = client.post("/verify/", b"--x\r\n", content_type="multipart/form-data; boundary=x")
    nonsense = client.post("/verify/", b"x", content_type="multipart/form-data")

    assert [each.status_code for each in (none, empty, torn, nonsense)] == [400] * 4
    assert "โปรดเลือกไฟล์" in none.content.decode()
    assert "ว่างเปล่า" in empty.content.decode()


def test_crafted_bodies_are_told_at_the_field_or_refused(client):
    file = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n'
    second = b"Content-Transfer-Encoding: base64\r\n\r\n!\r\n--x--\r\n"
    torn = file + b"\r\na\r\n" + file + second
    kind = "multipart/form-data; boundary=x"

    answers = [
        client.generic("POST", "/verify/", torn, kind),
        client.generic("POST", "/verify/", file + b"\r\na\r\n--x--", kind + "; charset=rot13"),
    ]

    assert [each.status_code for each in answers] == [400, 400]
    assert "รับไฟล์ได้ไม่ครบ" in answers[0].content.decode()


def test_a_file_beyond_the_limit_is_told_at_the_field(client, settings):
    settings.EVIDENCE_FILE_MB = 1

    response = bring(client, b"x" * (2 << 20))

    assert response.status_code == 413
    assert "ไฟล์ใหญ่เกิน ๑ MB" in response.content.decode()


def test_a_file_of_a_stranger_is_kept_nowhere(client, version, settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "there-is-none")
    large = b"x" * (settings.FILE_UPLOAD_MAX_MEMORY_SIZE + 1)

    checked = bring(client, large)
    elsewhere = client.post("/sign-in/", {"name": "a", "password": "b", "file": BytesIO(large)})

    assert (checked.status_code, elsewhere.status_code) == (200, 200)


def test_the_answer_is_for_caches_and_asks_nobody_who_they_are(client, version):
    first = client.get(f"/verify/{version.code}/")
    again = client.get(f"/verify/{version.code}/", headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304
    assert first.cookies == {}
    assert "Cookie" not in first.get("Vary", "")


@pytest.mark.torture
def test_twenty_thousand_flipped_bits_of_a_published_pdf_are_all_rejected(client):
    published = make_office().publish()
    data = stored_bytes(ExportFile.objects.get(version=published, format="pdf"))
    assert verdict(bring(client, data)) == CURRENT
    places = random.Random(20_000).sample(range(len(data) * 8), 20_000)

    accepted = []
    for place in places:
        flipped = bytearray(data)
        flipped[place // 8] ^= 1 << place % 8
        if verified_file(sha256(flipped).hexdigest()) is not None:
            accepted.append(place)

    assert accepted == []


def stored_bytes(file: ExportFile) -> bytes:
    return read_file(str(file.file))
