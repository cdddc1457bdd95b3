"""Files made of a version, stored once."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from reports.models.version import ReportVersion


class ExportFile(models.Model):
    """The stored bytes of one version in one format; `file` is in the private storage."""

    version = models.ForeignKey(
        ReportVersion, models.PROTECT, related_name="files", verbose_name="ฉบับ"
    )
    format = models.CharField("รูปแบบไฟล์", max_length=8)
    file = models.FileField("ไฟล์", upload_to="exports/", max_length=200)
    sha256 = models.CharField("รหัสตรวจสอบไฟล์", max_length=64)
    size_bytes = models.PositiveBigIntegerField("ขนาด (ไบต์)")
    made_at = models.DateTimeField("จัดทำเมื่อ", default=timezone.now)

    class Meta:
        verbose_name = "ไฟล์ส่งออก"
        verbose_name_plural = "ไฟล์ส่งออก"
        ordering = ["version_id", "format"]
        indexes = [models.Index(fields=["sha256"], name="export_file_by_sha256")]
        constraints = [
            models.UniqueConstraint(fields=["version", "format"], name="export_file_made_once")
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.format}"
