import hashlib
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage

from reports.models import ExportFile
from reports.services.files import keep_file
from reports.views.pages import MAX_PAGE_BYTES
from tests.factories import AT, make_report, make_version
from tests.reports.views.published import JSON, PDF, make_published, publish

pytestmark = pytest.mark.django_db
ADDRESS = "/reports/takbai/2568/versions/1/pdf/"


@pytest.fixture
def report():
    return make_published(code="takbai", name="เทศบาลเมืองตากใบ", kind="ทม.")


@pytest.fixture(params=["small", "large"])
def pdf(request, report):
    """The bytes of the stored PDF: kept in memory when small, streamed when large."""
    file = ExportFile.objects.get(version=report.published_version, format="pdf")
    data = PDF * (1 if request.param == "small" else MAX_PAGE_BYTES // len(PDF) + 1)
    with default_storage.open(str(file.file), "wb") as stored:
        stored.write(data)
    ExportFile.objects.filter(pk=file.pk).update(
        sha256=hashlib.sha256(data).hexdigest(), size_bytes=len(data)
    )
    return data


def test_version_pdf_is_the_stored_file(client, pdf):
    response = client.get(ADDRESS)

    assert response.status_code == 200
    assert response.getvalue() == pdf
    assert dict(response.headers) == {
        "Content-Type": "application/pdf",
        "Content-Length": str(len(pdf)),
        "Content-Disposition": (
            'attachment; filename="ita-report-2568-takbai-v1.pdf"; '
            "filename*=UTF-8''%E0%B8%A3%E0%B8%B2%E0%B8%A2%E0%B8%87%E0%B8%B2%E0%B8%99%20"
            "%E0%B9%80%E0%B8%97%E0%B8%A8%E0%B8%9A%E0%B8%B2%E0%B8%A5"
            "%E0%B9%80%E0%B8%A1%E0%B8%B7%E0%B8%AD%E0%B8%87"
            "%E0%B8%95%E0%B8%B2%E0%B8%81%E0%B9%83%E0%B8%9A%20"
            "%E0%B8%9E.%E0%B8%A8.%20%E0%B9%92%E0%B9%95%E0%B9%96%E0%B9%98%20"
            "%E0%B8%89%E0%B8%9A%E0%B8%B1%E0%B8%9A%E0%B8%97%E0%B8%B5%E0%B9%88%20%E0%B9%91.pdf"
        ),
        "Cache-Control": "public, max-age=0, must-revalidate",
        "ETag": f'"{hashlib.sha256(pdf).hexdigest()}"',
        "Last-Modified": "Mon, 16 Mar 2026 07:20:00 GMT",
        "X-Frame-Options": "DENY",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Content-Security-Policy": response["Content-Security-Policy"],
    }


def test_version_pdf_is_not_sent_twice(client, pdf):
    tag = f'"{hashlib.sha256(pdf).hexdigest()}"'

    same = client.get(ADDRESS, headers={"if-none-match": tag})
    other = client.get(ADDRESS, headers={"if-none-match": '"other"'})

    assert [same.status_code, other.status_code] == [304, 200]
    assert same.getvalue() == b""
    assert [same["ETag"], same["Cache-Control"]] == [tag, "public, max-age=0, must-revalidate"]
    assert other.getvalue() == pdf


def test_version_pdf_answers_head(client, pdf):
    response = client.head(ADDRESS)

    assert response.status_code == 200
    assert response["Content-Length"] == str(len(pdf))
    assert response.getvalue() == b""


def test_version_json_is_the_stored_file(client, report):
    response = client.get("/reports/takbai/2568/versions/1/json/")

    assert response["Content-Type"] == "application/json"
    assert response.getvalue() == JSON + b"1"
    assert 'filename="ita-report-2568-takbai-v1.json"' in response["Content-Disposition"]


def test_files_of_an_older_version_stay_where_they_were(client, report):
    before = client.get(ADDRESS)
    publish(report, at=AT + timedelta(days=1))

    old, new = client.get(ADDRESS), client.get(ADDRESS.replace("/1/", "/2/"))

    assert [old.getvalue(), new.getvalue()] == [PDF + b"1", PDF + b"2"]
    assert old["ETag"] == before["ETag"]


def test_files_of_a_version_that_is_not_public_are_not_there(client, report):
    unpublished = make_version(report=report)
    kept = keep_file(b"%PDF-1.7 not yet", extension="pdf")
    ExportFile.objects.create(
        version=unpublished,
        format="pdf",
        file=kept.name,
        sha256=kept.sha256,
        size_bytes=kept.size_bytes,
        made_at=AT,
    )
    draft = make_report()
    code = draft.plan.organization.code

    answers = [
        client.get(ADDRESS.replace("/1/", "/2/")),
        client.get(f"/reports/{code}/2568/versions/1/pdf/"),
    ]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_a_long_name_is_cut_and_cannot_leave_its_folder(client):
    make_published(code="long", name="/" + "ก" * 190)

    response = client.get("/reports/long/2568/versions/1/pdf/")

    _, _, thai = response["Content-Disposition"].partition("filename*=UTF-8''")
    assert thai.startswith("%E0%B8%A3%E0%B8%B2%E0%B8%A2%E0%B8%87%E0%B8%B2%E0%B8%99%20-%E0%B8%81")
    assert thai.count("%E0%B8%81") == 47


@pytest.mark.parametrize("versions", [1, 3])
def test_version_pdf_costs_the_same_for_any_history(
    client, report, versions, django_assert_num_queries
):
    for day in range(1, versions):
        publish(report, at=AT + timedelta(days=day))

    with django_assert_num_queries(2):
        client.get(ADDRESS)
    with django_assert_num_queries(1):
        client.get(ADDRESS)
