"""The electronic signature in a stored file."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models
from django.db.models import Q

from measures.models import WrittenOnce
from reports.models.export import ExportFile
from reports.models.version import WrittenOnceQuerySet


class FileSignature(models.Model):
    """Who signed a file, as the certificate said when it was signed; the file holds the proof."""

    file = models.OneToOneField(
        ExportFile, models.PROTECT, related_name="signature", verbose_name="ไฟล์"
    )
    subject = models.CharField("ผู้ลงลายเซ็น", max_length=500)
    issuer = models.CharField("ผู้ออกใบรับรอง", max_length=500)
    certificate_sha256 = models.CharField("รหัสใบรับรอง", max_length=64)
    valid_from = models.DateTimeField("ใบรับรองใช้ได้ตั้งแต่")
    valid_until = models.DateTimeField("ใบรับรองใช้ได้ถึง")
    signed_at = models.DateTimeField("ลงลายเซ็นเมื่อ")

    objects = WrittenOnceQuerySet.as_manager()

    class Meta:
        verbose_name = "ลายเซ็นอิเล็กทรอนิกส์"
        verbose_name_plural = "ลายเซ็นอิเล็กทรอนิกส์"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_at__gte=models.F("valid_from"))
                & Q(signed_at__lte=models.F("valid_until")),
                name="file_signature_by_a_valid_certificate",
            ),
            models.CheckConstraint(condition=~Q(subject=""), name="file_signature_by_someone"),
        ]

    def __str__(self) -> str:
        return f"{self.file} {self.subject}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise WrittenOnce("signatures are never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise WrittenOnce("signatures are never deleted")
