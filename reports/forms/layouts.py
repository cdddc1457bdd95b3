"""The table of a report as it is being laid out: kept in the form until it is saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict

from ita_portal.thai.numerals import parse_int, to_thai
from ita_portal.thai.text import UncleanText, clean
from measures.forms.limits import AtMost
from reports.forms.signatures import Signer, checked_signer, put_signers, signer_of, signers_in
from reports.layouts import FIELDS, Column, InvalidLayout, LayoutSpec, least_width, validate
from reports.layouts.spec import MAX_COLUMNS, MAX_SIGNATURES

ROWS = {"measure": "หนึ่งมาตรการต่อหนึ่งแถว", "step": "หนึ่งขั้นตอนต่อหนึ่งแถว"}
DIGITS = {"thai": "เลขไทย ๑ ๒ ๓", "arabic": "เลขอารบิก 1 2 3"}
MARKS = {"๑.": "๑. นำหน้าชื่อ", "๑)": "๑) นำหน้าชื่อ", "(๑)": "(๑) นำหน้าชื่อ", "": "ไม่มีเลข"}
INTRODUCTIONS = {
    "above": "ใต้ชื่อรายงาน ก่อนตาราง",
    "cover": "บนหน้าปก ใต้ข้อความปก",
    "none": "ไม่พิมพ์บทนำ",
}
EMBLEMS = {
    "none": "ไม่พิมพ์ตรา",
    "cover": "บนหน้าปก เหนือข้อความปก",
    "title": "เหนือชื่อรายงาน หน้าแรกของตาราง",
}
_CHOICES = ("rows", "digits", "measure_mark", "introduction", "emblem")
_TICKS = ("has_cover", "has_annex", "annex_names_all", "says_continued")
OTHER_PARTS = (*_CHOICES, *_TICKS)
LONGEST_HEADING, LONGEST_NAME = 200, 200
_AT_BOXES = "boxes"  # of an error that the boxes themselves tell


@dataclass(frozen=True)
class Line:
    """One column as it was typed, with what is wrong in its boxes."""

    field: str
    heading: str
    width: str
    heading_error: str = ""
    width_error: str = ""

    @property
    def label(self) -> str:
        return FIELDS.get(self.field, "ช่องอื่น")

    @property
    def called(self) -> str:
        """The column in the words of its buttons; those of its field outlast a new heading."""
        return (self.field == "extra" and self.heading.strip()) or self.label

    @property
    def number(self) -> int | None:
        plain = self.width.strip().removesuffix("%")
        return parse_int(plain) if len(plain) <= 6 else None

    def as_column(self) -> Column:
        """Something to draw, whatever was typed; wide enough that no word is torn."""
        heading = " ".join(self.heading.split())[:LONGEST_HEADING] or self.label
        width = min(max(self.number or 0, least_width(self.field, heading)), 90)
        return Column(field=self.field, heading=heading, width=width)


def _tick(label: str, help_text: str = "") -> forms.BooleanField:
    widget = forms.CheckboxInput(attrs={"class": "form-check-input"})
    return forms.BooleanField(label=label, help_text=help_text, required=False, widget=widget)


def _choice(label: str, choices: Mapping[str, str], *, required: bool = True) -> forms.ChoiceField:
    missing = f"โปรดเลือก{label}"
    return forms.ChoiceField(
        label=label,
        choices=list(choices.items()),
        required=required,
        error_messages={"required": missing, "invalid_choice": missing},
        widget=forms.Select(attrs={"class": "form-select"}),
    )


class TableForm(forms.Form):
    """Reads a layout; its columns are the boxes `field`, `heading`, `width` in their order."""

    name = forms.CharField(
        label="ชื่อรูปแบบตาราง",
        validators=[AtMost(LONGEST_NAME)],
        error_messages={"required": "โปรดตั้งชื่อรูปแบบตาราง"},
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )
    rows = _choice("แถวของตาราง", ROWS)
    digits = _choice("ตัวเลขที่ระบบพิมพ์", DIGITS)
    measure_mark = _choice("เลขนำหน้าชื่อมาตรการ เมื่อไม่มีคอลัมน์ลำดับ", MARKS, required=False)
    has_cover = _tick("พิมพ์หน้าปก")
    has_annex = _tick("พิมพ์ภาคผนวก")
    annex_names_all = _tick("ภาคผนวกแสดงมาตรการที่ไม่มีภาพด้วย")
    says_continued = _tick("เติม “(ต่อ)” เมื่อมาตรการข้ามหน้า")
    introduction = _choice("บทนำ", INTRODUCTIONS)
    emblem = _choice("ตราหน่วยงาน", EMBLEMS)
    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.sent = data
        boxes = (data.getlist(part)[: 2 * MAX_COLUMNS] for part in ("field", "heading", "width"))
        self.lines = [Line(*line) for line in zip_longest(*boxes, fillvalue="")]
        self.signers = signers_in(data)
        mark = data.get("measure_mark", "")
        if mark not in MARKS and len(mark) <= 8 and "๑" in mark and mark.isprintable():
            shown: Any = self.fields["measure_mark"]
            shown.choices = [(mark, f"{mark} นำหน้าชื่อ"), *MARKS.items()]

    @classmethod
    def of(cls, spec: LayoutSpec, *, name: str, seen: str) -> TableForm:
        """The form that shows a layout."""
        data = QueryDict("", mutable=True)
        data["name"], data["seen"] = name, seen
        for part in OTHER_PARTS:
            value = getattr(spec, part)
            if value is not False:
                data[part] = "on" if value is True else value
        put_signers(data, [signer_of(each) for each in spec.signatures])
        return cls(_with_lines(data, [_line(column) for column in spec.columns]))

    def with_lines(self, lines: Sequence[Line]) -> TableForm:
        return TableForm(_with_lines(self.sent.copy(), lines))

    def with_signers(self, signers: Sequence[Signer]) -> TableForm:
        data = self.sent.copy()
        put_signers(data, signers)
        return TableForm(data)

    @property
    def has_room_to_sign(self) -> bool:
        return len(self.signers) < MAX_SIGNATURES

    def ticks(self) -> list[BoundField]:
        """Of the parts beside the table."""
        return [self[name] for name in ("has_cover", "has_annex", "annex_names_all")]

    @property
    def total(self) -> int:
        return sum(line.number or 0 for line in self.lines)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        self.lines = [_checked(line) for line in self.lines]
        self.signers = [checked_signer(signer) for signer in self.signers]
        has_wrong_line = any(line.heading_error or line.width_error for line in self.lines)
        if has_wrong_line or any(signer.has_error for signer in self.signers):
            raise forms.ValidationError("โปรดแก้ไขช่องที่ทำเครื่องหมายไว้", code=_AT_BOXES)
        if not self.errors:
            columns = tuple(
                Column(
                    field=line.field,
                    heading=clean(line.heading, multiline=False),
                    width=line.number or 0,
                )
                for line in self.lines
            )
            parts = {part: data[part] for part in OTHER_PARTS}
            signatures = tuple(signer.as_signature() for signer in self.signers)
            data["spec"] = LayoutSpec(
                name=data["name"], columns=columns, signatures=signatures, **parts
            )
            try:
                validate(data["spec"])
            except InvalidLayout as error:
                raise forms.ValidationError(str(error)) from error
        return data

    def to_draw(self) -> LayoutSpec:
        """The layout as far as it can be read, for the sample."""
        ticked: dict[str, Any] = {part: part in self.data for part in _TICKS}
        columns, seen = [], set[str]()
        for line in self.lines[:MAX_COLUMNS]:
            if line.field in FIELDS and (line.field == "extra" or line.field not in seen):
                seen.add(line.field)
                columns.append(line.as_column())
        signers = [signer for signer in self.signers if not signer.is_blank]
        said = self.data.get
        return LayoutSpec(
            name="",
            columns=tuple(columns),
            rows="step" if said("rows") == "step" else "measure",
            digits="arabic" if said("digits") == "arabic" else "thai",
            measure_mark=said("measure_mark", "")[:8],
            introduction=_known(said("introduction"), INTRODUCTIONS, "above"),
            emblem=_known(said("emblem"), EMBLEMS, "none"),
            signatures=tuple(signer.as_signature() for signer in signers[:MAX_SIGNATURES]),
            **ticked,
        )

    def summary(self) -> list[tuple[str, str]]:
        """Where something is wrong, and what."""
        whole = self.errors.as_data().get("__all__", [])
        said = [
            ("columns", text) for one in whole if one.code != _AT_BOXES for text in one.messages
        ]
        for name, errors in self.errors.items():
            if name != "__all__":
                said += [(f"id_{name}", str(error)) for error in errors]
        for place, line in enumerate(self.lines):
            said += [(f"heading-{place}", line.heading_error)] if line.heading_error else []
            said += [(f"width-{place}", line.width_error)] if line.width_error else []
        for place, signer in enumerate(self.signers):
            for part in ("role", "name", "title"):
                error = getattr(signer, f"{part}_error")
                said += [(f"signature-{part}-{place}", error)] if error else []
        return said


def _known(value: Any, choices: Mapping[str, str], usual: str) -> Any:
    return value if value in choices else usual


def _line(column: Column) -> Line:
    return Line(column.field, column.heading, to_thai(str(column.width)))


def _with_lines(data: QueryDict, lines: Sequence[Line]) -> QueryDict:
    data.setlist("field", [line.field for line in lines])
    data.setlist("heading", [line.heading for line in lines])
    data.setlist("width", [line.width for line in lines])
    return data


def _checked(line: Line) -> Line:
    number = line.number
    try:
        heading = clean(line.heading, multiline=False).strip()
    except UncleanText as unclean:
        return replace(line, heading_error=str(unclean))
    if line.field not in FIELDS:
        return replace(line, heading_error="ไม่รู้จักคอลัมน์นี้ โปรดซ่อนแล้วเพิ่มใหม่")
    if not heading:
        return replace(line, heading_error=f"โปรดพิมพ์หัวคอลัมน์ของ “{line.label}”")
    if len(heading) > LONGEST_HEADING:
        words = f"หัวคอลัมน์ยาวเกิน {LONGEST_HEADING} ตัวอักษร ขณะนี้ {len(heading)}"
        return replace(line, heading_error=to_thai(words))
    if number is None:
        words = f"ความกว้างของ “{heading}” ต้องเป็นจำนวนเต็ม เช่น ๒๐"
        return replace(line, width_error=words)
    least = least_width(line.field, heading)
    if number < least:
        words = f"“{heading}” แคบเกินไป ต้องกว้างอย่างน้อย {least}"
        return replace(line, width_error=to_thai(words))
    return line
