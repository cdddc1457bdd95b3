"""Layouts to start from, and those of the five reports of the demo."""

from __future__ import annotations

from reports.layouts.spec import FIELDS, Column, LayoutSpec


def _columns(*triples: tuple[str, int, str]) -> tuple[Column, ...]:
    return tuple(
        Column(field=field, heading=heading or FIELDS[field], width=width)
        for field, width, heading in triples
    )


# The six elements that a report of fiscal year 2567 or later must have.
_SIX = LayoutSpec(
    name="หกองค์ประกอบ (ปีงบประมาณ พ.ศ. ๒๕๖๗ เป็นต้นไป)",
    columns=_columns(
        ("measure", 18, "มาตรการ/โครงการ/กิจกรรม"),
        ("steps", 22, "ขั้นตอนหรือวิธีการปฏิบัติ"),
        ("period", 10, "ระยะเวลาในการดำเนินการ"),
        ("owners", 11, "ผู้รับผิดชอบ"),
        ("outputs", 19, "ผลการดำเนินการ (Output)"),
        ("outcomes", 20, "ผลลัพธ์หรือผลสัมฤทธิ์ในการดำเนินการ (Outcome/Result)"),
    ),
    has_cover=True,
    has_annex=True,
)

_SIX_NUMBERED = LayoutSpec(
    name="หกองค์ประกอบ มีช่องลำดับ",
    columns=_columns(
        ("number", 5, "ลำดับ"),
        ("measure", 16, "มาตรการ/โครงการ/กิจกรรม"),
        ("steps", 21, "ขั้นตอนหรือวิธีการปฏิบัติ"),
        ("period", 10, "ระยะเวลาในการดำเนินการ"),
        ("owners", 11, "ผู้รับผิดชอบ"),
        ("outputs", 18, "ผลการดำเนินการ (Output)"),
        ("outcomes", 19, "ผลลัพธ์หรือผลสัมฤทธิ์ในการดำเนินการ (Outcome/Result)"),
    ),
    has_cover=True,
    has_annex=True,
)

_SUGGESTIONS = LayoutSpec(
    name="มีข้อเสนอแนะ (ปีงบประมาณ พ.ศ. ๒๕๖๔–๒๕๖๖)",
    columns=_columns(
        ("measure", 15, "มาตรการ/แนวทาง"),
        ("steps", 29, "วิธีการดำเนินการ"),
        ("owners", 12, "ผู้รับผิดชอบ"),
        ("period", 10, "ระยะเวลาดำเนินการ"),
        ("outputs", 22, "ผลการดำเนินการ"),
        ("suggestions", 12, "ข้อเสนอแนะ"),
    ),
    rows="step",
    has_cover=True,
    has_annex=True,
)

STANDARD = {"six": _SIX, "six-numbered": _SIX_NUMBERED, "suggestions": _SUGGESTIONS}

EXAMPLES = {
    "tambon-municipality-2568": LayoutSpec(
        name="เทศบาลตำบล ๒๕๖๘ มีช่องลำดับ",
        columns=_columns(
            ("number", 5, "ลำดับ"),
            ("measure", 15, "มาตรการ/โครงการ/กิจกรรม"),
            ("steps", 21, "ขั้นตอนหรือวิธีการปฏิบัติ"),
            ("period", 10, "ระยะเวลาในการดำเนินการ"),
            ("owners", 11, "ผู้รับผิดชอบ"),
            ("outputs", 18, "ผลการดำเนินการ (Output)"),
            ("outcomes", 20, "ผลลัพธ์หรือผลสัมฤทธิ์ในการดำเนินการ (outcome/result)"),
        ),
    ),
    "tambon-municipality-2564": LayoutSpec(
        name="เทศบาลตำบล ๒๕๖๔ แถวละขั้นตอน มีข้อเสนอแนะ",
        columns=_columns(
            ("measure", 14, "มาตรการ/แนวทาง"),
            ("steps", 28, "วิธีการดำเนินการ"),
            ("owners", 12, "ผู้รับผิดชอบ"),
            ("period", 10, "ระยะเวลาดำเนินการ"),
            ("outputs", 24, "ผลการดำเนินการ"),
            ("suggestions", 12, "ข้อเสนอแนะ"),
        ),
        rows="step",
    ),
    "town-municipality-2564": LayoutSpec(
        name="เทศบาลเมือง ๒๕๖๔ ไม่มีช่องระยะเวลา",
        columns=_columns(
            ("measure", 22, "มาตรการ/กิจกรรม/โครงการ"),
            ("steps", 35, "ขั้นตอน หรือวิธีปฏิบัติ"),
            ("owners", 12, "ผู้รับผิดชอบ / ผู้เกี่ยวข้อง"),
            ("outputs", 22, "ผลการดำเนินการ"),
            ("suggestions", 9, "ข้อเสนอแนะ"),
        ),
        has_annex=True,
    ),
    "tambon-2568": LayoutSpec(
        name="องค์การบริหารส่วนตำบล ๒๕๖๘ เจ็ดประเด็น",
        columns=_columns(
            ("measure", 19, "มาตรการ/กิจกรรมที่ดำเนินการ"),
            ("steps", 22, "ขั้นตอนหรือวิธีการปฏิบัติ"),
            ("period", 10, "ระยะเวลาในการดำเนินการ"),
            ("owners", 10, "หน่วยงานที่รับผิดชอบ"),
            ("outputs", 19, "ผลการดำเนินการ (Output)"),
            ("outcomes", 20, "ผลลัพธ์หรือสัมฤทธิ์ในการดำเนินการ (Outcome/result)"),
        ),
    ),
    "town-municipality-2568": LayoutSpec(
        name="เทศบาลเมือง ๒๕๖๘ มีปก",
        columns=_columns(
            ("measure", 16, "มาตรการ โครงการ กิจกรรม"),
            ("steps", 20, "ขั้นตอนหรือวิธีการปฏิบัติ"),
            ("period", 10, "ช่วงระยะเวลาในการดำเนินการ"),
            ("owners", 12, "ผู้รับผิดชอบ"),
            ("outputs", 21, "ผลการดำเนินการ"),
            ("outcomes", 21, "ผลลัพธ์หรือผลสัมฤทธิ์ในการดำเนินการ"),
        ),
        has_cover=True,
    ),
}
