"""Evidence of a measure: a photo, a file or a link; or that there is none this year."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from measures.models.accounts import User
from measures.models.measure import Measure
from measures.models.plan import AnnualPlan
from measures.models.step import Step


class EvidenceKind(models.TextChoices):
    PHOTO = "photo", "ภาพถ่าย"
    FILE = "file", "ไฟล์"
    LINK = "link", "ลิงก์"


class EvidenceQuerySet(models.QuerySet["EvidenceFile"]):
    """Evidence in the order of its measures."""

    def in_plan(self, plan: AnnualPlan) -> EvidenceQuerySet:
        """What the plan's measures have; what lies in a bin is not among it."""
        return self.filter(measure__plan=plan, measure__binned_at=None, binned_at=None).order_by(
            "measure__position", "measure_id", "position", "pk"
        )

    def in_bin(self, plan: AnnualPlan) -> EvidenceQuerySet:
        """What was taken away and can be put back, the newest first."""
        return self.filter(
            measure__plan=plan, measure__binned_at=None, binned_at__isnull=False
        ).order_by("-binned_at", "-pk")

    def with_file(self, plan: AnnualPlan) -> EvidenceQuerySet:
        """What has a file, in the bin too: it is shown there before it is put back."""
        return self.filter(measure__plan=plan, measure__binned_at=None).exclude(stored_name="")

    def with_bytes(self, sha256: str) -> EvidenceQuerySet:
        """What has a file of this hash, whole or small."""
        return self.filter(Q(sha256=sha256) | Q(thumbnail_sha256=sha256))

    def of_measure(self, measure: Measure) -> EvidenceQuerySet:
        return self.filter(measure=measure, binned_at=None).order_by("position", "pk")

    def with_place(self) -> EvidenceQuerySet:
        """The measure, the plan, its organization and its year, in the same query."""
        return self.select_related("measure__plan__organization", "measure__plan__fiscal_year")


class EvidenceFile(models.Model):
    """`stored_name` is a random name in the private storage; `original_name` is only shown.

    What is stored under a name never changes, and is removed by `remove_orphan_files` alone, once
    no row knows it. A photo is stored as it was drawn anew, in two sizes; `source_sha256` and
    `source_bytes` are those of the file as it came. `findings` tells which kinds of personal
    numbers a document holds, and on which pages: [{kind, page}].
    """

    measure = models.ForeignKey(
        Measure, models.CASCADE, related_name="evidence", verbose_name="มาตรการ"
    )
    step = models.ForeignKey(
        Step, models.CASCADE, null=True, blank=True, related_name="evidence", verbose_name="ขั้นตอน"
    )
    kind = models.CharField("ชนิด", max_length=8, choices=EvidenceKind.choices)
    position = models.PositiveSmallIntegerField("ลำดับ")
    caption = models.CharField("คำบรรยาย", max_length=500, blank=True)
    url = models.URLField("ที่อยู่ลิงก์", max_length=1000, blank=True)
    stored_name = models.CharField(max_length=100, blank=True, editable=False)
    original_name = models.CharField("ชื่อไฟล์เดิม", max_length=255, blank=True)
    media_type = models.CharField("ชนิดข้อมูล", max_length=100, blank=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    size_bytes = models.PositiveBigIntegerField("ขนาด (ไบต์)", default=0)
    thumbnail_name = models.CharField(max_length=100, blank=True, editable=False)
    thumbnail_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    thumbnail_bytes = models.PositiveBigIntegerField(default=0, editable=False)
    width = models.PositiveIntegerField("กว้าง (จุด)", null=True, blank=True, editable=False)
    height = models.PositiveIntegerField("สูง (จุด)", null=True, blank=True, editable=False)
    page_count = models.PositiveIntegerField("จำนวนหน้า", null=True, blank=True, editable=False)
    source_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    source_bytes = models.PositiveBigIntegerField(default=0, editable=False)
    had_location = models.BooleanField("เคยมีพิกัดภาพ", default=False, editable=False)
    findings = models.JSONField("ข้อมูลส่วนบุคคลที่พบ", default=list, blank=True, editable=False)
    is_in_annex = models.BooleanField("พิมพ์ในภาคผนวก", default=True)
    added_at = models.DateTimeField("เพิ่มเมื่อ", default=timezone.now)
    added_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="เพิ่มโดย",
    )
    binned_at = models.DateTimeField("ลบเมื่อ", null=True, blank=True, editable=False)
    binned_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="ลบโดย",
    )

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = "หลักฐาน"
        verbose_name_plural = "หลักฐาน"
        ordering = ["measure_id", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="link", stored_name="") & ~Q(url="")
                | Q(kind__in=["photo", "file"], url="") & ~Q(stored_name="") & ~Q(sha256=""),
                name="evidence_is_a_link_or_a_stored_file",
            ),
            models.CheckConstraint(
                condition=Q(binned_at=None, binned_by=None)
                | Q(binned_at__isnull=False, binned_by__isnull=False),
                name="evidence_binned_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["measure", "source_sha256"],
                condition=Q(binned_at=None) & ~Q(source_sha256=""),
                name="evidence_once_in_a_measure",
            ),
        ]

    def __str__(self) -> str:
        return self.caption or self.original_name or self.url

    @property
    def is_photo(self) -> bool:
        return self.kind == EvidenceKind.PHOTO.value

    @property
    def is_printed(self) -> bool:
        """Whether a report prints and publishes it: chosen for the annex, and with a caption."""
        return self.binned_at is None and self.is_in_annex and self.caption != ""

    @property
    def is_link(self) -> bool:
        return self.kind == EvidenceKind.LINK.value


class NoEvidenceQuerySet(models.QuerySet["NoEvidence"]):
    def in_plan(self, plan: AnnualPlan) -> NoEvidenceQuerySet:
        return self.filter(measure__plan=plan)


class NoEvidence(models.Model):
    """Somebody said that a measure has no evidence this year."""

    measure = models.OneToOneField(
        Measure, models.CASCADE, related_name="no_evidence", verbose_name="มาตรการ"
    )
    said_at = models.DateTimeField("แจ้งเมื่อ")
    said_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="แจ้งโดย")

    objects = NoEvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = "มาตรการที่ปีนี้ไม่มีหลักฐาน"
        verbose_name_plural = "มาตรการที่ปีนี้ไม่มีหลักฐาน"

    def __str__(self) -> str:
        return f"ปีนี้ไม่มี: {self.measure}"
