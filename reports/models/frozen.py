"""Files of evidence that a version has frozen: what it shows, whatever becomes of the draft."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models

from measures.models import WrittenOnce
from reports.models.version import ReportVersion, WrittenOnceQuerySet


class FrozenFile(models.Model):
    """The bytes of `sha256` for one version; `name` is in the private storage.

    The file is the one that the evidence has as well: what is stored under a name never changes.
    """

    version = models.ForeignKey(
        ReportVersion, models.PROTECT, related_name="frozen_files", verbose_name="ฉบับ"
    )
    sha256 = models.CharField("รหัสตรวจสอบไฟล์", max_length=64)
    name = models.CharField(max_length=100, editable=False)
    extension = models.CharField("นามสกุล", max_length=8)
    media_type = models.CharField("ชนิดข้อมูล", max_length=100)
    size_bytes = models.PositiveBigIntegerField("ขนาด (ไบต์)")

    objects = WrittenOnceQuerySet.as_manager()

    class Meta:
        verbose_name = "ไฟล์หลักฐานของฉบับ"
        verbose_name_plural = "ไฟล์หลักฐานของฉบับ"
        ordering = ["version_id", "pk"]
        indexes = [models.Index(fields=["sha256"], name="frozen_file_by_sha256")]
        constraints = [
            models.UniqueConstraint(fields=["version", "sha256"], name="frozen_file_once")
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.sha256[:12]}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise WrittenOnce("frozen files are never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise WrittenOnce("frozen files are never deleted")
