"""Steps of a measure, a tree at most three deep."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from measures.inputs import OwnerInput, PeriodKind, StepInput
from measures.models.measure import Measure, items_of
from measures.models.periods import PERIOD_CHOICES, PERIOD_IN_ORDER, check_period, period_of

MAX_DEPTH = 2  # the first level is 0


class Step(models.Model):
    """One step; `depth` nests it under the nearest step above of a smaller depth.

    A row that was just added has no text yet: it is there before anybody types into it.
    """

    measure = models.ForeignKey(
        Measure, models.CASCADE, related_name="steps", verbose_name="มาตรการ"
    )
    position = models.PositiveSmallIntegerField("ลำดับ")
    depth = models.PositiveSmallIntegerField("ระดับ", default=0)
    mark = models.CharField("เครื่องหมายนำ", max_length=8, blank=True)
    text = models.TextField("ขั้นตอน", blank=True)
    period_text = models.CharField("ระยะเวลา", max_length=500, blank=True)
    period_kind = models.CharField(
        "ชนิดของระยะเวลา", max_length=10, choices=PERIOD_CHOICES, blank=True
    )
    period_start = models.DateField("เริ่ม", null=True, blank=True)
    period_end = models.DateField("สิ้นสุด", null=True, blank=True)

    class Meta:
        verbose_name = "ขั้นตอน"
        verbose_name_plural = "ขั้นตอน"
        ordering = ["measure_id", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(depth__lte=MAX_DEPTH), name="step_at_most_three_deep"
            ),
            models.CheckConstraint(
                condition=Q(period_kind__in=[kind.value for kind in PeriodKind]),
                name="step_period_kind_is_known",
            ),
            models.CheckConstraint(
                condition=PERIOD_IN_ORDER,
                name="step_period_ends_after_it_starts",
                violation_error_message="วันสิ้นสุดมาก่อนวันเริ่ม",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mark} {self.text}".strip()

    def clean(self) -> None:
        check_period(self.period_start, self.period_end)
        if self.depth > MAX_DEPTH:
            raise ValidationError({"depth": "ขั้นตอนซ้อนกันได้ไม่เกิน ๓ ระดับ"})

    def as_input(self, measure: Measure) -> StepInput:
        """The step with its own rows, read from those that `with_rows` fetched of its measure."""
        return StepInput(
            text=self.text,
            mark=self.mark,
            depth=self.depth,
            owners=tuple(
                OwnerInput(text=row.text) for row in measure.owners.all() if row.step_id == self.pk
            ),
            period=period_of(self),
            outputs=items_of(measure.outputs.all(), self.pk),
            suggestions=items_of(measure.suggestions.all(), self.pk),
        )
