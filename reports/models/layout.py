"""Layouts of the official table, kept as data."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from measures.models import Organization
from reports.layouts import LayoutSpec


class Layout(models.Model):
    """A layout that reports may use: everyone's, or one organization's own.

    `spec` is `LayoutSpec.to_json()`. A version keeps its own copy, so a change here never
    reaches what is published.
    """

    code = models.SlugField("รหัส", max_length=40, blank=True)
    name = models.CharField("ชื่อรูปแบบตาราง", max_length=200)
    organization = models.ForeignKey(
        Organization,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="layouts",
        verbose_name="เฉพาะหน่วยงาน",
    )
    spec = models.JSONField("รูปแบบ")

    class Meta:
        verbose_name = "รูปแบบตาราง"
        verbose_name_plural = "รูปแบบตาราง"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=~Q(code=""),
                name="layout_code_once",
                violation_error_message="มีรูปแบบตารางที่ใช้รหัสนี้แล้ว",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="layout_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def layout_spec(self) -> LayoutSpec:
        return LayoutSpec.from_json(self.spec)
