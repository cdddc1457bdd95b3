"""Stored files of the official record that the last look at them found lost or changed."""

from __future__ import annotations

from django.db import models

from ita_portal.thai.numerals import to_thai
from reports.kinds import Kind
from reports.models.version import ReportVersion


class FileFault(models.Model):
    """One file of a version, told to its officer until a look finds it as it was stored.

    `what` says which it is, in words; one that is not changed is not there.
    """

    version = models.ForeignKey(
        ReportVersion, models.CASCADE, related_name="file_faults", verbose_name="ฉบับ"
    )
    name = models.CharField("ที่เก็บ", max_length=200)
    what = models.CharField("ไฟล์", max_length=100)
    is_changed = models.BooleanField("เปลี่ยนไปจากเดิม", default=False)
    found_at = models.DateTimeField("พบเมื่อ")

    class Meta:
        verbose_name = "ไฟล์ที่หายหรือเปลี่ยน"
        verbose_name_plural = "ไฟล์ที่หายหรือเปลี่ยน"
        ordering = ["version_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "name"], name="file_fault_told_once")
        ]

    def __str__(self) -> str:
        became = "เปลี่ยนไปจากเดิม" if self.is_changed else "หายไป"
        kind = Kind(self.version.report.kind)
        whose = "" if kind.is_report else kind.noun
        return f"{self.what} ของ{whose}ฉบับที่ {to_thai(str(self.version.number))} {became}"
