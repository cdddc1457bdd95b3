"""What is kept beside a measure while people write in it: history, undo, presence, used tokens."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from measures.models.accounts import User
from measures.models.measure import Measure


class EntryReason(models.TextChoices):
    START = "start", "ก่อนเริ่มแก้ไข"
    EDIT = "edit", "แก้ไข"
    RESTORE = "restore", "นำฉบับก่อนกลับมา"
    SUBMIT = "submit", "ก่อนส่งตรวจ"


class MeasureEntry(models.Model):
    """What a measure said at the end of one sitting; the open one is the rolling draft.

    `values` are its texts by key (see `measures.writing`), `steps` its steps in order, each
    [key, depth]. `by` is None for what stood there before anybody wrote in the editor.
    """

    measure = models.ForeignKey(
        Measure, models.CASCADE, related_name="entries", verbose_name="มาตรการ"
    )
    began_at = models.DateTimeField("เริ่มเมื่อ")
    at = models.DateTimeField("แก้ไขล่าสุดเมื่อ")
    by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="โดย"
    )
    reason = models.CharField("เหตุ", max_length=8, choices=EntryReason.choices)
    is_open = models.BooleanField("ยังเขียนต่อ", default=False)
    values = models.JSONField("ข้อความ")
    steps = models.JSONField("ขั้นตอนตามลำดับ", default=list)

    class Meta:
        verbose_name = "ประวัติการแก้ไข"
        verbose_name_plural = "ประวัติการแก้ไข"
        ordering = ["measure_id", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure"], condition=Q(is_open=True), name="measure_open_entry_once"
            ),
            models.CheckConstraint(
                condition=Q(reason__in=EntryReason.values), name="measure_entry_reason_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()} {self.at:%Y-%m-%d %H:%M}"


class RemovedRow(models.Model):
    """A step with all below it that was taken out, so that it can be put back for some time.

    `content` lists the steps from the top one down, each with its key, its words, its own rows
    and the keys of its evidence; `position` is where the top one stood.
    """

    measure = models.ForeignKey(
        Measure, models.CASCADE, related_name="removed_rows", verbose_name="มาตรการ"
    )
    content = models.JSONField("เนื้อหา")
    position = models.PositiveSmallIntegerField("ลำดับเดิม")
    removed_at = models.DateTimeField("นำออกเมื่อ")
    removed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="นำออกโดย")

    class Meta:
        verbose_name = "ขั้นตอนที่นำออก"
        verbose_name_plural = "ขั้นตอนที่นำออก"
        ordering = ["measure_id", "-removed_at", "-pk"]

    def __str__(self) -> str:
        return str(self.content[0]["text"]) if self.content else ""


class MeasurePresence(models.Model):
    """When a person was last seen with a measure before them: a row a person, not a tab."""

    measure = models.ForeignKey(
        Measure, models.CASCADE, related_name="presences", verbose_name="มาตรการ"
    )
    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name="ผู้ใช้")
    seen_at = models.DateTimeField("เห็นล่าสุดเมื่อ")

    class Meta:
        verbose_name = "ผู้ที่เปิดมาตรการอยู่"
        verbose_name_plural = "ผู้ที่เปิดมาตรการอยู่"
        constraints = [
            models.UniqueConstraint(fields=["measure", "user"], name="presence_once_a_person")
        ]

    def __str__(self) -> str:
        return str(self.user)


class UsedToken(models.Model):
    """A form that has had its effect: sent again, it gets the keys of what it `made`."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name="ผู้ใช้")
    act = models.CharField("การกระทำ", max_length=100)
    token = models.CharField("รหัสของแบบฟอร์ม", max_length=64)
    made = models.JSONField("สิ่งที่เกิดขึ้น", default=list)
    used_at = models.DateTimeField("ใช้เมื่อ")

    class Meta:
        verbose_name = "แบบฟอร์มที่ใช้แล้ว"
        verbose_name_plural = "แบบฟอร์มที่ใช้แล้ว"
        constraints = [
            models.UniqueConstraint(fields=["user", "act", "token"], name="used_token_once")
        ]

    def __str__(self) -> str:
        return self.act
