"""The report of a plan: where it stands and what is published of it."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from measures.models import AnnualPlan, User
from reports.kinds import KIND_LABELS, Kind
from reports.models.layout import Layout
from reports.status import STATUS_LABELS, Status

_PUBLISHING = timedelta(minutes=10)


def public_address(kind: Kind, name: str, *place: object) -> str:
    """The permanent address of a page or file; `place` begins with the code and the year."""
    within = "" if kind.is_report else f"{kind.value}:"
    return reverse(f"public:{within}{name}", args=place)


class ReportQuerySet(models.QuerySet["Report"]):
    """Reports, as a reader may see them."""

    def visible_to(self, user: User) -> ReportQuerySet:
        """Reports of the plans that the person may see, published or not."""
        return self.filter(plan__in=AnnualPlan.objects.visible_to(user).values("pk"))

    def of_plan(self, plan: AnnualPlan) -> ReportQuerySet:
        """The one of the plan, or none."""
        return self.filter(plan=plan)

    def published(self) -> ReportQuerySet:
        """What the public sees, newest first."""
        return (
            self.filter(published_version__isnull=False)
            .select_related("plan__organization", "plan__fiscal_year", "published_version")
            .order_by("-published_at", "-pk")
        )


_Reports = models.Manager.from_queryset(ReportQuerySet)


class ReportManager(_Reports):
    """The reports on what came of the measures; documents of measures are left out."""

    def get_queryset(self) -> ReportQuerySet:  # type: ignore[override]  # of this model
        return ReportQuerySet(self.model, using=self._db).filter(kind=Kind.REPORT.value)


class Report(models.Model):
    """The official record of one plan: of its report, or of its measures document.

    `assessment_year` is the ITA round that it answers, often the year after the plan's; each
    version keeps the one of its day.
    `published_version` is the newest one that the public sees; it stays while a next is written.
    `publish_at` is the set time of an approved one that waits for it.
    """

    plan = models.ForeignKey(
        AnnualPlan, models.PROTECT, related_name="records", verbose_name="แผนประจำปี"
    )
    kind = models.CharField(
        "ชนิด",
        max_length=8,
        choices=[(kind.value, KIND_LABELS[kind]) for kind in Kind],
        default=Kind.REPORT.value,
        editable=False,
    )
    assessment_year = models.PositiveSmallIntegerField("ใช้ประเมินปี พ.ศ.", null=True, blank=True)
    layout = models.ForeignKey(
        Layout, models.PROTECT, related_name="reports", verbose_name="รูปแบบตาราง"
    )
    status = models.CharField(
        "สถานะ",
        max_length=12,
        choices=[(status.value, STATUS_LABELS[status]) for status in Status],
        default=Status.DRAFT.value,
    )
    published_version = models.ForeignKey(
        "reports.ReportVersion",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ฉบับเผยแพร่",
    )
    due_on = models.DateField("กำหนดส่งตรวจ", null=True, blank=True)
    published_at = models.DateTimeField("เผยแพร่เมื่อ", null=True, blank=True, db_index=True)

    publish_at = models.DateTimeField("จะเผยแพร่เมื่อ", null=True, blank=True, db_index=True)
    publish_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ตั้งเวลาโดย"
    )

    records = ReportQuerySet.as_manager()
    objects = ReportManager()

    class Meta:
        verbose_name = "รายงาน"
        verbose_name_plural = "รายงาน"
        ordering = ["-plan__fiscal_year__year", "plan__organization__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "kind"],
                name="report_once_per_plan_and_kind",
                violation_error_message="แผนนี้มีรายงานแล้ว",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]), name="report_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(status__in=[status.value for status in Status]),
                name="report_status_is_known",
            ),
            models.CheckConstraint(
                condition=Q(published_version=None, published_at=None)
                | Q(published_version__isnull=False, published_at__isnull=False),
                name="report_published_with_a_date",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.PUBLISHED.value) | Q(published_version__isnull=False),
                name="report_published_has_a_version",
            ),
            models.CheckConstraint(
                condition=Q(publish_at=None, publish_by=None)
                | Q(
                    publish_at__isnull=False,
                    publish_by__isnull=False,
                    status=Status.APPROVED.value,
                ),
                name="report_planned_by_somebody_once_approved",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.WITHDRAWN.value) | Q(published_version=None),
                name="report_withdrawn_shows_nothing",
            ),
        ]

    def __str__(self) -> str:
        return f"{Kind(self.kind).noun} {self.plan}"

    def get_absolute_url(self) -> str:
        """The permanent address of the newest published version."""
        place = (self.plan.organization.code, self.plan.fiscal_year.year)
        return public_address(Kind(self.kind), "report_detail", *place)

    @property
    def is_publication_late(self) -> bool:
        """Whether the set time has passed for longer than publishing takes."""
        return self.publish_at is not None and self.publish_at < timezone.now() - _PUBLISHING
