"""A bucket whose store does not answer: told in Thai, nothing changed, tried again with success."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from ita_portal.storage import StoreAway
from measures.models import AuditEvent, EvidenceFile
from measures.services.stored_files import AWAY as NOT_KEPT
from measures.services.stored_files import KeptFile, NotStored, drop_file
from measures.views.trouble import STORE
from reports.models import ExportFile
from reports.rendering.worker import RenderFailed
from reports.services.files import AWAY
from reports.services.frozen import photos_of_plan
from reports.status import Status
from reports.views.pages import STORE as KEPT_PAGES
from tests.factories import make_full_measure, make_plan, make_report
from tests.measures.inspecting.corpus import photo
from tests.measures.services.evidence import a_writer, an_upload, attach
from tests.reports.services.people import Office, make_office, state, verbs
from tests.storage import keep_files_in, store_away

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> None:
    keep_files_in(settings, tmp_path / "files")


@pytest.fixture
def office() -> Office:
    return make_office()


def test_the_storage_tells_every_trouble_as_a_disk_does(settings):
    with store_away(settings):
        for ask in (
            lambda: default_storage.open("a.pdf"),
            lambda: default_storage.save("a.pdf", an_upload(data=b"a")),
            lambda: default_storage.exists("a.pdf"),
            lambda: default_storage.size("a.pdf"),
            lambda: default_storage.delete("a.pdf"),
            lambda: default_storage.listdir("a"),
            lambda: default_storage.get_modified_time("a.pdf"),
        ):
            with pytest.raises(StoreAway):
                ask()
        drop_file(KeptFile(name="a.pdf", sha256="", size_bytes=0))  # left to the sweep


def test_a_publication_is_told_and_succeeds_later(office, settings):
    version = office.approve()
    plan = office.report.plan
    client = Client()
    client.force_login(office.legal)
    address = reverse("workspace:publication_create", args=[plan.organization.code, 2568])
    posted = {"seen": version.sha256, "when": "now", "checked": "on"}
    before = state(office.report), verbs(office.report), AuditEvent.objects.count()

    with store_away(settings):
        refused = client.post(address, posted)

    assert (refused.status_code, AWAY in refused.content.decode()) == (200, True)
    assert (state(office.report), verbs(office.report), AuditEvent.objects.count()) == before
    assert ExportFile.objects.count() == 0
    assert client.post(address, posted).status_code == 302
    assert state(office.report) == (Status.PUBLISHED, True, version)


def test_evidence_is_told_and_succeeds_later(settings):
    measure = make_full_measure(plan=make_plan())
    make_report(plan=measure.plan)
    by, data = a_writer(measure), photo((300, 200))
    with store_away(settings), pytest.raises(NotStored) as refusal:
        attach(measure, by=by, upload=an_upload(data=data))

    assert refusal.value.messages == [NOT_KEPT]
    assert EvidenceFile.objects.count() == 0
    measure.refresh_from_db()
    attach(measure, by=by, upload=an_upload(data=data), caption="ภาพ")
    with store_away(settings), pytest.raises(RenderFailed) as undrawn:
        photos_of_plan(measure.plan)
    assert str(undrawn.value) == AWAY
    assert len(photos_of_plan(measure.plan)) == 1


def test_a_reader_is_told_that_the_file_is_not_lost(office, settings, caplog):
    version = office.publish()
    place = [office.report.plan.organization.code, 2568, version.number]
    client = Client(raise_request_exception=False)
    pdf, package = (reverse(f"public:version_{name}", args=place) for name in ("pdf", "zip"))
    KEPT_PAGES.clear()

    with store_away(settings):
        answers = [client.get(address) for address in (pdf, package)]

    pages = [answer.content.decode() for answer in answers]
    assert [(answer.status_code, answer["Retry-After"]) for answer in answers] == [(503, "60")] * 2
    assert "ไฟล์ไม่ได้หายไปและที่อยู่ของไฟล์ไม่เปลี่ยน" in pages[0]
    assert f"<h1>{STORE.title}</h1>" in pages[1]
    assert "did not answer" in caplog.text
    assert [client.get(address).status_code for address in (pdf, package)] == [200, 200]


def test_the_commands_say_that_the_store_did_not_answer(office, settings):
    office.publish()
    with store_away(settings):
        with pytest.raises(CommandError, match="ติดต่อที่เก็บไฟล์ไม่ได้"):
            call_command("verify_versions")
        with pytest.raises(CommandError, match="did not answer"):
            call_command("remove_orphan_files")

    call_command("verify_versions")
    call_command("remove_orphan_files")
