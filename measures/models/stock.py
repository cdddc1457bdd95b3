"""Measures that return in the reports of many organizations, to begin a plan from."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class StockMeasureQuerySet(models.QuerySet["StockMeasure"]):
    def offered(self) -> StockMeasureQuerySet:
        """Those that staff can choose from."""
        return self.filter(is_offered=True)


class StockMeasure(models.Model):
    """One recurring measure (มาตรการที่ใช้บ่อย); everyone's, kept by the installation.

    `issue_text` is the issue under which most reports have it. `steps` and `owners` have one a
    line. Results are never given beforehand.
    """

    position = models.PositiveSmallIntegerField("ลำดับ")
    name = models.CharField("ชื่อในรายการให้เลือก", max_length=200)
    title = models.TextField("มาตรการ/โครงการ/กิจกรรม")
    issue_text = models.CharField("ประเด็น", max_length=500, blank=True)
    steps = models.TextField("ขั้นตอน", blank=True, help_text="บรรทัดละหนึ่งขั้นตอน")
    period_text = models.CharField("ระยะเวลา", max_length=500, blank=True)
    owners = models.TextField("ผู้รับผิดชอบ", blank=True, help_text="บรรทัดละหนึ่งหน่วย")
    is_offered = models.BooleanField("ให้เลือกได้", default=True)

    objects = StockMeasureQuerySet.as_manager()

    class Meta:
        verbose_name = "มาตรการที่ใช้บ่อย"
        verbose_name_plural = "มาตรการที่ใช้บ่อย"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                name="stock_measure_name_once",
                violation_error_message="มีมาตรการที่ใช้บ่อยชื่อนี้แล้ว",
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(title=""), name="stock_measure_has_a_name_and_a_title"
            ),
        ]

    def __str__(self) -> str:
        return self.name
