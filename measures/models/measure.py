"""Measures, the rows of a report, and their steps."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from measures.inputs import MeasureStatus, PeriodKind
from measures.models.plan import AnnualPlan, Issue

STATUS_LABELS = {
    MeasureStatus.NOT_STARTED: "ยังไม่เริ่ม",
    MeasureStatus.IN_PROGRESS: "อยู่ระหว่างดำเนินการ",
    MeasureStatus.DONE: "ดำเนินการแล้ว",
    MeasureStatus.NOT_DONE: "ไม่ได้ดำเนินการ",
}
PERIOD_LABELS = {
    PeriodKind.NONE: "ไม่ระบุ",
    PeriodKind.RANGE: "ช่วงวันที่",
    PeriodKind.MONTHS: "ช่วงเดือน",
    PeriodKind.QUARTERS: "ไตรมาส",
    PeriodKind.MONTHLY: "ทุกเดือน",
    PeriodKind.YEAR: "ทั้งปี",
    PeriodKind.FREE: "ข้อความ",
}
STATUS_CHOICES = [(status.value, label) for status, label in STATUS_LABELS.items()]
PERIOD_CHOICES = [(kind.value, label) for kind, label in PERIOD_LABELS.items()]
PERIOD_IN_ORDER = (
    Q(period_start=None)
    | Q(period_end=None)
    | Q(period_start__lte=F("period_end"))
)
MAX_DEPTH = 2


class Measure(models.Model):
    """One measure (มาตรการ/โครงการ/กิจกรรม).

    `issue_text` is the heading as printed and `issue` what it means. `revision` refuses a lost
    update. `extras` holds cells of columns that no field stands for: [{heading, text}].
    """

    plan = models.ForeignKey(
        AnnualPlan, models.CASCADE, related_name="measures", verbose_name="แผนประจำปี"
    )
    position = models.PositiveSmallIntegerField("ลำดับ")
    issue_text = models.CharField("ประเด็น (ตามที่พิมพ์)", max_length=500, blank=True)
    issue = models.ForeignKey(
        Issue,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="measures",
        verbose_name="ประเด็น",
    )
    title = models.TextField("มาตรการ/โครงการ/กิจกรรม")
    status = models.CharField(
        "สถานะ", max_length=16, choices=STATUS_CHOICES, default=MeasureStatus.NOT_STARTED.value
    )
    expected_on = models.DateField("คาดว่าจะดำเนินการ", null=True, blank=True)
    status_reason = models.TextField("เหตุผล", blank=True)
    period_text = models.CharField("ระยะเวลา", max_length=500, blank=True)
    period_kind = models.CharField(
        "ชนิดของระยะเวลา", max_length=10, choices=PERIOD_CHOICES, blank=True
    )
    period_start = models.DateField("เริ่ม", null=True, blank=True)
    period_end = models.DateField("สิ้นสุด", null=True, blank=True)
    steps_lead = models.TextField("ข้อความนำก่อนขั้นตอน", blank=True)
    extras = models.JSONField("ช่องอื่น", default=list, blank=True)
    annex_heading = models.TextField("หัวข้อในภาคผนวก", blank=True)
    annex_text = models.TextField("ข้อความในภาคผนวก", blank=True)
    revision = models.PositiveIntegerField(default=0, editable=False)
    updated_at = models.DateTimeField("แก้ไขล่าสุด", auto_now=True)

    class Meta:
        verbose_name = "มาตรการ"
        verbose_name_plural = "มาตรการ"
        ordering = ["plan", "position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="measure_has_a_title"),
            models.CheckConstraint(
                condition=Q(status__in=[status.value for status in MeasureStatus]),
                name="measure_status_is_known",
            ),
            models.CheckConstraint(
                condition=Q(period_kind__in=[kind.value for kind in PeriodKind]),
                name="measure_period_kind_is_known",
            ),
            models.CheckConstraint(
                condition=PERIOD_IN_ORDER, name="measure_period_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return self.issue_text or self.title.partition("\n")[0]


class Step(models.Model):
    """One step; `depth` nests it under the nearest step above of a smaller depth."""

    measure = models.ForeignKey(
        Measure, models.CASCADE, related_name="steps", verbose_name="มาตรการ"
    )
    position = models.PositiveSmallIntegerField("ลำดับ")
    depth = models.PositiveSmallIntegerField("ระดับ", default=0)
    mark = models.CharField("เครื่องหมายนำ", max_length=8, blank=True)
    text = models.TextField("ขั้นตอน")
    period_text = models.CharField("ระยะเวลา", max_length=500, blank=True)
    period_kind = models.CharField(
        "ชนิดของระยะเวลา", max_length=10, choices=PERIOD_CHOICES, blank=True
    )
    period_start = models.DateField("เริ่ม", null=True, blank=True)
    period_end = models.DateField("สิ้นสุด", null=True, blank=True)

    class Meta:
        verbose_name = "ขั้นตอน"
        verbose_name_plural = "ขั้นตอน"
        ordering = ["measure", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(depth__lte=MAX_DEPTH), name="step_at_most_three_deep"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="step_has_a_text"),
            models.CheckConstraint(
                condition=Q(period_kind__in=[kind.value for kind in PeriodKind]),
                name="step_period_kind_is_known",
            ),
            models.CheckConstraint(
                condition=PERIOD_IN_ORDER, name="step_period_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mark} {self.text}".strip()
