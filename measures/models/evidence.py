"""Evidence of a measure: a photo, a file or a link."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from measures.models.measure import Measure, Step


class EvidenceKind(models.TextChoices):
    PHOTO = "photo", "ภาพถ่าย"
    FILE = "file", "ไฟล์"
    LINK = "link", "ลิงก์"


class EvidenceFile(models.Model):
    """`stored_name` is a random name in the private storage; `original_name` is only shown."""

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
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    size_bytes = models.PositiveBigIntegerField("ขนาด (ไบต์)", default=0)
    is_in_annex = models.BooleanField("พิมพ์ในภาคผนวก", default=True)
    added_at = models.DateTimeField("เพิ่มเมื่อ", auto_now_add=True)

    class Meta:
        verbose_name = "หลักฐาน"
        verbose_name_plural = "หลักฐาน"
        ordering = ["measure_id", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="link", stored_name="") & ~Q(url="")
                | Q(kind__in=["photo", "file"], url="") & ~Q(stored_name="") & ~Q(sha256=""),
                name="evidence_is_a_link_or_a_stored_file",
            )
        ]

    def __str__(self) -> str:
        return self.caption or self.original_name or self.url
