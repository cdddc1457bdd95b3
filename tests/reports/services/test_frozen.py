"""Evidence of a version is there for ever, whatever becomes of the draft."""

import io
from datetime import timedelta
from typing import Any

import pypdf
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from measures.models import EvidenceFile
from measures.services.evidence import update_evidence
from measures.services.evidence_order import bin_evidence
from measures.services.stored_files import GRACE, read_file
from reports.models import ExportFile, FrozenFile
from reports.rendering.worker import RenderFailed
from reports.services.files import remove_orphans
from reports.services.frozen import photos_of, photos_of_plan
from reports.services.workflow import reopen_report
from reports.views.pages import STORE
from tests.factories import make_full_measure, make_plan, make_report
from tests.measures.inspecting.corpus import pdf, photo
from tests.measures.services.evidence import a_writer, an_upload, attach
from tests.reports.services.people import make_office
from tests.storage import keep_files_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(settings, tmp_path):
    """A report with a photo and a document in its annex, and a photo without a caption."""
    keep_files_in(settings, tmp_path)
    plan = make_plan()
    measure = make_full_measure(plan=plan)
    by = a_writer(measure)
    attach(measure, by=by, upload=an_upload(data=photo((800, 600))), caption="ประชุมชี้แจง")
    attach(measure, by=by, upload=an_upload("คู่มือ.pdf", pdf()), caption="คู่มือการยืม")
    attach(measure, by=by, upload=an_upload("ร่าง.pdf", pdf(pages=2)))
    STORE.clear()
    return make_office(make_report(plan=plan))


def address(version, sha256=""):
    return version.get_absolute_url() + (f"evidence/{sha256}/" if sha256 else "")


def test_a_version_freezes_what_it_shows(office):
    version = office.submit()

    picture, document, draft = EvidenceFile.objects.order_by("pk")
    assert version.content["schema"] == 4
    shown = version.content["measures"][0]["evidence"]
    assert [(each["caption"], each["sha256"]) for each in shown] == [
        ("ประชุมชี้แจง", picture.sha256),
        ("คู่มือการยืม", document.sha256),
    ]
    kept = FrozenFile.objects.values_list("sha256", "name", "extension")
    assert set(kept) == {
        (picture.sha256, picture.stored_name, "jpg"),
        (picture.thumbnail_sha256, picture.thumbnail_name, "jpg"),
        (document.sha256, document.stored_name, "pdf"),
    }
    assert draft.sha256 not in {sha256 for sha256, _, _ in kept}
    assert photos_of(version) == {picture.sha256: read_file(picture.stored_name)}
    assert photos_of_plan(office.report.plan) == photos_of(version)


def test_what_is_published_prints_the_pictures(office):
    version = office.publish()

    file = ExportFile.objects.get(version=version, format="pdf")
    reader = pypdf.PdfReader(io.BytesIO(read_file(str(file.file))))
    last = reader.pages[-1]
    text = last.extract_text()
    assert len(last.images) == 1
    assert "ประชุมชี้แจง" in text
    assert "คู่มือการยืม" in text


def test_published_evidence_outlives_its_draft(office):
    version = office.publish()
    picture, document, draft = EvidenceFile.objects.order_by("pk")
    reopen_report(report=office.report, reason="แก้ไข", by=office.legal)
    by = office.legal
    bin_evidence(evidence=picture, by=by)
    update_evidence(evidence=document, caption="ชื่อใหม่", is_in_annex=False, by=by)
    EvidenceFile.objects.all().delete()

    late = timezone.now() + GRACE + timedelta(minutes=1)
    assert remove_orphans(at=late) == [draft.stored_name]

    client = Client()
    page = client.get(address(version)).content.decode()
    for sha256 in (picture.sha256, picture.thumbnail_sha256, document.sha256):
        assert address(version, sha256) in page
    assert 'alt="ประชุมชี้แจง"' in page
    assert '<a href="#annex">หลักฐาน ๒&nbsp;รายการ</a>' in page
    elements = client.get(address(version) + "elements/").content.decode()
    assert f'<a href="{address(version)}#annex">หลักฐาน ๒&nbsp;รายการ</a>' in elements
    shown: Any = client.get(address(version, picture.sha256))
    assert b"".join(shown.streaming_content) == read_file(picture.stored_name)
    assert {name: shown[name] for name in ("Content-Type", "ETag", "Cache-Control")} == {
        "Content-Type": "image/jpeg",
        "ETag": f'"{picture.sha256}"',
        "Cache-Control": "public, max-age=0, must-revalidate",
    }
    assert "sandbox" in shown["Content-Security-Policy"]
    assert "Set-Cookie" not in shown
    for closer in shown._resource_closers:
        closer()
    again = client.get(address(version, picture.sha256), HTTP_IF_NONE_MATCH=shown["ETag"])
    assert again.status_code == 304


def test_evidence_of_drafts_is_not_found(office):
    version = office.approve()
    picture, _, draft = EvidenceFile.objects.order_by("pk")
    client = Client()

    assert client.get(address(version, picture.sha256)).status_code == 404
    published = office.report.versions.get()
    assert picture.sha256 in {file.sha256 for file in published.frozen_files.all()}
    assert client.get(address(version, draft.sha256)).status_code == 404


def test_a_missing_or_changed_picture_stops_the_drawing(office):
    version = office.submit()
    picture = EvidenceFile.objects.order_by("pk")[0]
    default_storage.delete(picture.stored_name)

    with pytest.raises(RenderFailed, match="หายไปหรือเปลี่ยนไป"):
        photos_of(version)


def test_a_kill_between_file_and_row_leaves_a_file_that_is_swept(office):
    name = default_storage.save("evidence/left-behind.jpg", ContentFile(b"x"))

    assert remove_orphans(at=timezone.now()) == []
    assert remove_orphans(at=timezone.now() + GRACE + timedelta(minutes=1)) == [name]
    assert EvidenceFile.objects.count() == 3
    assert all(default_storage.exists(each.stored_name) for each in EvidenceFile.objects.all())
