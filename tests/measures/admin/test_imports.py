"""Tables that were brought in, as the administrator reads of them."""

import re

from django.test import Client

from measures.importing.choices import Choices
from measures.importing.review import Decision
from measures.models import User
from measures.services.import_applying import apply_import
from measures.services.import_batches import change_import, open_import
from tests.factories import AT, make_organization, make_plan
from tests.measures.admin.pages import address
from tests.measures.services.bringing import a_table, seed, stage


def test_an_import_is_counted_found_and_followed_to_its_plan(admin: Client, administrator: User):
    plan = make_plan(organization=make_organization(name="เทศบาลตำบลหนองเรือ"))
    batch = stage(plan.organization, seed("003"), file_name="รายงานปีก่อน.docx")
    stage(make_organization(), a_table("ก"), file_name="อื่น.docx")
    first = open_import(batch).source.proposals[0]
    decision = Decision(choices=Choices(accepted=(first.id,)), ticks={"r30": False})
    held = change_import(batch=batch, decision=decision, by=administrator)
    apply_import(batch=batch, plan=plan, revision=held.revision, by=administrator, at=AT)

    listed = admin.get(address("importbatch", "changelist"), {"q": "หนองเรือ ปีก่อน"})
    page = admin.get(address("importbatch", "change", batch.pk)).content.decode()

    assert [row.pk for row in listed.context["cl"].result_list] == [batch.pk]
    found = re.findall(r"<div>(\S+) ([๐-๙,]+)</div>", page)
    assert found == [
        ("มาตรการ", "๗"),
        ("ขั้นตอน", "๒๑"),
        ("ตารางในไฟล์", "๔"),
        ("ตัวอักษรในไฟล์", "๖,๙๙๗"),
        ("ตัวอักษรที่หาย", "๐"),
        ("มาตรการที่เอาเครื่องหมายออก", "๑"),
        ("ช่องที่แก้ข้อความ", "๐"),
        ("คำที่แก้ตามที่เสนอ", "๑"),
    ]
    assert address("annualplan", "change", plan.pk) in page
    history = admin.get(address("importbatch", "history", batch.pk)).content.decode()
    assert "ตรวจแก้ตารางที่นำเข้า" in history


def test_filters_tell_what_waits_from_what_was_brought_in(admin: Client):
    waiting = stage(make_organization())

    for state, rows in (("waiting", [waiting]), ("applied", [])):
        page = admin.get(address("importbatch", "changelist"), {"state__exact": state})
        assert list(page.context["cl"].result_list) == rows
