"""The yearly criteria of the ITA assessment, as the installation's administrator keeps them."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from ita_portal.thai.numerals import to_thai
from measures.models import IssueScheme
from reports.criteria import MEASURES, REPORT
from reports.elements import LABELS

ITEM_KINDS = {MEASURES: "มาตรการ", REPORT: "รายงานผล"}
ELEMENT_FIELDS = {
    **LABELS,
    "analysis": "การวิเคราะห์ผลการประเมิน (เอกสารมาตรการ)",
    "follow_up": "การกำกับติดตาม (เอกสารมาตรการ)",
}
_CONFIRMED = "บอกไว้ตรง ๆ ในแหล่งที่เผยแพร่ ไม่ใช่การอนุมาน"


class AssessmentRound(models.Model):
    """One year's round; a year without one follows the newest before it.

    `source` and `is_confirmed` are of the window in which the items are answered. What was
    frozen keeps the criteria of its day.
    """

    year = models.PositiveSmallIntegerField("ปีที่ประเมิน พ.ศ.")
    opens_on = models.DateField("เปิดตอบ OIT", null=True, blank=True)
    closes_on = models.DateField("ปิดตอบ OIT", null=True, blank=True)
    issue_scheme = models.ForeignKey(
        IssueScheme,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ชุดประเด็น",
    )
    source = models.TextField("ที่มาของช่วงเวลา", blank=True)
    is_confirmed = models.BooleanField("ยืนยันช่วงเวลาแล้ว", default=False, help_text=_CONFIRMED)

    class Meta:
        verbose_name = "รอบการประเมิน"
        verbose_name_plural = "รอบการประเมิน"
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["year"],
                name="round_year_once",
                violation_error_message="มีรอบการประเมินของปีนี้แล้ว",
            ),
            models.CheckConstraint(
                condition=Q(year__gte=2540, year__lte=2700),
                name="round_year_is_buddhist",
                violation_error_message="ใส่ปี พ.ศ. ระหว่าง ๒๕๔๐ ถึง ๒๗๐๐",
            ),
            models.CheckConstraint(
                condition=Q(opens_on=None, closes_on=None)
                | Q(opens_on__isnull=False, closes_on__isnull=False, opens_on__lte=F("closes_on")),
                name="round_closes_after_it_opens",
                violation_error_message="ใส่ทั้งวันเปิดและวันปิด โดยวันปิดไม่มาก่อนวันเปิด หรือเว้นว่างทั้งสองช่อง",
            ),
        ]

    def __str__(self) -> str:
        return f"การประเมินปี พ.ศ. {to_thai(str(self.year))}"


class RoundItem(models.Model):
    """The OIT item of a round that asks for the measures, or for the report on them."""

    round = models.ForeignKey(
        AssessmentRound, models.CASCADE, related_name="items", verbose_name="รอบการประเมิน"
    )
    kind = models.CharField("ถามถึง", max_length=8, choices=list(ITEM_KINDS.items()))
    code = models.CharField("รหัสข้อ", max_length=8)
    title = models.CharField("ชื่อข้อ", max_length=300)
    years_before = models.PositiveSmallIntegerField(
        "ของกี่ปีก่อนปีที่ประเมิน", default=0, help_text="๐ คือปีเดียวกัน ๑ คือปีงบประมาณก่อนหน้า"
    )
    source = models.TextField("ที่มาของรหัสและชื่อข้อ", blank=True)
    is_confirmed = models.BooleanField("ยืนยันรหัสและชื่อข้อแล้ว", default=False, help_text=_CONFIRMED)
    elements_source = models.TextField("ที่มาขององค์ประกอบ", blank=True)
    elements_confirmed = models.BooleanField(
        "ยืนยันองค์ประกอบแล้ว", default=False, help_text=_CONFIRMED
    )

    class Meta:
        verbose_name = "ข้อ OIT ของรอบ"
        verbose_name_plural = "ข้อ OIT ของรอบ"
        ordering = ["-round__year", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "kind"],
                name="round_item_kind_once",
                violation_error_message="รอบนี้มีข้อที่ถามเรื่องนี้แล้ว",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=list(ITEM_KINDS)), name="round_item_kind_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(code="") & ~Q(title=""), name="round_item_has_a_code_and_a_title"
            ),
            models.CheckConstraint(
                condition=Q(years_before__lte=2),
                name="round_item_is_of_a_year_before",
                violation_error_message="ใส่ ๐ ๑ หรือ ๒ ปีก่อนปีที่ประเมิน",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} ปี พ.ศ. {to_thai(str(self.round.year))}"


class RoundElement(models.Model):
    """One element that an item asks for, by the field that shows it."""

    item = models.ForeignKey(
        RoundItem, models.CASCADE, related_name="elements", verbose_name="ข้อ OIT"
    )
    position = models.PositiveSmallIntegerField("ลำดับ")
    field = models.CharField("ช่องที่แสดง", max_length=12, choices=list(ELEMENT_FIELDS.items()))
    label = models.CharField("ชื่อองค์ประกอบ", max_length=300)
    is_required = models.BooleanField(
        "ต้องมี", default=True, help_text="หากขาดจะส่งตรวจไม่ได้ ไม่เลือกคือเตือนให้ดู"
    )

    class Meta:
        verbose_name = "องค์ประกอบ"
        verbose_name_plural = "องค์ประกอบ"
        ordering = ["item_id", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "field"],
                name="round_element_field_once",
                violation_error_message="ข้อนี้มีองค์ประกอบที่ใช้ช่องเดียวกันแล้ว",
            ),
            models.CheckConstraint(
                condition=Q(field__in=list(ELEMENT_FIELDS)), name="round_element_field_is_known"
            ),
            models.CheckConstraint(condition=~Q(label=""), name="round_element_has_a_label"),
        ]

    def __str__(self) -> str:
        return self.label


class LevelScale(models.Model):
    """The levels of the ITA result from a year on; `words` are also said, one a line."""

    first_year = models.PositiveSmallIntegerField("ใช้ตั้งแต่ปี พ.ศ.")
    words = models.TextField("คำอื่นที่ใช้ได้", blank=True, help_text="บรรทัดละหนึ่งคำ เช่น ผ่าน")
    source = models.TextField("ที่มา", blank=True)
    is_confirmed = models.BooleanField("ยืนยันแล้ว", default=False, help_text=_CONFIRMED)

    class Meta:
        verbose_name = "มาตราระดับคะแนน"
        verbose_name_plural = "มาตราระดับคะแนน"
        ordering = ["-first_year"]
        constraints = [
            models.UniqueConstraint(
                fields=["first_year"],
                name="level_scale_year_once",
                violation_error_message="มีมาตราที่เริ่มใช้ปีนี้แล้ว",
            ),
            models.CheckConstraint(
                condition=Q(first_year__gte=2540, first_year__lte=2700),
                name="level_scale_year_is_buddhist",
                violation_error_message="ใส่ปี พ.ศ. ระหว่าง ๒๕๔๐ ถึง ๒๗๐๐",
            ),
        ]

    def __str__(self) -> str:
        return f"มาตราตั้งแต่ปี พ.ศ. {to_thai(str(self.first_year))}"


class LevelBand(models.Model):
    """One level: the least total, and the least score of each instrument where that counts."""

    scale = models.ForeignKey(
        LevelScale, models.CASCADE, related_name="bands", verbose_name="มาตราระดับคะแนน"
    )
    position = models.PositiveSmallIntegerField("ลำดับ")
    level = models.CharField("ระดับ", max_length=40)
    total = models.DecimalField("คะแนนรวมตั้งแต่", max_digits=5, decimal_places=2)
    each = models.DecimalField(
        "IIT EIT และ OIT แต่ละส่วนตั้งแต่",
        max_digits=5,
        decimal_places=2,
        default=Decimal(0),
        help_text="๐ คือไม่ดูรายส่วน",
    )

    class Meta:
        verbose_name = "ระดับ"
        verbose_name_plural = "ระดับ"
        ordering = ["scale_id", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["scale", "level"],
                name="level_band_once_in_scale",
                violation_error_message="มาตรานี้มีระดับนี้แล้ว",
            ),
            models.CheckConstraint(condition=~Q(level=""), name="level_band_has_a_level"),
            models.CheckConstraint(
                condition=Q(total__gte=0, total__lte=100, each__gte=0, each__lte=100),
                name="level_band_scores_are_of_a_hundred",
                violation_error_message="คะแนนต้องอยู่ระหว่าง ๐ ถึง ๑๐๐",
            ),
        ]

    def __str__(self) -> str:
        return self.level
