"""Bringing a file in: how far it is read, and what was too much."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from measures.forms.imports import too_long_message
from measures.models import AnnualPlan, ImportBatch
from tests.measures.services.bringing import a_table, all_readers_busy, wait_for_readers
from tests.reports.views.workspace.importing import a_plan, address, sit_down

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> AnnualPlan:
    return a_plan()


@pytest.fixture
def desk(client: Client, plan: AnnualPlan) -> Client:
    return sit_down(client, plan)


@pytest.mark.django_db(transaction=True)
def test_a_file_that_takes_long_is_looked_at_until_it_is_read(
    desk: Client, plan: AnnualPlan, settings: Any, tmp_path: Any
):
    settings.IMPORT_PATIENCE_SECONDS, settings.DATA_DIR = 0.0, tmp_path
    reading = "/plans/desk/imports/readings/token-1234/"
    wanted = {"Accept": "application/json"}
    assert desk.get(reading).status_code == 404
    with all_readers_busy():
        upload = SimpleUploadedFile("รายงาน.txt", a_table())
        answer = desk.post("/plans/desk/imports/", {"file": upload, "token": "token-1234"})
        page, told = desk.get(reading), desk.get(reading, headers=wanted).json()
        start = desk.get("/plans/desk/imports/").content.decode()
        pasted = {"pasted": a_table("ค").decode(), "token": "token-5678"}
        followed = desk.post("/plans/desk/imports/", pasted, headers=wanted).json()
    wait_for_readers()

    assert (answer.status_code, answer["Location"]) == (302, reading)
    assert (page.status_code, page["Refresh"]) == (200, "2")
    assert "รออ่านไฟล์" in page.content.decode()
    assert ("กำลังอ่าน <bdi>รายงาน.txt</bdi>" in start, f'href="{reading}"' in start) == (True, True)
    assert told == {"location": "", "errors": [], "words": "รออ่านไฟล์", "done": 0, "total": 0}
    assert followed == {"reading": "/plans/desk/imports/readings/token-5678/"}
    batch = ImportBatch.objects.get(file_name="รายงาน.txt")
    assert desk.get(reading)["Location"] == address(batch)
    assert desk.get(reading, headers=wanted).json()["location"] == address(batch)
    batch.delete()
    assert desk.get(reading).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_why_a_file_could_not_be_read_is_told_where_it_was_looked_at(
    desk: Client, settings: Any, tmp_path: Any
):
    settings.IMPORT_PATIENCE_SECONDS, settings.DATA_DIR = 0.0, tmp_path
    torn = SimpleUploadedFile("ก.pdf", b"%PDF-1.4 torn")
    answer = desk.post("/plans/desk/imports/", {"file": torn, "token": "token-1234"})
    wait_for_readers()

    page = desk.get(answer["Location"])
    assert "Refresh" not in page
    assert ("เปิด PDF นี้ไม่ได้" in page.content.decode(), "ก.pdf" in page.content.decode()) == (
        True,
        True,
    )
    start = desk.get("/plans/desk/imports/").content.decode()  # and to who closed that page
    assert ("อ่านไม่ได้ <bdi>ก.pdf</bdi>" in start, "เปิด PDF นี้ไม่ได้" in start) == (True, True)
    seen = desk.post(f"{answer['Location']}forget/", follow=True)
    assert seen.redirect_chain == [("/plans/desk/imports/", 302)]
    assert "ก.pdf" not in seen.content.decode()


def test_too_much_pasted_text_is_told_at_its_field(desk: Client):
    answer = desk.post("/plans/desk/imports/", {"pasted": "ก" * (2 << 20)}, follow=True)

    assert answer.redirect_chain == [("/plans/desk/imports/?too-much=1", 302)]
    assert (answer.status_code, answer.context["form"].errors) == (
        422,
        {"pasted": [too_long_message()]},
    )
    elsewhere = desk.post("/plans/desk/2568/details/", {"title": "ก" * (2 << 20)})
    assert elsewhere.status_code == 413
    assert "รวมกันเกิน ๕ MB" in elsewhere.content.decode()
