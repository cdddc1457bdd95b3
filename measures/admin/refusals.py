"""What the services refuse, in words for the person at the form."""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db.models import ProtectedError
from django.utils.html import format_html
from django.utils.safestring import SafeString

from measures.services.plans import FieldClosed, MeasureChanged, PlanChanged, PlanLocked
from measures.services.sign_in import TooManyAtOnce

REFUSALS = (
    PlanLocked,
    PlanChanged,
    MeasureChanged,
    ValidationError,
    PermissionDenied,
    ProtectedError,
    ObjectDoesNotExist,
    TooManyAtOnce,
)


def stale() -> SafeString:
    """Someone was faster: what was typed stays, the newest stands in another tab."""
    return format_html(
        "มีผู้อื่นแก้ไขข้อมูลนี้หลังจากท่านเปิดหน้านี้ จึงยังไม่ได้บันทึก ข้อความของท่านยังอยู่ด้านล่าง "
        '<a href="{}" target="_blank" rel="noopener">เปิดฉบับล่าสุดในแท็บใหม่</a>',
        "?",
    )


def as_form_error(refusal: Exception) -> ValidationError:
    """The refusal as an error that a form can show."""
    if isinstance(refusal, ValidationError):
        return refusal
    if isinstance(refusal, (PlanChanged, MeasureChanged)):
        return ValidationError(stale(), code="stale")
    words = "ข้อมูลนี้ถูกลบไปแล้ว"
    if isinstance(refusal, FieldClosed):
        words = "แผนนี้เปิดให้แก้เฉพาะบางช่อง และไม่มีช่องนี้ ข้อความของท่านยังอยู่ด้านล่าง"
    elif isinstance(refusal, PlanLocked):
        words = "แผนนี้ส่งตรวจหรือเผยแพร่แล้ว จึงแก้ไขไม่ได้ ข้อความของท่านยังอยู่ด้านล่าง"
    elif isinstance(refusal, PermissionDenied):
        words = "บัญชีของท่านไม่มีสิทธิ์ทำรายการนี้"
    elif isinstance(refusal, TooManyAtOnce):
        words = "มีผู้เข้าสู่ระบบพร้อมกันจำนวนมาก โปรดลองอีกครั้งในหนึ่งนาที"
    elif isinstance(refusal, ProtectedError):
        words = "ลบไม่ได้ เพราะยังมีข้อมูลอื่นใช้อยู่"
    return ValidationError(words, code="refused")
