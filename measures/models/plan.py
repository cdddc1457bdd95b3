"""The annual plan: one organization in one fiscal year, the thing that is locked and reported."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from django.db import models
from django.db.models import Exists, FilteredRelation, Q
from django.utils.functional import cached_property

from ita_portal.thai.numerals import to_thai
from ita_portal.thai.text import cut_marks
from measures.inputs import PlanInput
from measures.models.accounts import Membership, User
from measures.models.organization import FiscalYear, Organization, name_search_form
from measures.writing.opening import NOTHING, Opening


class IssueScheme(models.Model):
    """A list of issues: the seven issues, the ten indicators, or an organization's own."""

    name = models.CharField("ชื่อชุดประเด็น", max_length=200)
    organization = models.ForeignKey(
        Organization,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="issue_schemes",
        verbose_name="เฉพาะหน่วยงาน",
    )
    source = models.CharField("ที่มา", max_length=500, blank=True)

    class Meta:
        verbose_name = "ชุดประเด็น"
        verbose_name_plural = "ชุดประเด็น"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                condition=Q(organization=None),
                name="issue_scheme_shared_name_once",
                violation_error_message="มีชุดประเด็นชื่อนี้แล้ว",
            ),
            models.UniqueConstraint(
                fields=["organization", "name"],
                name="issue_scheme_own_name_once",
                violation_error_message="หน่วยงานนี้มีชุดประเด็นชื่อนี้แล้ว",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class IssueQuerySet(models.QuerySet["Issue"]):
    def of_plan(self, plan: AnnualPlan) -> IssueQuerySet:
        """Those of the scheme that the plan follows."""
        return self.filter(scheme=plan.issue_scheme_id)


class Issue(models.Model):
    """One issue (ประเด็น) of a scheme."""

    scheme = models.ForeignKey(
        IssueScheme, models.CASCADE, related_name="issues", verbose_name="ชุดประเด็น"
    )
    position = models.PositiveSmallIntegerField("ลำดับ")
    name = models.CharField("ประเด็น", max_length=500)

    objects = IssueQuerySet.as_manager()

    class Meta:
        verbose_name = "ประเด็น"
        verbose_name_plural = "ประเด็น"
        ordering = ["scheme_id", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "name"],
                name="issue_once_in_scheme",
                violation_error_message="ชุดนี้มีประเด็นนี้แล้ว",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="issue_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class AnnualPlanQuerySet(models.QuerySet["AnnualPlan"]):
    """Plans, as a person may see them."""

    def visible_to(self, user: User) -> AnnualPlanQuerySet:
        """Plans of the person's organizations; all of them for an auditor of everywhere.

        None for being the installation's administrator: that opens the admin alone.
        """
        plans = self.select_related("organization", "fiscal_year")
        if not user.is_active:
            return plans.none()
        granted = Membership.objects.in_force().filter(user=user)
        return plans.filter(
            Q(organization__in=granted.values("organization"))
            | Exists(granted.filter(organization=None))
        )

    def in_organization(self, organization: Organization) -> AnnualPlanQuerySet:
        return self.filter(organization=organization)

    def open(self) -> AnnualPlanQuerySet:
        """Those that can be written in."""
        return self.filter(locked_at=None)

    def with_report(self) -> AnnualPlanQuerySet:
        """The same with the report of each as `plan.report`, None where there is none."""
        of_report = FilteredRelation("records", condition=Q(records__kind="report"))
        return self.annotate(report=of_report).select_related("report__published_version")  # type: ignore[misc]  # not seen by the plugin

    def in_year(self, year: int) -> AnnualPlanQuerySet:
        return self.filter(fiscal_year__year=year)

    def named(self, words: str) -> AnnualPlanQuerySet:
        """Of organizations in whose name the words stand, however people write it."""
        form = name_search_form(cut_marks(words))
        # marks alone, such as a full stop, are in no name rather than in every one
        return self.filter(organization__search_name__contains=form) if form else self.none()


class AnnualPlan(models.Model):
    """What an organization does in a fiscal year and what came of it.

    `place_text` is the line below the title as printed, of an organization that may be spelt
    otherwise there. `issues_text` lists the issues as the introduction prints them, one a line;
    `issue_scheme` is what they mean. `carried` names the texts that were copied from an earlier
    year and that nobody has touched or confirmed since. `revision` counts the saved changes of
    the plan's own texts; measures have their own.
    """

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="plans", verbose_name="หน่วยงาน"
    )
    fiscal_year = models.ForeignKey(
        FiscalYear, models.PROTECT, related_name="plans", verbose_name="ปีงบประมาณ"
    )
    title = models.CharField("ชื่อรายงาน", max_length=500)
    place_text = models.CharField(
        "บรรทัดชื่อและที่ตั้งใต้ชื่อรายงาน",
        max_length=500,
        blank=True,
        help_text="พิมพ์ตามที่เขียน เว้นว่างเพื่อใช้ชื่อ ตำบล อำเภอ และจังหวัดของหน่วยงาน",
    )
    cover = models.TextField("ข้อความหน้าปก", blank=True)
    introduction = models.TextField("บทนำ", blank=True)
    ita_year = models.PositiveSmallIntegerField("ผล ITA ของปี พ.ศ.", null=True, blank=True)
    ita_total = models.DecimalField(
        "คะแนนรวม", max_digits=5, decimal_places=2, null=True, blank=True
    )
    ita_iit = models.DecimalField(
        "คะแนน IIT", max_digits=5, decimal_places=2, null=True, blank=True
    )
    ita_eit = models.DecimalField(
        "คะแนน EIT", max_digits=5, decimal_places=2, null=True, blank=True
    )
    ita_oit = models.DecimalField(
        "คะแนน OIT", max_digits=5, decimal_places=2, null=True, blank=True
    )
    ita_level = models.CharField("ระดับ (ตามที่เขียน)", max_length=100, blank=True)
    issue_scheme = models.ForeignKey(
        IssueScheme,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="plans",
        verbose_name="ชุดประเด็น",
    )
    issues_text = models.TextField(
        "ประเด็นที่แจ้งในบทนำ", blank=True, help_text="บรรทัดละหนึ่งประเด็น ตามที่พิมพ์"
    )
    annex_heading = models.CharField("หัวภาคผนวก", max_length=500, blank=True)
    annex_lead = models.TextField(
        "ข้อความนำของภาคผนวก", blank=True, help_text="พิมพ์ใต้หัวภาคผนวก ก่อนหัวข้อของมาตรการแรก"
    )
    carried = models.JSONField("ข้อความจากปีก่อน", default=list, blank=True, editable=False)
    open_areas = models.JSONField("ช่องที่เปิดให้แก้", null=True, blank=True, editable=False)
    locked_at = models.DateTimeField("ล็อกเมื่อ", null=True, blank=True, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)
    updated_at = models.DateTimeField("แก้ไขล่าสุด", auto_now=True)

    objects = AnnualPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "แผนประจำปี"
        verbose_name_plural = "แผนประจำปี"
        ordering = ["-fiscal_year__year", "organization__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "fiscal_year"],
                name="plan_once_per_year",
                violation_error_message="หน่วยงานนี้มีแผนของปีงบประมาณนี้แล้ว",
            ),
            models.CheckConstraint(
                condition=Q(ita_year=None) | Q(ita_year__gte=2400, ita_year__lte=2699),
                name="plan_ita_year_is_of_the_buddhist_era",
                violation_error_message="ปีของผลประเมินเป็น พ.ศ. ระหว่าง ๒๔๐๐ ถึง ๒๖๙๙",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{name: None}) | Q(**{f"{name}__gte": 0, f"{name}__lte": 100}),
                    name=f"plan_{name}_is_a_score",
                    violation_error_message="คะแนนอยู่ระหว่าง ๐.๐๐ ถึง ๑๐๐.๐๐",
                )
                for name in ("ita_total", "ita_iit", "ita_eit", "ita_oit")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization} พ.ศ. {to_thai(str(self.fiscal_year.year))}"

    @property
    def is_locked(self) -> bool:
        return self.locked_at is not None

    @property
    def opening(self) -> Opening:
        """What of it may be written now: nothing while it is locked, often everything."""
        return NOTHING if self.is_locked else Opening.read(self.open_areas)

    @cached_property
    def report(self) -> Any:
        """Its report, None until it is begun; of many plans `with_report` reads them at once."""
        return self.records.filter(kind="report").first()

    def as_input(self) -> PlanInput:
        """The plan's own texts as they stand."""
        return PlanInput(**{field.name: getattr(self, field.name) for field in fields(PlanInput)})
