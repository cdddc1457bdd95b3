"""The texts of the measures document: what it says beside the measures themselves."""

from __future__ import annotations

from django.db import models

from measures.models import AnnualPlan


class MeasuresDocument(models.Model):
    """What an organization publishes before there are results; one for a plan.

    `revision` counts the saved changes.
    """

    plan = models.OneToOneField(
        AnnualPlan, models.CASCADE, related_name="measures_document", verbose_name="แผนประจำปี"
    )
    title = models.CharField("ชื่อเอกสาร", max_length=500)
    analysis = models.TextField("การวิเคราะห์ผลการประเมิน", blank=True)
    follow_up = models.TextField("แนวทางการกำกับติดตาม", blank=True)
    revision = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = "เอกสารมาตรการ"
        verbose_name_plural = "เอกสารมาตรการ"
        ordering = ["plan_id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(title=""), name="measures_document_has_a_title"
            )
        ]

    def __str__(self) -> str:
        return f"เอกสารมาตรการ {self.plan}"
