"""Tables that were brought in, until they are rows of a plan or thrown away."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

from measures.models.accounts import User
from measures.models.organization import FiscalYear, Organization
from measures.models.plan import AnnualPlan


class ImportState(models.TextChoices):
    WAITING = "waiting", "รอตรวจก่อนนำเข้า"
    APPLIED = "applied", "นำเข้าแล้ว"


class ImportBatchQuerySet(models.QuerySet["ImportBatch"]):
    """Imports, each of one organization and of nobody else."""

    def in_organization(self, organization: Organization) -> ImportBatchQuerySet:
        return self.filter(organization=organization).order_by("-staged_at", "-pk")

    def waiting(self) -> ImportBatchQuerySet:
        return self.filter(state=ImportState.WAITING)

    def of_same_file(self, batch: ImportBatch) -> ImportBatchQuerySet:
        """The others of its organization that came from the very same bytes."""
        mine = self.in_organization(batch.organization)
        return mine.filter(sha256=batch.sha256).exclude(pk=batch.pk)

    def undoable(self, *, at: datetime) -> ImportBatchQuerySet:
        """Those that were written into a plan so lately that they can be taken back."""
        return self.filter(state=ImportState.APPLIED, applied_at__gt=at - ImportBatch.UNDO_FOR)

    def with_places(self) -> ImportBatchQuerySet:
        """The organization, the year and the plan, in the same query."""
        return self.select_related("organization", "fiscal_year", "plan__organization")

    def without_content(self) -> ImportBatchQuerySet:
        """What a list shows: what was read stays where it is."""
        return self.defer("source", "review", "undo")


class ImportBatch(models.Model):
    """One file or pasted table: what was read in it, and what a person decided on that.

    `source` is what the file gave, and never changes; `review` is what was decided (see
    `measures.importing.review`), and `revision` counts its changes. `fiscal_year` is the year into
    whose plan it goes. `undo` is what taking it back needs, as long as it is applied.
    """

    UNDO_FOR = timedelta(days=1)
    KEPT_FOR = timedelta(days=90)  # one that nobody applies

    organization = models.ForeignKey(
        Organization, models.CASCADE, related_name="imports", verbose_name="หน่วยงาน"
    )
    fiscal_year = models.ForeignKey(
        FiscalYear,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="นำเข้ารายงานปี",
    )
    plan = models.ForeignKey(
        AnnualPlan,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="imports",
        verbose_name="แผนประจำปี",
    )
    file_name = models.CharField("ชื่อไฟล์", max_length=255, blank=True)
    sha256 = models.CharField(max_length=64, editable=False)
    size_bytes = models.PositiveBigIntegerField("ขนาด (ไบต์)")
    source = models.JSONField("สิ่งที่อ่านได้", editable=False)
    review = models.JSONField("สิ่งที่ตัดสินใจ", default=dict, editable=False)
    state = models.CharField(
        "สถานะ", max_length=8, choices=ImportState.choices, default=ImportState.WAITING
    )
    revision = models.PositiveIntegerField(default=0, editable=False)
    staged_at = models.DateTimeField("อ่านเมื่อ")
    staged_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="อ่านโดย")
    applied_at = models.DateTimeField("นำเข้าเมื่อ", null=True, blank=True, editable=False)
    applied_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="นำเข้าโดย",
    )
    undo = models.JSONField(null=True, blank=True, editable=False)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = "ตารางที่นำเข้า"
        verbose_name_plural = "ตารางที่นำเข้า"
        ordering = ["organization_id", "-staged_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ImportState.WAITING, applied_at=None, applied_by=None, undo=None)
                | Q(
                    state=ImportState.APPLIED,
                    applied_at__isnull=False,
                    applied_by__isnull=False,
                    undo__isnull=False,
                ),
                name="import_applied_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return self.file_name or "ตารางที่วาง"

    @property
    def is_applied(self) -> bool:
        return self.state == ImportState.APPLIED

    @property
    def undo_until(self) -> datetime | None:
        """Until when it can be taken back; None as long as it is not applied."""
        return self.applied_at and self.applied_at + self.UNDO_FOR

    def can_be_undone(self, *, at: datetime) -> bool:
        """Whether it is not too late to take it back."""
        return self.undo_until is not None and at < self.undo_until
