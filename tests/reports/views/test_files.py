"""Every format of a published version, the package of all, and the schema of the JSON."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from jsonschema import Draft202012Validator

from measures.models import EvidenceFile
from reports.models import ExportFile
from reports.queries import verified_file
from reports.rendering import FORMATS
from reports.services.exports import PUBLISHED_FORMATS, get_export
from tests.factories import AT, make_full_measure, make_plan, make_report
from tests.measures.inspecting.corpus import pdf, photo
from tests.measures.services.evidence import an_upload, attach
from tests.reports.services.people import make_office
from tests.reports.views.published import make_published, withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    """A report of two measures, one of them with a photo, a document and a link; published."""
    plan = make_plan()
    measure = make_full_measure(plan=plan, title="ประชุม: ชี้แจง/แนวทาง")
    attach(measure, upload=an_upload(data=photo((80, 60))), caption="ภาพประชุม ๑/๒")
    attach(measure, upload=an_upload(data=pdf("คำสั่ง"), name="a.pdf"), caption="=คำสั่ง")
    link = {"kind": "link", "url": "https://a.go.th/x", "caption": "หน้าเว็บ", "position": 3}
    EvidenceFile.objects.create(measure=measure, **link)
    make_full_measure(plan=plan, title="ยกย่องเชิดชู")
    made = make_office(make_report(plan=plan))
    made.publish()
    return made


def address(office, name):
    plan = office.report.plan
    return f"/reports/{plan.organization.code}/{plan.fiscal_year.year}/versions/1/{name}/"


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_each_format_is_sent_as_it_is_stored(client, office):
    for name in PUBLISHED_FORMATS:
        file = ExportFile.objects.get(format=name)

        response = client.get(address(office, name))

        assert (name, response.status_code) == (name, 200)
        assert hashlib.sha256(body(response)).hexdigest() == file.sha256
        assert response["ETag"] == f'"{file.sha256}"'
        assert response["Content-Type"] == FORMATS[name].media_type
        assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
        assert response.cookies == {}
        form, code = FORMATS[name], office.report.plan.organization.code
        plain = f"ita-report-2568-{code}-v1{form.tail}.{form.extension}"
        assert f'filename="{plain}"' in response["Content-Disposition"]
        again = client.get(address(office, name), headers={"if-none-match": response["ETag"]})
        assert again.status_code == 304


def test_the_page_offers_what_there_is(client, office):
    page = client.get(address(office, "").replace("//", "/")).content.decode()

    for name in (*PUBLISHED_FORMATS, "zip"):
        assert f'href="{address(office, name)}"' in page
    for file in ExportFile.objects.all():
        assert file.sha256 in page


def test_the_page_offers_nothing_that_is_not_there(client):
    make_published(code="takbai")
    before = client.get("/reports/takbai/2568/").content.decode()

    assert "/versions/1/zip/" in before
    assert "/versions/1/docx/" not in before
    assert client.get("/reports/takbai/2568/versions/1/docx/").status_code == 404


def test_a_file_that_was_drawn_later_is_offered_at_once(client):
    report = make_published(code="takbai")
    client.get("/reports/takbai/2568/")

    get_export(report.versions.get(), "docx")

    page = client.get("/reports/takbai/2568/").content.decode()
    assert 'href="/reports/takbai/2568/versions/1/docx/"' in page
    assert client.get("/reports/takbai/2568/versions/1/docx/").status_code == 200


def unpacked(response) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(body(response))) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_package_has_all_files_and_the_evidence_by_measure(client, office):
    code = office.report.plan.organization.code
    rows = {row.caption: row for row in EvidenceFile.objects.all()}

    response = client.get(address(office, "zip"))
    files = unpacked(response)

    folder = "หลักฐาน/01 ประชุม ชี้แจง แนวทาง/"
    base = f"ita-report-2568-{code}-v1"
    stored = [f"{base}{FORMATS[n].tail}.{FORMATS[n].extension}" for n in sorted(PUBLISHED_FORMATS)]
    assert sorted(files) == sorted(
        [
            *stored,
            "SHA256SUMS.txt",
            "รายการที่ขาด.txt",
            "รายการหลักฐาน.csv",
            folder + "01 ภาพประชุม ๑ ๒.jpg",
            folder + "02 =คำสั่ง.pdf",
        ]
    )
    assert hashlib.sha256(files[folder + "02 =คำสั่ง.pdf"]).hexdigest() == rows["=คำสั่ง"].sha256
    lines = list(csv.reader(io.StringIO(files["รายการหลักฐาน.csv"].decode("utf-8-sig"))))
    assert [line[1:5] for line in lines] == [
        ["ชนิด", "คำบรรยาย", "ไฟล์ในชุดนี้", "ลิงก์"],
        ["ภาพถ่าย", "ภาพประชุม ๑/๒", folder + "01 ภาพประชุม ๑ ๒.jpg", ""],
        ["ไฟล์", "'=คำสั่ง", folder + "02 =คำสั่ง.pdf", ""],
        ["ลิงก์", "หน้าเว็บ", "", "https://a.go.th/x"],
    ]
    assert response["Content-Type"] == "application/zip"
    assert f'filename="{base}.zip"' in response["Content-Disposition"]
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert response.cookies == {}


def test_each_file_of_the_package_is_in_its_sums_and_is_verified_by_itself(client, office):
    response = client.get(address(office, "zip"))
    whole = body(response)
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    lines = [line.split("  ", 1) for line in files.pop("SHA256SUMS.txt").decode().splitlines()]
    sums = {name: sha256 for sha256, name in lines}

    made = {"รายการที่ขาด.txt", "รายการหลักฐาน.csv"}
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    assert sums == {name: sha256 for name, sha256 in hashes.items() if name not in made}
    found = {name: verified_file(sha256) for name, sha256 in hashes.items()}
    assert {name for name, each in found.items() if each is None} == made
    assert {each.file_format for each in found.values() if each} == {
        *PUBLISHED_FORMATS,
        "evidence",
    }

    evidence = next(data for name, data in files.items() if name.endswith("คำสั่ง.pdf"))
    for name, data, words in (
        ("คำสั่ง.pdf", evidence, "ไฟล์นี้เหมือนกับหลักฐานในฉบับที่&nbsp;๑ ที่เผยแพร่"),
        ("ทั้งหมด.zip", whole, "โปรดแตกไฟล์ แล้วตรวจทีละไฟล์"),
    ):
        answer = client.post("/verify/", {"file": SimpleUploadedFile(name, data)})
        assert words in answer.content.decode()


def test_the_package_tells_what_is_missing(client, office):
    missing = unpacked(client.get(address(office, "zip")))["รายการที่ขาด.txt"]

    lines = missing.decode("utf-8-sig").split("\r\n")
    assert lines[2:] == ["", "ขาด ๑ รายการ", "มาตรการที่ ๒ ยกย่องเชิดชู: ไม่มีหลักฐาน", ""]


def test_a_reader_who_has_the_package_gets_it_once(client, office):
    first = client.get(address(office, "zip"))
    again = client.get(address(office, "zip"), headers={"if-none-match": first["ETag"]})

    assert again.status_code == 304
    assert body(client.get(address(office, "zip"))) == body(first)


def test_the_head_of_the_package_tells_what_it_is(client, office):
    head, whole = client.head(address(office, "zip")), client.get(address(office, "zip"))

    assert head.status_code == 200
    assert dict(head.headers) == dict(whole.headers)


@pytest.mark.parametrize("name", ["docx", "zip"])
def test_nothing_is_there_of_what_was_never_published_or_is_withdrawn(client, office, name):
    stranger = make_report()
    code = stranger.plan.organization.code

    assert client.get(f"/reports/{code}/2568/versions/1/{name}/").status_code == 404
    assert client.get(address(office, name).replace("/1/", "/2/")).status_code == 404
    office.report.refresh_from_db()
    withdraw(office.report, at=AT, reason="พบเลขประจำตัวประชาชน")
    assert client.get(address(office, name)).status_code == 410


def test_the_json_keeps_to_the_schema_that_it_names(client, office):
    response = client.get(address(office, "json"))
    _, _, rest = response["Link"].partition("<")
    link, _, relation = rest.partition(">")

    schema = client.get(link)

    assert relation == '; rel="describedby"'
    assert response["Access-Control-Allow-Origin"] == "*"
    assert schema["Content-Type"] == "application/schema+json"
    assert schema["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in schema
    validator = Draft202012Validator(json.loads(schema.content))
    assert [error.message for error in validator.iter_errors(json.loads(body(response)))] == []


def test_a_file_that_was_lost_is_told_with_what_there_is(client, office, caplog):
    """Not a failure: the reader is told, the log too, and the rest goes on."""
    lost = ExportFile.objects.get(format="pdf")
    whole = client.get(address(office, "zip"))
    default_storage.delete(str(lost.file))

    answer = client.get(address(office, "pdf"))
    package = client.get(address(office, "zip"))
    page = answer.content.decode()

    assert (answer.status_code, answer["Cache-Control"]) == (503, "no-store")
    assert "<h1>ไฟล์นี้เปิดไม่ได้ชั่วคราว</h1>" in page
    assert [f'href="{address(office, name)}"' in page for name in ("docx", "zip", "pdf")] == [
        True,
        True,
        False,
    ]
    assert "a stored file cannot be read" in caplog.text
    missing = unpacked(package)["รายการที่ขาด.txt"].decode("utf-8-sig")
    assert (
        f"ไฟล์ของรายงาน: ไม่พบไฟล์ “ita-report-2568-{office.report.plan.organization.code}-v1.pdf”"
        in missing
    )
    assert ("ETag" in whole, "ETag" in package) == (True, False)
    code = lost.version.code
    assert client.get(f"/verify/{code}/").status_code == 200
    assert verified_file(lost.sha256) is not None


def test_evidence_that_was_lost_is_told(client, office):
    frozen = ExportFile.objects.get(format="pdf").version.frozen_files.all()[0]
    default_storage.delete(frozen.name)

    answer = client.get(address(office, f"evidence/{frozen.sha256}"))

    assert answer.status_code == 503
    assert "<h1>ไฟล์นี้เปิดไม่ได้ชั่วคราว</h1>" in answer.content.decode()
