"""Audit events in words."""

from __future__ import annotations

from django import template
from django.apps import apps

register = template.Library()

_VERBS = {
    "accepted": "รับ",
    "added": "เพิ่ม",
    "answered": "ตอบ",
    "approved": "อนุมัติ",
    "begun": "เริ่มมาตรการใน",
    "binned": "ย้ายไปถังพัก: ",
    "closed": "ปิด",
    "codes_renewed": "สร้างรหัสกู้คืนของ",
    "carried_confirmed": "ยืนยันข้อความปีก่อนใน",
    "copied": "คัดลอกปีก่อนลงใน",
    "created": "เพิ่ม",
    "deleted": "ลบ",
    "discarded": "ไม่นำเข้า",
    "dismissed": "บันทึกเหตุผลให้",
    "entry_restored": "นำข้อความก่อนหน้ากลับมาใน",
    "due_set": "กำหนดวันส่ง",
    "endorsed": "เห็นชอบ",
    "files_checked": "ตรวจไฟล์ที่เก็บไว้ของ",
    "granted": "ให้",
    "identity_linked": "เชื่อมบัญชีภายนอกของ",
    "identity_unlinked": "เลิกเชื่อมบัญชีภายนอกของ",
    "imported": "นำเข้า",
    "issue_chosen": "เลือกประเด็นของ",
    "letters_sent_again": "ส่งจดหมายแจ้งอีกครั้งของ",
    "moved": "ย้ายที่",
    "no_evidence": "ระบุว่ามีหลักฐานหรือไม่ของ",
    "opened": "เริ่ม",
    "opened_more": "เปิดช่องให้แก้เพิ่มใน",
    "password_changed": "เปลี่ยนรหัสผ่านของ",
    "publication_planned": "ตั้งเวลาเผยแพร่",
    "publication_refused": "ไม่ได้เผยแพร่ตามเวลา เพราะสิทธิหรือฉบับเปลี่ยนไป: ",
    "publication_stopped": "หยุดการเผยแพร่ตามเวลาของ",
    "published": "เผยแพร่",
    "pulled_back": "ดึงกลับ",
    "raised": "เปิดอีกครั้ง: ",
    "reactivated": "คืน",
    "reminded": "เตือนให้ทำ",
    "removed": "ลบ",
    "reopened": "เปิดแก้ไข",
    "reordered": "จัดลำดับใน",
    "restored": "นำกลับจากถังพัก: ",
    "returned": "ส่งคืน",
    "reviewed": "ตรวจแก้",
    "revoked": "เพิกถอน",
    "saved": "บันทึก",
    "second_step_started": "เปิดการยืนยันสองขั้นของ",
    "second_step_stopped": "ปิดการยืนยันสองขั้นของ",
    "sent_again": "ส่งอีกครั้ง: ",
    "sessions_ended": "จบการเข้าใช้ทุกเครื่องของ",
    "set": "ตั้ง",
    "staged": "อ่าน",
    "steps_added": "เพิ่มขั้นตอนใน",
    "steps_removed": "นำขั้นตอนออกจาก",
    "steps_reordered": "จัดลำดับขั้นตอนใน",
    "steps_restored": "นำขั้นตอนกลับมาใน",
    "stored": "จัดเก็บ",
    "submitted": "ส่งตรวจ",
    "suspended": "ระงับ",
    "undone": "ยกเลิกการนำเข้า",
    "units_chosen": "เลือกหน่วยงานภายในของ",
    "updated": "แก้ไข",
    "withdrawn": "ถอน",
    "written": "เขียนใน",
}
_MODELS = {
    "document": "measuresdocument",
    "evidence": "evidencefile",
    "export": "exportfile",
    "finding": "findingdismissal",
    "fiscal_year": "fiscalyear",
    "import": "importbatch",
    "issue_scheme": "issuescheme",
    "level_scale": "levelscale",
    "plan": "annualplan",
    "round": "assessmentround",
    "round_item": "rounditem",
    "route": "approvalroute",
    "stock_measure": "stockmeasure",
}


@register.filter
def action_words(action: str) -> str:
    """What was done to what: "measure.updated" is แก้ไขมาตรการ; an unknown action stays as it is."""
    subject, _, verb = action.partition(".")
    if verb not in _VERBS:
        return action
    return _VERBS[verb] + kind_words(_MODELS.get(subject, subject))


@register.filter
def kind_words(object_type: str) -> str:
    """The Thai name of a model, by the name under which events keep it."""
    for app in ("measures", "reports"):
        model = apps.get_app_config(app).models.get(object_type)
        if model is not None:
            return str(model._meta.verbose_name)
    return object_type
