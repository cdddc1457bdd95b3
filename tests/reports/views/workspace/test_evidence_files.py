import io

import pypdf
import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from tests.factories import make_measure, make_report
from tests.measures.inspecting.corpus import pdf
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
