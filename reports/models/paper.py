"""An approval that was signed on paper, and the scan of it."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models
from django.db.models import Q

from measures.models import WrittenOnce
from reports.models.version import Decision, WrittenOnceQuerySet


class PaperApproval(models.Model):
    """What the memo says; `decision` is by the officer who recorded it, under the signer's lines.

    `scan` is in the private storage.
    """

    decision = models.OneToOneField(
        Decision, models.PROTECT, related_name="paper", verbose_name="การอนุมัติ"
    )
    memo_number = models.CharField("เลขที่หนังสือ", max_length=100)
    signed_on = models.DateField("ลงวันที่")
    printed_name = models.CharField("ชื่อผู้ลงนาม", max_length=200)
    scan = models.CharField(max_length=100, editable=False)
    sha256 = models.CharField("รหัสตรวจสอบไฟล์", max_length=64)
    media_type = models.CharField("ชนิดข้อมูล", max_length=100)
    size_bytes = models.PositiveBigIntegerField("ขนาด (ไบต์)")

    objects = WrittenOnceQuerySet.as_manager()

    class Meta:
        verbose_name = "การอนุมัติบนกระดาษ"
        verbose_name_plural = "การอนุมัติบนกระดาษ"
        ordering = ["decision_id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(memo_number="") & ~Q(printed_name="") & ~Q(scan=""),
                name="paper_approval_is_whole",
            )
        ]

    def __str__(self) -> str:
        return self.memo_number

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise WrittenOnce("approvals on paper are never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise WrittenOnce("approvals on paper are never deleted")
