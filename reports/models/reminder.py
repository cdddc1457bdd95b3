"""What an officer asked people to finish, or opened to them; told by the next letter."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from measures.models import User
from reports.models.notice import is_member
from reports.models.report import Report
from reports.models.version import Decision


class ReminderQuerySet(models.QuerySet["Reminder"]):
    """Reminders, by what they are about."""

    def of_members(self) -> ReminderQuerySet:
        """What is told to people who may still know of it."""
        return self.filter(is_member("report__plan__organization"))

    def to_be_sent(self) -> ReminderQuerySet:
        """Those whose letter still waits."""
        return self.filter(sent_at=None, dropped_at=None)

    def to_finish(self) -> ReminderQuerySet:
        """Those that ask for what is not filled in yet."""
        return self.filter(is_of_opening=False)

    def of_opening(self) -> ReminderQuerySet:
        """Those that tell of more fields that may be written in."""
        return self.filter(is_of_opening=True)

    def still_useful(self) -> ReminderQuerySet:
        """Of reports that are being written, and not put away."""
        return self.of_members().filter(read_at=None, report__plan__locked_at=None)

    def not_sent(self, *, waiting_since: datetime) -> ReminderQuerySet:
        """Those whose letter should have gone, of what is still useful."""
        waits = Q(dropped_at=None, at__lt=waiting_since)
        return self.still_useful().filter(Q(failed_at__isnull=False) | waits, sent_at=None)

    def unread_by(self, user: User) -> ReminderQuerySet:
        """What was opened to the person, the newest first; none once anybody has decided since."""
        later = Decision.objects.filter(version__report=OuterRef("report"), at__gt=OuterRef("at"))
        found = self.of_members().of_opening().filter(~Exists(later), user=user, read_at=None)
        found = found.select_related("by", "report__plan__organization")
        return found.select_related("report__plan__fiscal_year").order_by("-at", "-pk")


class Reminder(models.Model):
    """One person, reminded of one report; `dropped_at` says that the letter lost its use.

    One that `is_of_opening` tells that more of a report that came back was opened; it lies on the
    person's desk until `read_at`.
    """

    report = models.ForeignKey(
        Report, models.CASCADE, related_name="reminders", verbose_name="รายงาน"
    )
    user = models.ForeignKey(User, models.CASCADE, related_name="reminders", verbose_name="ถึง")
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="โดย")
    at = models.DateTimeField("เมื่อ", default=timezone.now)
    is_of_opening = models.BooleanField("แจ้งว่าเปิดช่องเพิ่ม", default=False)
    read_at = models.DateTimeField("รับทราบเมื่อ", null=True, blank=True)
    sent_at = models.DateTimeField("ส่งจดหมายเมื่อ", null=True, blank=True)
    failed_at = models.DateTimeField("ส่งจดหมายไม่สำเร็จเมื่อ", null=True, blank=True)
    dropped_at = models.DateTimeField("ไม่ส่งจดหมายแล้วเมื่อ", null=True, blank=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = "การเตือน"
        verbose_name_plural = "การเตือน"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(dropped_at=None), name="reminder_sent_or_dropped"
            )
        ]

    def __str__(self) -> str:
        told = "แจ้งว่าเปิดช่องเพิ่ม" if self.is_of_opening else "เตือน"
        return f"{told} {self.user} {self.report}"
