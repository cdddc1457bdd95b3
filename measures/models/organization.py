"""Organizations, their units, and the fiscal years they report on."""

from __future__ import annotations

from datetime import date

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from ita_portal.thai.dates import fiscal_year_bounds
from ita_portal.thai.numerals import to_thai
from ita_portal.thai.text import SORT_KEY_LENGTH, search_form


class OrganizationKind(models.TextChoices):
    """The kinds of local government, in the order in which they are listed."""

    PROVINCIAL = "อบจ.", "องค์การบริหารส่วนจังหวัด"
    CITY = "ทน.", "เทศบาลนคร"
    TOWN = "ทม.", "เทศบาลเมือง"
    SUBDISTRICT_MUNICIPALITY = "ทต.", "เทศบาลตำบล"
    SUBDISTRICT = "อบต.", "องค์การบริหารส่วนตำบล"
    PATTAYA = "พัทยา", "เมืองพัทยา"
    BANGKOK = "กทม.", "กรุงเทพมหานคร"


def name_search_form(name: str) -> str:
    """A name, or a part of one, so that "ทต. พะโต๊ะ" and "เทศบาลตำบลพะโต๊ะ" are the same."""
    form = search_form(name)
    for kind in OrganizationKind:
        form = form.replace(search_form(kind.label), kind.value)
    return form.replace(".", "")


def bare_name(name: str) -> str:
    """The search form of a name without its kind: what "ทต.พะโต๊ะ" and its long form share."""
    form = search_form(name)
    for kind in OrganizationKind:
        for word in (kind.label, kind.value):
            form = form.removeprefix(search_form(word))
    return form


def name_search_text(name: str) -> str:
    """What the search form of a part of the name is looked for in: short kind and long kind."""
    return f"{name_search_form(name)} {search_form(name)}"


class Organization(models.Model):
    """One local government.

    `code` stands in every public address, so it never changes once a plan has begun.
    `sort_key` and `search_name` are made of the name.
    """

    code = models.CharField(
        "รหัสในที่อยู่เว็บ",
        max_length=32,
        unique=True,
        validators=[RegexValidator(r"^[0-9a-z][0-9a-z-]*\Z", "ใช้ได้เฉพาะ a-z 0-9 และ -")],
        help_text="ใช้รหัส อปท. ๘ หลักเมื่อทราบ เปลี่ยนไม่ได้หลังเผยแพร่รายงาน",
    )
    dla_code = models.CharField(
        "รหัส อปท. ๘ หลัก",
        max_length=8,
        blank=True,
        validators=[RegexValidator(r"^[0-9]{8}\Z", "ต้องเป็นเลขอารบิก ๘ หลัก")],
    )
    name = models.CharField("ชื่อหน่วยงาน", max_length=200)
    kind = models.CharField("ประเภท", max_length=8, choices=OrganizationKind.choices)
    subdistrict = models.CharField("ตำบล", max_length=100, blank=True)
    district = models.CharField("อำเภอ", max_length=100, blank=True)
    province = models.CharField("จังหวัด", max_length=100, blank=True)
    website = models.URLField("เว็บไซต์", blank=True)
    contact_email = models.EmailField(
        "อีเมลรับแจ้งข้อผิดพลาด",
        blank=True,
        help_text="ทุกคนเห็นได้จากหน้ารายงาน ใช้อีเมลกลางของหน่วยงาน เว้นว่างไว้ก็ได้",
    )
    sort_key = models.CharField(max_length=SORT_KEY_LENGTH, editable=False, db_index=True)
    search_name = models.CharField(max_length=500, editable=False)

    class Meta:
        verbose_name = "หน่วยงาน"
        verbose_name_plural = "หน่วยงาน"
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dla_code"],
                condition=~Q(dla_code=""),
                name="organization_dla_code_once",
                violation_error_message="มีหน่วยงานที่ใช้รหัส อปท. นี้แล้ว",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=OrganizationKind.values), name="organization_kind_is_known"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="organization_has_a_name"),
            models.CheckConstraint(condition=~Q(code=""), name="organization_has_a_code"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def short_name(self) -> str:
        """The name with its kind abbreviated, for a narrow screen: อบต.หนองเรือ."""
        return self.name.replace(OrganizationKind(self.kind).label, self.kind, 1)

    def is_named_in(self, text: str) -> bool:
        """Whether a text has this organization's name, whichever way its kind is written."""
        return (bare_name(self.name) or search_form(self.name)) in search_form(text)


class Unit(models.Model):
    """A สำนัก, กอง, ฝ่าย or งาน inside an organization."""

    organization = models.ForeignKey(
        Organization, models.CASCADE, related_name="units", verbose_name="หน่วยงาน"
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="children",
        null=True,
        blank=True,
        verbose_name="สังกัด",
    )
    name = models.CharField("ชื่อหน่วยงานภายใน", max_length=200)
    position = models.PositiveSmallIntegerField("ลำดับ", default=0)

    class Meta:
        verbose_name = "หน่วยงานภายใน"
        verbose_name_plural = "หน่วยงานภายใน"
        ordering = ["organization_id", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "parent", "name"],
                name="unit_once_under_its_parent",
                violation_error_message="มีหน่วยงานภายในชื่อนี้ในสังกัดเดียวกันแล้ว",
            ),
            models.UniqueConstraint(
                fields=["organization", "name"],
                condition=Q(parent=None),
                name="unit_once_at_the_top",
                violation_error_message="มีหน่วยงานภายในชื่อนี้แล้ว",
            ),
            models.CheckConstraint(
                condition=~Q(parent=F("pk")),
                name="unit_is_not_its_own_parent",
                violation_error_message="หน่วยงานภายในสังกัดตัวเองไม่ได้",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="unit_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class FiscalYear(models.Model):
    """A fiscal year by its Buddhist year: 2568 is 1 October 2024 to 30 September 2025."""

    year = models.PositiveSmallIntegerField("ปีงบประมาณ พ.ศ.", unique=True)
    is_open = models.BooleanField("เปิดให้เริ่มรายงาน", default=True)

    class Meta:
        verbose_name = "ปีงบประมาณ"
        verbose_name_plural = "ปีงบประมาณ"
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(year__gte=2540, year__lte=2700),
                name="fiscal_year_is_buddhist",
                violation_error_message="ปีงบประมาณเป็นปี พ.ศ. ตั้งแต่ ๒๕๔๐ ถึง ๒๗๐๐",
            )
        ]

    def __str__(self) -> str:
        return f"ปีงบประมาณ พ.ศ. {to_thai(str(self.year))}"

    @property
    def bounds(self) -> tuple[date, date]:
        """First and last day."""
        return fiscal_year_bounds(self.year)
