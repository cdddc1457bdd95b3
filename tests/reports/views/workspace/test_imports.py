"""Files that come in, are applied and taken back, by the pages."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from measures.importing import read_report
from measures.inputs import as_json
from measures.models import AnnualPlan, ImportBatch, Measure
from measures.roles import Role
from tests.factories import (
    make_full_measure,
    make_membership,
    make_organization,
    make_plan,
    make_unit,
    make_user,
)
from tests.measures.services.bringing import a_table, seed, stage
from tests.reports.views.workspace.importing import (
    a_plan,
    address,
    form_of,
    imported,
    press,
    sit_down,
    titles,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> AnnualPlan:
    return a_plan()


@pytest.fixture
def desk(client: Client, plan: AnnualPlan) -> Client:
    return sit_down(client, plan)


def test_a_file_is_read_and_brought_in_and_taken_back(desk: Client, plan: AnnualPlan):
    upload = SimpleUploadedFile("รายงาน.txt", seed("003"))

    answer = desk.post("/plans/desk/imports/", {"file": upload, "token": "token-1234"})

    batch = ImportBatch.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, address(batch))
    page = desk.get(address(batch))
    assert "นำเข้า ๗&nbsp;มาตรการ ๒๑&nbsp;ขั้นตอน" in page.content.decode()

    answer = press(desk, batch, "apply")

    assert (answer.status_code, answer["Location"]) == (302, "/plans/desk/2568/")
    assert len(titles(plan)) == 7
    shown = desk.get("/plans/desk/2568/").content.decode()
    assert "นำเข้าแล้ว ๗ มาตรการ ๒๑ ขั้นตอน" in shown
    assert desk.get(address(batch))["Location"] == address(batch, "done/")
    done = desk.get(address(batch, "done/")).content.decode()
    assert ("เปิดรายงาน" in done, "๗ มาตรการ" in done, "๒๑ ขั้นตอน" in done) == (True, True, True)
    assert desk.get(address(batch, "discard/"))["Location"] == address(batch)
    assert "ยกเลิกการนำเข้า" in desk.get("/plans/desk/imports/").content.decode()

    answer = desk.post(address(batch, "undo/"))

    assert (answer.status_code, answer["Location"]) == (302, address(batch))
    assert titles(plan) == []
    assert "ยกเลิกการนำเข้าแล้ว" in desk.get(address(batch)).content.decode()
    assert desk.get(address(batch, "done/"))["Location"] == address(batch)


def test_a_pasted_table_is_read(desk: Client):
    pasted = a_table("ก", "ข").decode()

    desk.post("/plans/desk/imports/", {"pasted": pasted, "year": "2568"})

    batch = ImportBatch.objects.get()
    assert (batch.file_name, imported(batch)) == ("", ["ก", "ข"])
    assert "ตารางที่วาง" in desk.get("/plans/desk/imports/").content.decode()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "โปรดเลือกไฟล์ หรือวางตารางก่อน"),
        ({"pasted": "จดหมาย"}, "อ่านจนจบไฟล์แล้วไม่พบตาราง"),
        ({"file": b"%PDF-1.4 torn"}, "เปิด PDF นี้ไม่ได้"),
        ({"file": b"\xff\xd8\xff\xe0"}, "ไฟล์นี้เป็นรูปภาพ"),
        ({"file": b"x" * (21 << 20)}, "ไฟล์ใหญ่เกิน ๒๐ MB"),
        ({"file": b""}, "ไฟล์ว่างเปล่า"),
        ({"file": a_table(), "pasted": "ตาราง"}, "เลือกไฟล์ไว้แล้ว"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words_with_what_was_typed(desk: Client, data, said):
    if "file" in data:
        data = data | {"file": SimpleUploadedFile("ไฟล์.docx", data["file"])}

    answer = desk.post("/plans/desk/imports/", data)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert data.get("pasted", "") in answer.content.decode()
    assert not ImportBatch.objects.exists()


def test_a_script_gets_the_same_answers_as_json(desk: Client):
    wanted = {"Accept": "application/json"}
    refused = desk.post("/plans/desk/imports/", {"pasted": ""}, headers=wanted)
    taken = desk.post("/plans/desk/imports/", {"pasted": a_table().decode()}, headers=wanted)

    assert (refused.status_code, refused.json()) == (
        422,
        {"errors": ["โปรดเลือกไฟล์ หรือวางตารางก่อน"]},
    )
    assert taken.json() == {"location": address(ImportBatch.objects.get())}


def test_another_kind_of_table_is_named_and_can_be_picked(desk: Client, plan: AnnualPlan):
    budget = "โครงการ\tงบประมาณ\tหน่วยดำเนินการ\nก\t๑๐๐\tกองคลัง\n"
    desk.post("/plans/desk/imports/", {"pasted": budget})
    batch = ImportBatch.objects.get()

    page = desk.get(address(batch)).content.decode()

    assert "ยังไม่พบตารางรายงานในไฟล์นี้" in page
    assert 'name="act" value="apply"' not in page
    answer = press(desk, batch, "apply")
    assert (answer.status_code, titles(plan)) == (422, [])
    press(desk, batch, "save", table=["1"])
    assert imported(batch) == ["ก"]


def test_applying_asks_for_what_was_seen(desk: Client, plan: AnnualPlan):
    batch = stage(plan.organization, a_table("ก", "ข"))
    seen = form_of(desk.get(address(batch)))
    press(desk, batch, "save", take=seen["take"][1:])

    answer = desk.post(address(batch), {**seen, "act": "apply"})

    assert answer.status_code == 422
    assert "การนำเข้านี้เปลี่ยนไปหลังจากท่านเปิดหน้า" in answer.content.decode()
    assert titles(plan) == []


def test_a_form_that_is_sent_twice_leads_to_what_was_done(desk: Client, plan: AnnualPlan):
    batch = stage(plan.organization)
    form = {**form_of(desk.get(address(batch))), "act": "apply"}

    desk.post(address(batch), form)
    again = desk.post(address(batch), form)

    assert (again.status_code, again["Location"]) == (302, address(batch, "done/"))
    assert titles(plan) == ["มาตรการ ก", "มาตรการ ข"]
    page = desk.get(address(stage(plan.organization))).content.decode()
    assert ("ไฟล์เดียวกันนี้นำเข้าแล้ว" in page, f'href="{address(batch)}"' in page) == (True, True)
    stage(make_organization())  # what another organization reads is not told of
    other = desk.get(address(stage(plan.organization, a_table("ค")))).content.decode()
    assert "ไฟล์เดียวกันนี้" not in other


def test_a_locked_plan_is_told_of_and_keeps_the_import(desk: Client, plan: AnnualPlan):
    batch = stage(plan.organization)
    make_plan(organization=plan.organization, year=2567)
    form = {**form_of(desk.get(address(batch))), "act": "apply"}
    AnnualPlan.objects.filter(pk=plan.pk).update(locked_at=plan.updated_at)

    answer = desk.post(address(batch), form)

    assert answer.status_code == 422
    page = answer.content.decode()
    assert page.count("ส่งตรวจหรือเผยแพร่แล้ว") == 2  # in the summary and at the box
    assert 'href="#id_year"' in page
    assert 'aria-describedby="id_year-error"' in page


def test_what_is_not_brought_in_is_thrown_away_once_it_is_asked(desk: Client, plan: AnnualPlan):
    batch = stage(plan.organization, a_table("ก", "ข"))
    press(desk, batch, "save", take=["r3"])
    asked = desk.get(address(batch, "discard/")).content.decode()
    assert "พร้อมสิ่งที่ตรวจแก้ไว้ ๑ ครั้ง" in asked
    assert ImportBatch.objects.count() == 1

    answer = desk.post(address(batch, "discard/"))

    assert (answer.status_code, answer["Location"]) == (302, "/plans/desk/imports/")
    assert desk.get(address(batch)).status_code == 404


def test_staff_of_a_unit_may_look_and_not_touch(client: Client, plan: AnnualPlan):
    person = make_user()
    part = make_membership(user=person, role=Role.STAFF, organization=plan.organization)
    part.units.add(make_unit(organization=plan.organization))
    client.force_login(person)
    batch = stage(plan.organization, seed("003"))

    page = client.get(address(batch, "?edit=r6")).content.decode()

    assert "ดูได้อย่างเดียว" in page
    assert (page.count('name="act"'), page.count("<fieldset disabled>")) == (0, 1)
    assert client.post(address(batch), {"act": "apply"}).status_code == 403
    assert client.post("/plans/desk/imports/", {"pasted": "ก"}).status_code == 403
    assert client.get(address(batch, "discard/"))["Location"] == address(batch)
    assert client.post(address(batch, "discard/")).status_code == 403
    assert "ของหน่วยท่าน" in client.get("/plans/desk/imports/").content.decode()


@pytest.mark.parametrize(
    "act",
    ["", "?:?", "accept:x", "join:๙๙๙๙", "split:", "move:", "edit:\x00", "starts:-1", "pass:<b>"],
)
def test_a_button_that_nobody_knows_does_nothing(desk: Client, plan: AnnualPlan, act: str):
    batch = stage(plan.organization)

    answer = press(desk, batch, act, standing=["?"], year=["๙" * 40], column__9__9=["x"])

    assert answer.status_code == 302
    assert imported(batch) == ["มาตรการ ก", "มาตรการ ข"]


def test_a_long_import_has_pages_and_keeps_the_ticks_of_all(desk: Client, plan: AnnualPlan):
    names = [f"มาตรการ {n}" for n in range(1, 90)]
    batch = stage(plan.organization, a_table(*names, "แจ้งเวียนอย่างสม่าเสมอ"))

    first, third = form_of(desk.get(address(batch))), form_of(desk.get(f"{address(batch)}?page=3"))
    assert (len(first["shown"]), len(third["shown"])) == (40, 10)
    press(desk, batch, "save", take=first["take"][1:])
    press(desk, batch, "save", at="?page=3", take=third["take"][1:])

    page = desk.get(address(batch)).content.decode()
    assert "นำเข้า ๘๘&nbsp;มาตรการ" in page
    assert ">๒</a>" in page
    assert ">๓ · ต้องดู ๑ จุด</a>" in page


def test_a_file_of_the_portals_own_comes_in_measure_by_measure(desk: Client, plan: AnnualPlan):
    report = read_report(seed("003"))
    data = json.dumps(as_json(report)).encode()
    batch = stage(plan.organization, data, file_name="report.json")
    taken = form_of(desk.get(address(batch)))["take"]

    assert "ไฟล์นี้จัดทำจากระบบนี้" in desk.get(address(batch)).content.decode()
    press(desk, batch, "save", take=[*taken[:2], *taken[3:]])
    press(desk, batch, "apply")

    rows = [row.as_input() for row in Measure.objects.in_plan(plan).with_rows()]
    wanted = [measure for place, measure in enumerate(report.measures) if place != 2]
    assert rows == [replace(measure, number="") for measure in wanted]


def test_the_plan_tells_of_tables_that_wait(desk: Client, plan: AnnualPlan):
    make_full_measure(plan=plan)
    stage(plan.organization)

    assert "วางตาราง (รอตรวจ ๑)" in desk.get("/plans/desk/2568/").content.decode()
