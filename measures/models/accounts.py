"""People and the parts they play."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from measures.models.organization import Organization, Unit
from measures.roles import ROLE_LABELS, Role


class UserManager(BaseUserManager["User"]):
    """Makes users; `get_by_natural_key` finds by e-mail or staff code, whatever the case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_superuser=True, **fields)

    def with_email(self, email: str) -> models.QuerySet[User]:
        """Whoever signs in with it, which is one person or nobody."""
        return self.filter(email=email)

    def get_by_natural_key(self, username: str | None) -> User:
        name = (username or "").strip().lower()
        return self.get(Q(email=name) | (~Q(staff_code="") & Q(staff_code=name)))


class User(AbstractBaseUser):
    """A person who signs in with an e-mail address or an ASCII staff code.

    Never a Thai user name: Django's own field would apply NFKC and refuse tone marks.
    All sessions begun under an earlier `session_number` or password have ended.
    """

    email = models.EmailField("อีเมล", unique=True)
    staff_code = models.CharField(
        "รหัสเจ้าหน้าที่",
        max_length=32,
        blank=True,
        validators=[RegexValidator(r"^[0-9a-z._-]+\Z", "ใช้ได้เฉพาะ a-z 0-9 . _ -")],
    )
    display_name = models.CharField("ตำแหน่งหรือชื่อที่แสดง", max_length=200)
    is_active = models.BooleanField("ใช้งานได้", default=True)
    is_superuser = models.BooleanField("ผู้ดูแลระบบ", default=False)
    joined_at = models.DateTimeField("เพิ่มเมื่อ", default=timezone.now, editable=False)
    session_number = models.PositiveIntegerField(default=0, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["display_name"]

    class Meta:
        verbose_name = "ผู้ใช้"
        verbose_name_plural = "ผู้ใช้"
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once_in_any_case",
                violation_error_message="มีผู้ใช้ที่ใช้อีเมลนี้แล้ว",
            ),
            models.UniqueConstraint(
                fields=["staff_code"],
                condition=~Q(staff_code=""),
                name="user_staff_code_once",
                violation_error_message="มีผู้ใช้ที่ใช้รหัสเจ้าหน้าที่นี้แล้ว",
            ),
        ]

    def __str__(self) -> str:
        return self.display_name or self.email

    @property
    def is_staff(self) -> bool:
        """Whether the admin opens: it is for the installation's administrators only."""
        return self.is_superuser

    def has_perm(self, perm: str, obj: object = None) -> bool:
        return self.is_active and self.is_superuser

    def get_session_auth_hash(self) -> str:
        """What a session remembers of the account, to end when it no longer fits."""
        return self._session_hash(super().get_session_auth_hash())

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        for fallback in super().get_session_auth_fallback_hash():
            yield self._session_hash(fallback)

    def _session_hash(self, of_password: str) -> str:
        return f"{self.session_number}:{of_password}"

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_active and self.is_superuser


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Parts, and which of them hold at present."""

    def by_name(self) -> MembershipQuerySet:
        """With their organizations, as a Thai reader looks them up; those of everywhere first."""
        first = F("organization__sort_key").asc(nulls_first=True)
        return self.select_related("organization").order_by(first, "organization_id", "role")

    def in_force(self) -> MembershipQuerySet:
        return self.filter(suspended_at=None)


class Membership(models.Model):
    """A role of a person in an organization; without one, in all (auditors only).

    While it is suspended it allows nothing, but keeps its units.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name="ผู้ใช้")
    organization = models.ForeignKey(
        Organization,
        models.CASCADE,
        related_name="memberships",
        null=True,
        blank=True,
        verbose_name="หน่วยงาน",
    )
    role = models.CharField(
        "บทบาท", max_length=16, choices=[(role.value, ROLE_LABELS[role]) for role in Role]
    )
    units = models.ManyToManyField(
        Unit, blank=True, related_name="memberships", verbose_name="เฉพาะหน่วยงานภายใน"
    )
    granted_at = models.DateTimeField("ให้สิทธิ์เมื่อ", default=timezone.now, editable=False)
    suspended_at = models.DateTimeField("ระงับเมื่อ", null=True, blank=True, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "สิทธิ์ในหน่วยงาน"
        verbose_name_plural = "สิทธิ์ในหน่วยงาน"
        ordering = ["user_id", "organization_id", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organization", "role"],
                name="membership_once",
                violation_error_message="ผู้ใช้นี้มีบทบาทนี้ในหน่วยงานนี้แล้ว",
            ),
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(organization=None),
                name="membership_everywhere_once",
                violation_error_message="ผู้ใช้นี้มีบทบาทนี้ในทุกหน่วยงานแล้ว",
            ),
            models.CheckConstraint(
                condition=Q(organization__isnull=False) | Q(role=Role.AUDITOR.value),
                name="membership_everywhere_is_for_auditors",
                violation_error_message="โปรดเลือกหน่วยงาน เฉพาะผู้ตรวจสอบเท่านั้นที่มีสิทธิ์ในทุกหน่วยงานได้",
            ),
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in Role]),
                name="membership_role_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {ROLE_LABELS[Role(self.role)]}"
