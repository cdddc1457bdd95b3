"""Through whose hands a version goes before it is approved, per organization."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.db.models import Q

from measures.models import Organization
from measures.roles import ROLE_LABELS, Role

MOST_STEPS = 6
LONGEST_POST = 200
STEP_ROLES = (Role.LEGAL, Role.EXECUTIVE)
WHO = {role: ROLE_LABELS[role] for role in STEP_ROLES}


@dataclass(frozen=True, kw_only=True)
class RouteStep:
    """Whose turn it is: somebody of `role`; `post` is how the office calls them, if it says."""

    role: Role
    post: str = ""

    @classmethod
    def read(cls, steps: Iterable[dict[str, str]]) -> tuple[RouteStep, ...]:
        """The steps as they are stored; where there are none, one executive."""
        read = tuple(cls(role=Role(step["role"]), post=step["post"]) for step in steps)
        return read or (cls(role=Role.EXECUTIVE),)

    @property
    def who(self) -> str:
        """The post, or the part where none is named."""
        return self.post or WHO[self.role]

    def to_json(self) -> dict[str, str]:
        return {"role": self.role.value, "post": self.post}


class ApprovalRoute(models.Model):
    """How an organization decides on its reports; without a row, one executive approves.

    With `own_work_reason` whoever submits may decide, too: an office of one person.
    """

    organization = models.OneToOneField(
        Organization,
        models.CASCADE,
        related_name="approval_route",
        verbose_name="หน่วยงาน",
    )
    steps = models.JSONField("ลำดับผู้พิจารณา", default=list, blank=True)
    allows_own_work = models.BooleanField("ผู้ส่งพิจารณาเองได้", default=False)
    own_work_reason = models.CharField("เหตุผล", max_length=500, blank=True)

    class Meta:
        verbose_name = "เส้นทางอนุมัติ"
        verbose_name_plural = "เส้นทางอนุมัติ"
        constraints = [
            models.CheckConstraint(
                condition=Q(allows_own_work=False) | ~Q(own_work_reason=""),
                name="approval_of_own_work_has_a_reason",
                violation_error_message="โปรดระบุเหตุผลที่ให้ผู้ส่งพิจารณาเองได้",
            )
        ]

    def __str__(self) -> str:
        return f"เส้นทางอนุมัติ {self.organization}"
