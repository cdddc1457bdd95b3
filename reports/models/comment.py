"""What reviewers say of one text of a report, and what its writers answer."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from measures.models import AnnualPlan, Measure, User
from reports.models.version import ReportVersion
from reports.status import COMMENT_LABELS, CommentState

LONGEST_COMMENT = 2_000


class CommentQuerySet(models.QuerySet["Comment"]):
    """Comments with their answers."""

    def in_plan(self, plan: AnnualPlan) -> CommentQuerySet:
        """Those on any version of a plan's report, in the order in which they were written."""
        found = self.filter(version__report__plan=plan).order_by("pk")
        return found.select_related("by", "version", "measure").defer(
            "version__content", "version__layout"
        )

    def not_closed(self) -> CommentQuerySet:
        return self.exclude(state=CommentState.CLOSED.value)


class Comment(models.Model):
    """Words on a field of a measure, or on the report itself; they outlive the version.

    `said` is what the field said then. A measure that is removed for good leaves `measure_name`.
    """

    version = models.ForeignKey(
        ReportVersion, models.PROTECT, related_name="comments", verbose_name="ฉบับ"
    )
    measure = models.ForeignKey(
        Measure, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="มาตรการ"
    )
    measure_name = models.CharField("มาตรการในฉบับ", max_length=500, blank=True)
    field = models.CharField("ช่อง", max_length=20)
    said = models.TextField("ข้อความขณะนั้น", blank=True)
    text = models.TextField("ความเห็น", max_length=LONGEST_COMMENT)
    state = models.CharField(
        "สถานะ",
        max_length=10,
        choices=[(state.value, COMMENT_LABELS[state]) for state in CommentState],
        default=CommentState.OPEN.value,
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="โดย")
    at = models.DateTimeField("เมื่อ", default=timezone.now)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = "ความเห็น"
        verbose_name_plural = "ความเห็น"
        ordering = ["version_id", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in CommentState]),
                name="comment_state_is_known",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="comment_says_something"),
        ]

    def __str__(self) -> str:
        return self.text


class CommentAnswer(models.Model):
    """What was said to a comment; `is_mended` says that the writers did what it asks."""

    comment = models.ForeignKey(
        Comment, models.CASCADE, related_name="answers", verbose_name="ความเห็น"
    )
    text = models.TextField("คำตอบ", max_length=LONGEST_COMMENT)
    is_mended = models.BooleanField("แก้แล้ว", default=False)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="โดย")
    at = models.DateTimeField("เมื่อ", default=timezone.now)

    class Meta:
        verbose_name = "คำตอบของความเห็น"
        verbose_name_plural = "คำตอบของความเห็น"
        ordering = ["comment_id", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="comment_answer_says_something")
        ]

    def __str__(self) -> str:
        return self.text
