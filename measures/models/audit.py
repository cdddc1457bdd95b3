"""The record of who did what: rows are added and never changed."""

from __future__ import annotations

from typing import Any, NoReturn

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone


class WrittenOnce(TypeError):
    """An attempt to change or delete a row of the record."""


class AuditEventQuerySet(models.QuerySet["AuditEvent"]):
    """Refuses the bulk forms of change and deletion."""

    def update(self, **fields: Any) -> NoReturn:
        raise WrittenOnce("audit events are never changed")

    def delete(self) -> NoReturn:
        raise WrittenOnce("audit events are never deleted")


class AuditEvent(models.Model):
    """Who did what to what, with the values before and after; no foreign keys: it outlives all.

    `seals` are the hashes of rows that are written once, which the act wrote. `mac` is made of the
    event when it is written, `chain` of it and of all before it, in `sequence`, soon afterwards:
    see services/sealing.py.
    """

    at = models.DateTimeField("เมื่อ", default=timezone.now, db_index=True)
    action = models.CharField("การกระทำ", max_length=64, db_index=True)
    actor_id = models.BigIntegerField("เลขผู้ใช้", null=True)
    actor = models.CharField("ผู้กระทำ", max_length=254)
    organization_code = models.CharField("หน่วยงาน", max_length=32, blank=True, db_index=True)
    object_type = models.CharField("ชนิดข้อมูล", max_length=64)
    object_id = models.CharField("เลขข้อมูล", max_length=64)
    object_label = models.CharField("ข้อมูล", max_length=500, blank=True)
    before = models.JSONField("ก่อน", null=True, encoder=DjangoJSONEncoder)
    after = models.JSONField("หลัง", null=True, encoder=DjangoJSONEncoder)
    seals = models.JSONField(null=True, editable=False)
    mac = models.CharField(max_length=64, editable=False)
    sequence = models.PositiveBigIntegerField(null=True, unique=True, editable=False)
    chain = models.CharField(max_length=64, blank=True, editable=False)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        verbose_name = "บันทึกการใช้งาน"
        verbose_name_plural = "บันทึกการใช้งาน"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["object_type", "object_id"], name="audit_event_of_object"),
            models.Index(
                fields=["id"], condition=models.Q(sequence=None), name="audit_event_not_chained"
            ),
        ]

    def __str__(self) -> str:
        return self.object_label or self.action

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise WrittenOnce("audit events are never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise WrittenOnce("audit events are never deleted")
