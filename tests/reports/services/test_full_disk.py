"""A disk that takes no more bytes: told in Thai, nothing changed, and tried again with success.

The system itself refuses: no file of this process may grow beyond some bytes.
"""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from ita_portal.thai.dates import format_date
from measures.models import AuditEvent, EvidenceFile
from measures.services.stored_files import NO_ROOM as NOT_KEPT
from measures.services.stored_files import NotStored
from reports.models import Decision, ExportFile, PaperApproval
from reports.rendering.worker import RenderFailed, render
from reports.services.files import NO_ROOM
from reports.services.workflow import publish_report
from reports.status import Status
from tests.factories import make_full_measure
from tests.measures.inspecting.corpus import photo
from tests.measures.services.evidence import a_writer, an_upload, attach
from tests.reports.rendering.fragments import ISSUE, SIX, report
from tests.reports.services.people import make_office, state, verbs
from tests.storage import keep_files_in

pytestmark = pytest.mark.django_db


@contextmanager
def full_disk(most: int = 256) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> Path:
    keep_files_in(settings, tmp_path / "files")
    return tmp_path / "files"


def stored(files: Path) -> list[Path]:
    return [path for path in files.rglob("*") if path.is_file()]


def test_a_publication_is_told_that_there_is_no_room_and_succeeds_later(files):
    office = make_office()
    version = office.approve()
    before = state(office.report), verbs(office.report), AuditEvent.objects.count()

    with full_disk(), pytest.raises(RenderFailed) as refusal:
        publish_report(version=version, by=office.legal)

    assert str(refusal.value) == NO_ROOM
    assert (state(office.report), verbs(office.report), AuditEvent.objects.count()) == before
    assert (ExportFile.objects.count(), stored(files)) == (0, [])
    publish_report(version=version, by=office.legal)
    assert state(office.report) == (Status.PUBLISHED, True, version)


def test_evidence_is_told_that_there_is_no_room_and_succeeds_later(files):
    measure = make_full_measure()
    by, data = a_writer(measure), photo((300, 200))
    with full_disk(), pytest.raises(NotStored) as refusal:
        attach(measure, by=by, upload=an_upload(data=data))

    assert refusal.value.messages == [NOT_KEPT]
    assert (EvidenceFile.objects.count(), stored(files)) == (0, [])
    measure.refresh_from_db()
    attach(measure, by=by, upload=an_upload(data=data))
    assert EvidenceFile.objects.count() == 1


def test_a_scan_of_an_approval_is_told_that_there_is_no_room(files, client):
    office = make_office()
    version = office.submit()
    client.force_login(office.legal)
    plan = office.report.plan
    address = reverse("workspace:paper_create", args=[plan.organization.code, 2568])
    posted = {
        "seen": version.sha256,
        "step": "0",
        "memo_number": "นม ๕๒๓๐๑/๑๒",
        "signed_on": format_date(timezone.localdate()),
        "printed_name": "นายก",
        "printed_title": "นายกเทศมนตรี",
    }

    def bring() -> Any:
        scan = SimpleUploadedFile("scan.jpg", photo((300, 200)))
        return client.post(address, {**posted, "scan": scan})

    with full_disk():
        refused = bring()

    assert (refused.status_code, NOT_KEPT in refused.content.decode()) == (200, True)
    assert (PaperApproval.objects.count(), stored(files)) == (0, [])
    assert Decision.objects.count() == 1
    assert bring().status_code == 302
    assert PaperApproval.objects.count() == 1
    assert len(default_storage.listdir("approvals")[1]) == 1


def test_a_machine_without_room_for_a_child_says_to_try_again(monkeypatch, tmp_path):
    place = tmp_path / "full"
    place.write_bytes(b"")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(place))

    with pytest.raises(RenderFailed, match="โปรดลองอีกครั้งในหนึ่งนาที"):
        render("pdf", report(ISSUE), SIX, at_once=97)
