"""Snapshots: to JSON and back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from reports.snapshot import (
    SCHEMA,
    AnnexEntry,
    Asked,
    Criteria,
    Emblem,
    Evidence,
    Extra,
    Ita,
    Item,
    MeasureRow,
    Organization,
    Period,
    ReportSnapshot,
    StepRow,
    fingerprint,
    from_json,
    to_json,
)
from tests.reports.seeds import NAMES, seed

FULL = ReportSnapshot(
    organization=Organization(name="เทศบาลตำบลพะโต๊ะ", kind="ทต.", province="ชุมพร", code="phato"),
    fiscal_year=2564,
    title="รายงานผล",
    assessment_year=2564,
    place_text="เทศบาลตำบลพะโต๊ะ\nพะโต๊ะ จังหวัดชุมพร",
    cover=("รายงานผล", "เทศบาลตำบลพะโต๊ะ"),
    introduction="ตามที่",
    ita=Ita(year=2563, total="85.10", level="A"),
    issues=("การปฏิบัติหน้าที่",),
    measures=(
        MeasureRow(
            title="มาตรการ",
            number="๑.",
            issue="การปฏิบัติหน้าที่",
            status="not_done",
            expected_on="2021-08-31",
            status_reason="โรคระบาด",
            period=Period(text="ทุกเดือน", kind="monthly", start="2020-10-01", end="2021-09-30"),
            owners=("กองคลัง",),
            steps_lead="ดังนี้",
            steps=(
                StepRow(
                    text="จัดทำ",
                    mark="๑)",
                    depth=1,
                    owners=("ทุกงาน", "กองช่าง"),
                    period=Period(text="มี.ค."),
                    outputs=(Item(text="มี", mark="-"),),
                    suggestions=(Item(text="ควร"),),
                ),
            ),
            outputs=(Item(text="ผล"),),
            outcomes=(Item(text="ผลลัพธ์", mark="๑."),),
            suggestions=(Item(text="เสนอ"),),
            extras=(Extra(heading="งบประมาณ", text="๑๐๐"),),
        ),
    ),
    annex_heading="ภาพกิจกรรม",
    annex_lead="แนบท้าย",
    annex=(AnnexEntry(number="๑.", heading="ภาพ", text="-"),),
)


def test_to_json_names_owners_as_the_published_shape_does():
    data = to_json(FULL)

    assert data["schema"] == 2
    assert "evidence" not in data["measures"][0]
    assert data["measures"][0]["owners"] == [{"text": "กองคลัง"}]
    assert data["measures"][0]["steps"][0]["owners"] == [{"text": "ทุกงาน"}, {"text": "กองช่าง"}]


@pytest.mark.parametrize("name", ["full", *NAMES])
def test_from_json_gives_the_same_snapshot_back(name: str):
    snapshot = FULL if name == "full" else seed(name)[0]

    assert from_json(to_json(snapshot)) == snapshot


def test_from_json_takes_what_older_and_richer_sources_leave_out_or_add():
    bare: dict[str, Any] = {
        "organization": {},
        "fiscal_year": None,
        "title": "รายงาน",
        "measures": [],
    }

    assert from_json({**bare, "problems": [], "columns": []}) == ReportSnapshot(
        organization=Organization(), fiscal_year=None, title="รายงาน"
    )


OLD = replace(FULL, assessment_year=None, place_text="", annex_lead="")
SINCE_2 = [("assessment_year", 2564), ("place_text", "พะโต๊ะ"), ("annex_lead", "แนบท้าย")]


def test_to_json_of_what_an_older_schema_could_hold_is_as_it_was():
    """Its hash was taken of this: a frozen version never changes."""
    data = to_json(OLD)

    assert data["schema"] == 1
    assert not {name for name, _ in SINCE_2} & set(data)
    assert fingerprint(data, {}, "").startswith("e697cd44866686670e8af677a834660c")


@pytest.mark.parametrize(("name", "value"), SINCE_2)
def test_to_json_names_the_schema_that_has_a_place_for_it(name, value):
    data = to_json(replace(OLD, **{name: value}))

    assert (data["schema"], data[name]) == (2, value)
    assert from_json(data) == replace(OLD, **{name: value})


def test_to_json_keeps_the_evidence_of_a_measure():
    photo = Evidence(kind="photo", caption="ประชุม", sha256="a" * 64, width=4, height=3)
    measure = replace(OLD.measures[0], evidence=(photo,))
    snapshot = replace(OLD, measures=(measure,))

    data = to_json(snapshot)

    assert data["schema"] == 3
    assert data["measures"][0]["evidence"] == [
        {
            "kind": "photo",
            "caption": "ประชุม",
            "sha256": "a" * 64,
            "thumbnail_sha256": "",
            "media_type": "",
            "size_bytes": 0,
            "width": 4,
            "height": 3,
            "page_count": None,
            "url": "",
        }
    ]
    assert from_json(data) == snapshot


def test_to_json_keeps_what_the_round_asked_for():
    elements = (
        Asked(field="steps", label="ขั้นตอน"),
        Asked(field="owners", label="ผู้รับผิดชอบ", is_required=False),
    )
    criteria = Criteria(year=2569, code="O26", title="รายงาน", elements=elements)
    snapshot = replace(OLD, criteria=criteria)

    data = to_json(snapshot)

    assert data["schema"] == 4
    assert data["criteria"] == {
        "year": 2569,
        "code": "O26",
        "title": "รายงาน",
        "is_confirmed": False,
        "elements": [
            {"field": "steps", "label": "ขั้นตอน", "is_required": True},
            {"field": "owners", "label": "ผู้รับผิดชอบ", "is_required": False},
        ],
    }
    assert from_json(data) == snapshot


def test_to_json_keeps_the_emblem_that_is_printed():
    snapshot = replace(OLD, emblem=Emblem(sha256="e" * 64, width=4, height=3))

    data = to_json(snapshot)

    assert data["schema"] == SCHEMA == 5
    assert data["emblem"] == {"sha256": "e" * 64, "width": 4, "height": 3}
    assert from_json(data) == snapshot


def test_from_json_refuses_a_schema_of_the_future():
    with pytest.raises(ValueError, match=f"unknown schema {SCHEMA + 1}"):
        from_json({"schema": SCHEMA + 1})
