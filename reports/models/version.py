"""Frozen versions of a report and the decisions on them: rows that are written once."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models
from django.db.models import Q
from django.utils import timezone

from ita_portal.thai.numerals import to_thai
from ita_portal.thai.text import SORT_KEY_LENGTH
from measures.models import User, WrittenOnce
from reports.codes import LENGTH, shown_code
from reports.kinds import Kind
from reports.layouts import LayoutSpec
from reports.models.report import Report, public_address
from reports.models.route import RouteStep
from reports.snapshot import ReportSnapshot, from_json
from reports.status import VERB_LABELS, Verb


class WrittenOnceQuerySet(models.QuerySet[Any]):
    """Refuses the bulk forms of change and deletion."""

    def update(self, **fields: Any) -> NoReturn:
        raise WrittenOnce(f"{self.model.__name__} rows are never changed")

    def delete(self) -> NoReturn:
        raise WrittenOnce(f"{self.model.__name__} rows are never deleted")


class ReportVersion(models.Model):
    """What was submitted, frozen: the content, the layout, and the hash that binds both.

    `sha256` is `snapshot.fingerprint` of content, layout and `previous_sha256`, so that the
    versions of a report are a chain; `code` is cut from it (`codes_of`). The fields from `title`
    to `step_count` repeat the content for lists and filters: an organization may change its name
    and kind later.
    """

    report = models.ForeignKey(
        Report, models.PROTECT, related_name="versions", verbose_name="รายงาน"
    )
    number = models.PositiveSmallIntegerField("ฉบับที่")
    title = models.CharField("ชื่อรายงาน", max_length=500)
    assessment_year = models.PositiveSmallIntegerField("ใช้ประเมินปี พ.ศ.", null=True, blank=True)
    organization_name = models.CharField("ชื่อหน่วยงานในฉบับ", max_length=200)
    organization_kind = models.CharField("ประเภทในฉบับ", max_length=8)
    district = models.CharField("อำเภอ", max_length=100, blank=True)
    province = models.CharField("จังหวัด", max_length=100, blank=True, db_index=True)
    sort_key = models.CharField(max_length=SORT_KEY_LENGTH, editable=False)
    search_name = models.CharField(max_length=500, editable=False)
    measure_count = models.PositiveIntegerField("จำนวนมาตรการ")
    step_count = models.PositiveIntegerField("จำนวนขั้นตอน", help_text="เฉพาะระดับบนสุด")
    content = models.JSONField("เนื้อหา")
    layout = models.JSONField("รูปแบบตาราง")
    sha256 = models.CharField("รหัสตรวจสอบ", max_length=64)
    previous_sha256 = models.CharField(max_length=64, blank=True)
    code = models.CharField("รหัสฉบับ", max_length=LENGTH, unique=True)
    frozen_at = models.DateTimeField("จัดทำเมื่อ", default=timezone.now)
    route = models.JSONField("ลำดับผู้พิจารณา", default=list, blank=True)

    objects = WrittenOnceQuerySet.as_manager()

    class Meta:
        verbose_name = "ฉบับของรายงาน"
        verbose_name_plural = "ฉบับของรายงาน"
        ordering = ["report_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="version_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="version_counts_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.report} ฉบับที่ {to_thai(str(self.number))}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise WrittenOnce("versions are never changed")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """The permanent address of this very version."""
        plan = self.report.plan
        place = (plan.organization.code, plan.fiscal_year.year, self.number)
        return public_address(Kind(self.report.kind), "version_detail", *place)

    @property
    def printed_code(self) -> str:
        return shown_code(self.code)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise WrittenOnce("versions are never deleted")

    def snapshot(self) -> ReportSnapshot:
        return from_json(self.content)

    def route_steps(self) -> tuple[RouteStep, ...]:
        """Who decides on it, in order: as the organization had said when it was submitted."""
        return RouteStep.read(self.route)

    def layout_spec(self) -> LayoutSpec:
        return LayoutSpec.from_json(self.layout)


class Decision(models.Model):
    """One act on one version, bound to it by `sha256`; printed lines as the person had them."""

    version = models.ForeignKey(
        ReportVersion, models.PROTECT, related_name="decisions", verbose_name="ฉบับ"
    )
    verb = models.CharField(
        "การดำเนินการ",
        max_length=12,
        choices=[(verb.value, VERB_LABELS[verb]) for verb in Verb],
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="decisions", verbose_name="โดย")
    at = models.DateTimeField("เมื่อ", default=timezone.now)
    sha256 = models.CharField("รหัสของฉบับ", max_length=64)
    printed_title = models.CharField("ตำแหน่งที่พิมพ์", max_length=300, blank=True)
    is_own_work = models.BooleanField("ผู้ส่งพิจารณาเอง", default=False)
    reason = models.TextField("เหตุผล", blank=True)

    objects = WrittenOnceQuerySet.as_manager()

    class Meta:
        verbose_name = "การตัดสินใจ"
        verbose_name_plural = "การตัดสินใจ"
        ordering = ["version_id", "at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version"],
                condition=Q(verb=Verb.PUBLISH.value),
                name="decision_publishes_a_version_once",
            )
        ]

    def __str__(self) -> str:
        return f"{VERB_LABELS[Verb(self.verb)]} {self.version}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise WrittenOnce("decisions are never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise WrittenOnce("decisions are never deleted")
