import csv
import io
import zipfile
from urllib.parse import unquote

import pypdf
import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from measures.services.evidence import attach_link, say_no_evidence
from tests.factories import make_measure, make_report
from tests.measures.inspecting.corpus import pdf, photo
from tests.measures.services.evidence import a_writer, attach
from tests.reports.views.workspace.evidence import a_file, address

pytestmark = pytest.mark.django_db


def close(answer):
    """The file alone: closing the answer would close the test's database with it."""
    for closer in answer._resource_closers:
        closer()


def test_pictures_are_shown_and_documents_are_saved(client, plan, measures, writer):
    picture = attach(measures[0], by=writer)
    document = attach(measures[1], by=writer, upload=a_file("../คู่มือ\n.pdf", pdf()))

    shown = client.get(address(plan, "file", picture.pk))
    small = client.get(address(plan, "thumbnail", picture.pk))
    saved = client.get(address(plan, "file", document.pk))
    for answer in (small, saved):
        close(answer)

    with default_storage.open(picture.stored_name) as file:
        assert b"".join(shown.streaming_content) == file.read()
    close(shown)
    assert small["ETag"] == f'"{picture.thumbnail_sha256}"'
    assert {name: shown[name] for name in shown.headers if name != "Vary"} == {
        "Content-Type": "image/jpeg",
        "Content-Length": str(picture.size_bytes),
        "Content-Disposition": f'inline; filename="evidence-{picture.sha256[:8]}.jpg"; '
        "filename*=UTF-8''%E0%B8%A0%E0%B8%B2%E0%B8%9E.jpg",
        "ETag": f'"{picture.sha256}"',
        "Cache-Control": "private, max-age=0, must-revalidate",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
        "Referrer-Policy": "same-origin",
        "X-Frame-Options": "DENY",
    }
    assert saved["Content-Type"] == "application/pdf"
    assert saved["Content-Disposition"].startswith("attachment; ")
    assert saved["Content-Disposition"].endswith(
        "''%E0%B8%84%E0%B8%B9%E0%B9%88%E0%B8%A1%E0%B8%B7%E0%B8%AD.pdf"
    )
    again = client.get(address(plan, "file", picture.pk), HTTP_IF_NONE_MATCH=shown["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(address(plan, "thumbnail", document.pk)).status_code == 404


def test_files_are_not_found_by_others(client, plan, measures, writer):
    picture = attach(measures[0], by=writer)
    client.force_login(a_writer(make_measure()))

    for name in ("file", "thumbnail"):
        assert client.get(address(plan, name, picture.pk)).status_code == 404
    client.logout()
    assert client.get(address(plan, "file", picture.pk)).status_code == 302


def test_the_preview_shows_the_annex_as_it_will_be(client, plan, measures, writer):
    picture = attach(measures[0], by=writer, caption="ประชุมชี้แจง", upload=a_file("a.jpg"))
    make_report(plan=plan)

    code, year = plan.organization.code, plan.fiscal_year.year
    page = client.get(reverse("workspace:plan_preview", args=[code, year])).content.decode()
    draft = client.get(reverse("workspace:plan_preview_pdf", args=[code, year]))

    for sha256 in (picture.sha256, picture.thumbnail_sha256):
        shown = client.get(address(plan, "by_hash", sha256))
        assert shown["ETag"] == f'"{sha256}"'
        close(shown)
        assert address(plan, "by_hash", sha256) in page
    assert len(pypdf.PdfReader(io.BytesIO(draft.content)).pages[-1].images) == 1
    assert client.get(address(plan, "by_hash", "0" * 64)).status_code == 404


def unpacked(answer):
    """What is in an archive that was sent: bytes by path."""
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_all_evidence_comes_in_one_archive_with_what_is_missing(client, plan, measures, writer):
    picture = attach(measures[0], by=writer, caption="ประชุม/ชี้แจง: ครั้งที่ ๑")
    document = attach(measures[0], by=writer, upload=a_file("../คู่มือ.pdf", pdf()))
    gone = attach(measures[1], by=writer, caption="ภาพที่หาย", upload=a_file("b.jpg", photo((9, 9))))
    default_storage.delete(gone.stored_name)
    attach_link(
        measure=measures[1], url="https://example.go.th/a", caption="=ประกาศ", step=None, by=writer
    )
    say_no_evidence(measure=measures[2], is_none=True, by=writer)

    answer = client.get(address(plan, "zip"))
    held = unpacked(answer)

    names = [f"มาตรการที่ {digit} {row.title}" for digit, row in zip("๑๒๓", measures, strict=True)]
    folder = f"หลักฐาน/01 {measures[0].title}"
    paths = [f"{folder}/01 ประชุม ชี้แจง ครั้งที่ ๑.jpg", f"{folder}/02 คู่มือ.pdf"]
    assert list(held) == ["รายการที่ขาด.txt", "รายการหลักฐาน.csv", *paths]
    for path, row in zip(paths, (picture, document), strict=True):
        with default_storage.open(row.stored_name) as file:
            assert held[path] == file.read()
    assert held["รายการที่ขาด.txt"].decode("utf-8-sig").split("\r\n") == [
        f"หลักฐาน {plan.fiscal_year}",
        plan.organization.name,
        "",
        "ขาด ๓ รายการ",
        f"{names[0]}: ไม่มีคำบรรยายของ “คู่มือ”",
        f"{names[1]}: ไม่พบไฟล์ “ภาพที่หาย”",
        f"{names[2]}: ไม่มีหลักฐาน (แจ้งไว้ว่าปีนี้ไม่มี)",
        "",
    ]
    lines = list(csv.reader(io.StringIO(held["รายการหลักฐาน.csv"].decode("utf-8-sig"))))
    assert [line[1:5] for line in lines[1:]] == [
        ["ภาพถ่าย", "ประชุม/ชี้แจง: ครั้งที่ ๑", paths[0], ""],
        ["ไฟล์", "", paths[1], ""],
        ["ภาพถ่าย", "ภาพที่หาย", "", ""],
        ["ลิงก์", "'=ประกาศ", "", "https://example.go.th/a"],
    ]


def test_the_archive_is_for_this_reader_alone_and_not_sent_twice(client, plan, measures, writer):
    attach(measures[0], by=writer)

    first = client.get(address(plan, "zip"))
    again = client.get(address(plan, "zip"), HTTP_IF_NONE_MATCH=first["ETag"])
    attach(measures[1], by=writer, upload=a_file("b.jpg", photo((9, 9))))
    other = client.get(address(plan, "zip"), HTTP_IF_NONE_MATCH=first["ETag"])

    code, year = plan.organization.code, plan.fiscal_year.year
    assert first["Content-Type"] == "application/zip"
    assert first["Cache-Control"] == "private, max-age=0, must-revalidate"
    plain, _, shown = first["Content-Disposition"].partition("; filename*=UTF-8''")
    assert plain == f'attachment; filename="evidence-{year}-{code}.zip"'
    assert unquote(shown) == f"หลักฐาน {plan.organization} {plan.fiscal_year}.zip"
    assert (again.status_code, again.content) == (304, b"")
    assert other.status_code == 200
    assert len(unpacked(other)) == 4


def test_the_archive_is_offered_where_there_is_something_and_to_nobody_else(
    client, plan, measures, writer
):
    link = address(plan, "zip")
    empty = client.get(address(plan)).content.decode()
    attach(measures[0], by=writer)
    full = client.get(address(plan)).content.decode()

    assert (link in empty, link in full) == (False, True)
    client.force_login(a_writer(make_measure()))
    assert client.get(link).status_code == 404
    client.logout()
    assert client.get(link).status_code == 302
