"""The picture of an organization's emblem (ตรา), which its reports may print."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from measures.models.accounts import User
from measures.models.organization import Organization


class EmblemQuerySet(models.QuerySet["Emblem"]):
    def of_organization(self, organization: Organization) -> EmblemQuerySet:
        return self.filter(organization=organization)

    def with_bytes(self, sha256: str) -> EmblemQuerySet:
        return self.filter(sha256=sha256)


class Emblem(models.Model):
    """`stored_name` is a random name in the private storage; what lies there never changes.

    The picture is the upload drawn anew. A version that prints it keeps the bytes for itself.
    """

    organization = models.OneToOneField(
        Organization, models.CASCADE, related_name="emblem", verbose_name="หน่วยงาน"
    )
    stored_name = models.CharField(max_length=100, editable=False)
    sha256 = models.CharField("รหัสตรวจสอบไฟล์", max_length=64, editable=False)
    size_bytes = models.PositiveBigIntegerField("ขนาด (ไบต์)", editable=False)
    width = models.PositiveIntegerField("กว้าง (จุด)", editable=False)
    height = models.PositiveIntegerField("สูง (จุด)", editable=False)
    set_at = models.DateTimeField("เพิ่มเมื่อ", editable=False)
    set_by = models.ForeignKey(
        User, models.PROTECT, editable=False, related_name="+", verbose_name="เพิ่มโดย"
    )

    objects = EmblemQuerySet.as_manager()

    class Meta:
        verbose_name = "ตราหน่วยงาน"
        verbose_name_plural = "ตราหน่วยงาน"
        constraints = [
            models.CheckConstraint(
                condition=~Q(stored_name="") & ~Q(sha256="") & Q(width__gte=1, height__gte=1),
                name="emblem_is_a_stored_picture",
            )
        ]

    def __str__(self) -> str:
        return f"ตรา{self.organization}"
