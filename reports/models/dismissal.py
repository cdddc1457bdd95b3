"""Why a finding of the checks is no problem."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from measures.models import AnnualPlan, User


class FindingDismissal(models.Model):
    """A finding that a person looked at and let stand.

    It holds as long as the checks find the same again: `fingerprint` is of rule, measure, field
    and quoted words.
    """

    plan = models.ForeignKey(
        AnnualPlan,
        models.CASCADE,
        related_name="finding_dismissals",
        verbose_name="แผนประจำปี",
    )
    kind = models.CharField("ข้อตรวจ", max_length=32)
    fingerprint = models.CharField("รหัสของข้อสังเกต", max_length=64)
    reason = models.CharField("เหตุผล", max_length=500)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="โดย")
    at = models.DateTimeField("เมื่อ", default=timezone.now)

    class Meta:
        verbose_name = "ข้อสังเกต"
        verbose_name_plural = "ข้อสังเกต"
        ordering = ["plan_id", "at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "kind", "fingerprint"],
                name="finding_dismissed_once",
                violation_error_message="มีผู้บันทึกเหตุผลของข้อสังเกตนี้แล้ว",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="finding_dismissal_has_a_reason",
                violation_error_message="โปรดระบุเหตุผล",
            ),
        ]

    def __str__(self) -> str:
        return self.reason
