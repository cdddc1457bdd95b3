"""Invitations into an organization."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone

from measures.models.accounts import User
from measures.models.organization import Organization, Unit
from measures.roles import ROLE_LABELS, Role


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations, by whether they still wait."""

    def in_organization(self, organization: Organization) -> InvitationQuerySet:
        return self.filter(organization=organization)

    def waiting(self) -> InvitationQuerySet:
        """Neither accepted nor withdrawn; one that has expired waits to be sent again."""
        return self.filter(accepted_at=None, withdrawn_at=None)


class Invitation(models.Model):
    """What a person will be in an organization once they follow the link that was sent to them.

    Of the link only a hash is kept: whoever reads the database cannot follow it.
    """

    organization = models.ForeignKey(
        Organization, models.CASCADE, related_name="invitations", verbose_name="หน่วยงาน"
    )
    email = models.EmailField("อีเมล")
    display_name = models.CharField("ตำแหน่งหรือชื่อที่แสดง", max_length=200)
    roles = models.JSONField("บทบาท")
    units = models.ManyToManyField(
        Unit, blank=True, related_name="invitations", verbose_name="เฉพาะหน่วยงานภายใน"
    )
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="ผู้เชิญ")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    sent_at = models.DateTimeField("ส่งเมื่อ", default=timezone.now)
    expires_at = models.DateTimeField("ใช้ได้ถึง")
    accepted_at = models.DateTimeField("รับเมื่อ", null=True, blank=True)
    accepted_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="ผู้รับ"
    )
    withdrawn_at = models.DateTimeField("ถอนเมื่อ", null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "คำเชิญ"
        verbose_name_plural = "คำเชิญ"
        ordering = ["organization_id", "email", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "email"],
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="invitation_waits_once",
                violation_error_message="มีคำเชิญถึงอีเมลนี้แล้ว",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(withdrawn_at=None),
                name="invitation_accepted_or_withdrawn",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="invitation_accepted_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} · {self.organization}"

    @property
    def role_labels(self) -> list[str]:
        return [ROLE_LABELS[role] for role in self.as_roles()]

    def as_roles(self) -> list[Role]:
        return [role for role in Role if role.value in self.roles]

    def is_open(self, *, at: datetime) -> bool:
        """Whether its link still opens it."""
        return self.accepted_at is None and self.withdrawn_at is None and at < self.expires_at
