"""What the editor's saves refuse, in Thai and at its key, and that it keeps nothing else back."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from measures.models import AuditEvent
from measures.roles import Role
from measures.services.plans import MeasureChanged, PlanLocked
from measures.services.writing import save_changes
from tests.factories import AT, make_full_measure, make_measure, make_plan, make_user
from tests.measures.services.editing import all_rows, change, stored, writer

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("title", " \n", "ช่องนี้เว้นว่างไม่ได้ ข้อความเดิมยังอยู่จนกว่าท่านจะพิมพ์ใหม่"),
        (
            "issue",
            "ก" * 501,
            "ยาวเกินไป ใส่ได้ไม่เกิน ๕๐๐ ตัวอักษร ขณะนี้มี ๕๐๑ โปรดตัดให้สั้นลง",
        ),
        (
            "outputs",
            "\n".join("กข"),
            "",
        ),
        ("outputs", "ก\n" * 301, "ใส่ได้ไม่เกิน ๓๐๐ ข้อ ขณะนี้มี ๓๐๑ ข้อ โปรดรวมหรือลดข้อ"),
        ("status", "finished", "โปรดเลือกสถานะจากรายการ"),
        (
            "expected_on",
            "๓๑ ก.พ. ๒๕๖๘",
            "อ่านวันที่ไม่ได้ โปรดเขียนวัน เดือน และปี พ.ศ. เช่น ๓๐ ก.ย. ๒๕๖๘",
        ),
        (
            "expected_on",
            "1/1/2450",
            "ปีต้องเป็น พ.ศ. ๒๕๐๐ ถึง ๒๖๙๙ โปรดตรวจปีที่เขียน",
        ),
        (
            "title",
            "ก\x00ข",
            'พบอักขระควบคุม (U+0000) ที่ตัวอักษรที่ ๒ หลัง "ก" โปรดลบออก',
        ),
        (
            "title",
            "ก\u202eข",
            'พบอักขระที่มองไม่เห็นและเปลี่ยนการแสดงข้อความ (U+202E) ที่ตัวอักษรที่ ๒ หลัง "ก" โปรดลบออก',
        ),
        (
            "title",
            "ก\ud800ข",
            'พบรหัสอักขระที่ไม่สมบูรณ์ (U+D800) ที่ตัวอักษรที่ ๒ หลัง "ก" โปรดลบออก',
        ),
        (
            "title",
            "ก" + "่" * 9,
            'สระหรือวรรณยุกต์ซ้อนกันเกิน ๘ ตัว ที่ตัวอักษรที่ ๒ หลัง "ก" โปรดแก้ไข',
        ),
        ("extra-0", "ก", "ไม่พบช่องนี้ในมาตรการ โปรดเปิดหน้านี้ใหม่"),
        ("revision", "9", "ไม่พบช่องนี้ในมาตรการ โปรดเปิดหน้านี้ใหม่"),
    ],
)
def test_what_cannot_be_taken_is_told_at_its_key_and_keeps_nothing_back(key, value, message):
    measure = make_full_measure()
    before = stored(measure)
    sent = [change(key, before.get(key, ""), value), change("steps_lead", "", "นำ")]

    saved = save_changes(measure=measure, changes=sent, by=writer(measure), at=AT)

    assert saved.errors == ({key: message} if message else {})
    expected = {**before, "steps_lead": "นำ"} | ({} if message else {key: value})
    assert stored(measure) == expected


def test_save_refuses_and_writes_nothing():
    measure, sent = make_full_measure(), [change("title", "มาตรการป้องกันการทุจริต", "ใหม่")]
    by, auditor = writer(measure), make_user(role=Role.AUDITOR)
    binned = make_measure(plan=measure.plan, binned_at=AT, binned_by=by)
    locked = make_measure(plan=make_plan(locked_at=AT))
    before = all_rows()

    with pytest.raises(PermissionDenied):
        save_changes(measure=measure, changes=sent, by=auditor)
    with pytest.raises(PermissionDenied):
        save_changes(measure=measure, changes=sent, by=writer(locked))
    with pytest.raises(PlanLocked):
        save_changes(measure=locked, changes=sent, by=writer(locked))
    with pytest.raises(MeasureChanged):
        save_changes(measure=binned, changes=sent, by=by)
    with pytest.raises(ValidationError):
        save_changes(measure=measure, changes=sent * 2001, by=by)

    assert all_rows() == before
    assert not AuditEvent.objects.exists()
