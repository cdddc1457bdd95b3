"""What a person is told of a decision that concerns them: on their desk, and by a letter."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet

from measures.models import Membership, User
from reports.models.version import Decision
from reports.status import Verb

WAITING = (Verb.SUBMIT, Verb.ENDORSE, Verb.APPROVE)  # after these somebody is to do something


def is_member(organization: str) -> Exists:
    """Of what was told to a `user`: whether they are still of the organization that it is of."""
    parts = Membership.objects.in_force().filter(user__is_active=True)
    return Exists(parts.filter(user=OuterRef("user"), organization=OuterRef(organization)))


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Notices with what they tell of."""

    def of_members(self) -> NoticeQuerySet:
        """What is told to people who may still know of it."""
        return self.filter(is_member("decision__version__report__plan__organization"))

    def unread_by(self, user: User) -> NoticeQuerySet:
        """What the person has not put away, the newest first.

        Whoever has decided on a report since has seen what lay before; and what waited for
        somebody waits no more when anybody has decided.
        """
        later = _later()
        waits = Q(decision__verb__in=[verb.value for verb in WAITING])
        found = self.of_members().filter(user=user, read_at=None)
        found = found.exclude(Exists(later.filter(by=user)))
        found = found.exclude(waits & Exists(later))
        found = found.order_by("-decision", "-pk")
        return found.select_related(
            "decision__version__report__plan__organization",
            "decision__version__report__plan__fiscal_year",
        ).defer("decision__version__content", "decision__version__layout")

    def to_be_sent(self) -> NoticeQuerySet:
        return self.filter(sent_at=None, dropped_at=None)

    def still_news(self) -> NoticeQuerySet:
        """Of the last decision on its report, and not put away."""
        return self.of_members().filter(~Exists(_later()), read_at=None)

    def not_sent(self, *, waiting_since: datetime) -> NoticeQuerySet:
        """Those whose letter should have gone, of what is still news."""
        waits = Q(dropped_at=None, decision__at__lt=waiting_since)
        return self.still_news().filter(Q(failed_at__isnull=False) | waits, sent_at=None)


def _later() -> QuerySet[Decision]:
    """What was decided on the report after the decision that a notice tells of."""
    return Decision.objects.filter(
        version__report=OuterRef("decision__version__report"), pk__gt=OuterRef("decision")
    )


class Notice(models.Model):
    """One decision, told to one person.

    Its letter waits until `sent_at`, or until `dropped_at`, when there was no use in it any more;
    `failed_at` is when no mail server took it last.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="notices", verbose_name="ถึง")
    decision = models.ForeignKey(
        Decision, models.PROTECT, related_name="notices", verbose_name="การตัดสินใจ"
    )
    read_at = models.DateTimeField("รับทราบเมื่อ", null=True, blank=True)
    sent_at = models.DateTimeField("ส่งจดหมายเมื่อ", null=True, blank=True)
    failed_at = models.DateTimeField("ส่งจดหมายไม่สำเร็จเมื่อ", null=True, blank=True)
    dropped_at = models.DateTimeField("ไม่ส่งจดหมายแล้วเมื่อ", null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "การแจ้งเตือน"
        verbose_name_plural = "การแจ้งเตือน"
        ordering = ["user_id", "-decision_id"]
        constraints = [
            models.UniqueConstraint(fields=["user", "decision"], name="notice_told_once"),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(dropped_at=None), name="notice_sent_or_dropped"
            ),
        ]
        indexes = [
            models.Index(
                fields=["decision"],
                condition=Q(sent_at=None, dropped_at=None),
                name="notice_to_be_sent",
            )
        ]

    def __str__(self) -> str:
        return str(self.decision)
