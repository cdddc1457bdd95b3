"""Measures, the rows of a report."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from measures.inputs import (
    ExtraInput,
    ItemInput,
    MeasureInput,
    MeasureStatus,
    OwnerInput,
    PeriodKind,
)
from measures.models.accounts import User
from measures.models.periods import PERIOD_CHOICES, PERIOD_IN_ORDER, check_period, period_of
from measures.models.plan import AnnualPlan, Issue

STATUS_LABELS = {
    MeasureStatus.NOT_STARTED: "ยังไม่เริ่ม",
    MeasureStatus.IN_PROGRESS: "อยู่ระหว่างดำเนินการ",
    MeasureStatus.DONE: "ดำเนินการแล้ว",
    MeasureStatus.NOT_DONE: "ไม่ได้ดำเนินการ",
}
STATUS_CHOICES = [(status.value, label) for status, label in STATUS_LABELS.items()]


class MeasureQuerySet(models.QuerySet["Measure"]):
    """Measures in their plan's order."""

    def in_plan(self, plan: AnnualPlan) -> MeasureQuerySet:
        """Those that the plan consists of; what lies in its bin is not among them."""
        return self.filter(plan=plan, binned_at=None).order_by("position", "pk")

    def in_plans(self, plans: Iterable[AnnualPlan]) -> MeasureQuerySet:
        """Those of several plans, each plan's own in their order."""
        return self.filter(plan__in=plans, binned_at=None).order_by("plan_id", "position", "pk")

    def in_bin(self, plan: AnnualPlan) -> MeasureQuerySet:
        """Those that were taken out of the plan and can be put back, the newest first."""
        return self.filter(plan=plan, binned_at__isnull=False).order_by("-binned_at", "-pk")

    def binned_since(self, at: datetime) -> MeasureQuerySet:
        return self.filter(binned_at__gt=at)

    def of_plan(self, plan: AnnualPlan) -> MeasureQuerySet:
        """All of the plan, in its bin or not."""
        return self.filter(plan=plan)

    def with_rows(self) -> MeasureQuerySet:
        """Everything that `as_input` reads, in one query for each kind of row."""
        return self.prefetch_related("steps", "owners", "outputs", "outcomes", "suggestions")

    def with_plan(self) -> MeasureQuerySet:
        """The plan, its organization and its year, in the same query."""
        return self.select_related("plan__organization", "plan__fiscal_year")


class Measure(models.Model):
    """One measure (มาตรการ/โครงการ/กิจกรรม).

    `issue_text` is the heading as printed and `issue` what it means; a measure that was begun from
    an issue has no title yet. `revision` refuses a lost update. `extras` holds cells of columns
    that no field stands for: [{heading, text}].

    `carried` names the values that were copied from last year and that nobody has touched or
    confirmed since. `opened_at` is when somebody who may edit first had it before them.
    A measure in the bin has `binned_at`; it belongs to no page and no report until it is put back.
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
    title = models.TextField("มาตรการ/โครงการ/กิจกรรม", blank=True)
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
    carried = models.JSONField("ข้อความจากปีก่อน", default=list, blank=True, editable=False)
    opened_at = models.DateTimeField("เปิดดูครั้งแรก", null=True, blank=True, editable=False)
    binned_at = models.DateTimeField("ย้ายไปถังพักเมื่อ", null=True, blank=True, editable=False)
    binned_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="ย้ายไปถังพักโดย",
    )
    updated_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="แก้ไขโดย",
    )
    revision = models.PositiveIntegerField(default=0, editable=False)
    updated_at = models.DateTimeField("แก้ไขล่าสุด", auto_now=True)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        verbose_name = "มาตรการ"
        verbose_name_plural = "มาตรการ"
        ordering = ["plan_id", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") | ~Q(issue_text=""),
                name="measure_has_a_title_or_an_issue",
                violation_error_message="โปรดใส่ชื่อมาตรการหรือประเด็น",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[status.value for status in MeasureStatus]),
                name="measure_status_is_known",
            ),
            models.CheckConstraint(
                condition=Q(period_kind__in=[kind.value for kind in PeriodKind]),
                name="measure_period_kind_is_known",
            ),
            models.CheckConstraint(
                condition=PERIOD_IN_ORDER,
                name="measure_period_ends_after_it_starts",
                violation_error_message="วันสิ้นสุดมาก่อนวันเริ่ม",
            ),
            models.CheckConstraint(
                condition=Q(binned_at=None, binned_by=None)
                | Q(binned_at__isnull=False, binned_by__isnull=False),
                name="measure_binned_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.issue_text or self.title.partition("\n")[0]

    def clean(self) -> None:
        check_period(self.period_start, self.period_end)
        if not (self.title or self.issue_text):
            raise ValidationError({"title": "โปรดใส่ชื่อมาตรการหรือประเด็น"})

    def as_input(self) -> MeasureInput:
        """The measure and all its rows as they stand, without a number."""
        return MeasureInput(
            title=self.title,
            issue=self.issue_text,
            status=MeasureStatus(self.status),
            expected_on=self.expected_on,
            status_reason=self.status_reason,
            period=period_of(self),
            owners=tuple(OwnerInput(text=row.text) for row in self.owners.all() if not row.step_id),
            steps_lead=self.steps_lead,
            steps=tuple(step.as_input(self) for step in self.steps.all()),
            outputs=items_of(self.outputs.all(), None),
            outcomes=tuple(ItemInput(text=row.text, mark=row.mark) for row in self.outcomes.all()),
            suggestions=items_of(self.suggestions.all(), None),
            extras=tuple(ExtraInput(**extra) for extra in self.extras),
        )


class _ItemRow(Protocol):
    """An output or a suggestion: their module stands above this one."""

    @property
    def text(self) -> str: ...
    @property
    def mark(self) -> str: ...
    @property
    def step_id(self) -> int | None: ...


def items_of(rows: Iterable[_ItemRow], step_id: int | None) -> tuple[ItemInput, ...]:
    """The items of one step, or with None those of the measure itself."""
    return tuple(ItemInput(text=row.text, mark=row.mark) for row in rows if row.step_id == step_id)
