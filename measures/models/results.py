"""Who is responsible and what came of it: of a measure, or of one of its steps."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from measures.models.measure import Measure
from measures.models.organization import Unit
from measures.models.step import Step


class Owner(models.Model):
    """A responsible party in the words as printed, and the units meant where known.

    `answered_text` is what it said when a person last told which units it means; as long as it
    says that, nobody is asked again.
    """

    measure = models.ForeignKey(
        Measure, models.CASCADE, related_name="owners", verbose_name="มาตรการ"
    )
    step = models.ForeignKey(
        Step, models.CASCADE, null=True, blank=True, related_name="owners", verbose_name="ขั้นตอน"
    )
    position = models.PositiveSmallIntegerField("ลำดับ")
    text = models.TextField("ผู้รับผิดชอบ")
    units = models.ManyToManyField(
        Unit, blank=True, related_name="owned", verbose_name="หมายถึงหน่วยงานภายใน"
    )
    answered_text = models.TextField(blank=True, editable=False)

    class Meta:
        verbose_name = "ผู้รับผิดชอบ"
        verbose_name_plural = "ผู้รับผิดชอบ"
        ordering = ["measure_id", "position", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="owner_has_a_text")]

    def __str__(self) -> str:
        return self.text


class Output(models.Model):
    """One output (ผลการดำเนินการ)."""

    measure = models.ForeignKey(
        Measure, models.CASCADE, related_name="outputs", verbose_name="มาตรการ"
    )
    step = models.ForeignKey(
        Step, models.CASCADE, null=True, blank=True, related_name="outputs", verbose_name="ขั้นตอน"
    )
    position = models.PositiveSmallIntegerField("ลำดับ")
    mark = models.CharField("เครื่องหมายนำ", max_length=8, blank=True)
    text = models.TextField("ผลการดำเนินการ")

    class Meta:
        verbose_name = "ผลการดำเนินการ"
        verbose_name_plural = "ผลการดำเนินการ"
        ordering = ["measure_id", "position", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="output_has_a_text")]

    def __str__(self) -> str:
        return f"{self.mark} {self.text}".strip()


class Outcome(models.Model):
    """One outcome (ผลลัพธ์หรือผลสัมฤทธิ์) of a measure."""

    measure = models.ForeignKey(
        Measure, models.CASCADE, related_name="outcomes", verbose_name="มาตรการ"
    )
    position = models.PositiveSmallIntegerField("ลำดับ")
    mark = models.CharField("เครื่องหมายนำ", max_length=8, blank=True)
    text = models.TextField("ผลลัพธ์")

    class Meta:
        verbose_name = "ผลลัพธ์"
        verbose_name_plural = "ผลลัพธ์"
        ordering = ["measure_id", "position", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="outcome_has_a_text")]

    def __str__(self) -> str:
        return f"{self.mark} {self.text}".strip()


class Suggestion(models.Model):
    """One suggestion (ข้อเสนอแนะ)."""

    measure = models.ForeignKey(
        Measure, models.CASCADE, related_name="suggestions", verbose_name="มาตรการ"
    )
    step = models.ForeignKey(
        Step,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="suggestions",
        verbose_name="ขั้นตอน",
    )
    position = models.PositiveSmallIntegerField("ลำดับ")
    mark = models.CharField("เครื่องหมายนำ", max_length=8, blank=True)
    text = models.TextField("ข้อเสนอแนะ")

    class Meta:
        verbose_name = "ข้อเสนอแนะ"
        verbose_name_plural = "ข้อเสนอแนะ"
        ordering = ["measure_id", "position", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="suggestion_has_a_text")]

    def __str__(self) -> str:
        return f"{self.mark} {self.text}".strip()
