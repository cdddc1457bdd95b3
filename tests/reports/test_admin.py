"""Layouts in the admin, and the record that is only read there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client

from measures.models import User
from reports.layouts import STANDARD, Column, Signature
from reports.models import Layout
from tests.factories import (
    make_layout,
    make_organization,
    make_report,
    make_superuser,
    make_version,
)
from tests.measures.admin.pages import STALE, address, errors, events, opened, save

BY = "ผู้ดูแลระบบ"
COLUMNS = {
    "columns-0-field": "measure",
    "columns-0-heading": "มาตรการ",
    "columns-0-width": "๔๐",
    "columns-1-field": "outputs",
    "columns-1-heading": "ผลการดำเนินการ",
    "columns-1-width": "๖๐",
}


@pytest.fixture
def admin(db: None) -> Client:
    administrator: User = make_superuser(email="admin@example.test")
    client = Client()
    client.force_login(administrator)
    return client


def test_a_layout_is_added_as_lines_of_columns(admin: Client) -> None:
    organization = make_organization()
    typed = {"name": "ของเรา", "organization": organization.pk, "rows": "step", **COLUMNS}

    response = save(admin, address("layout", "add"), {**typed, "has_cover": "on"})

    assert response.status_code == 302, errors(response)
    layout = Layout.objects.get()
    assert (layout.name, layout.organization) == ("ของเรา", organization)
    spec = layout.layout_spec()
    assert spec.columns == (
        Column(field="measure", heading="มาตรการ", width=40),
        Column(field="outputs", heading="ผลการดำเนินการ", width=60),
    )
    assert (spec.rows, spec.digits, spec.has_cover, spec.has_annex) == ("step", "thai", True, False)
    assert events() == [("layout.created", BY)]


def test_a_saved_page_keeps_what_it_does_not_ask_for(admin: Client) -> None:
    more = replace(STANDARD["six"], emblem="title", signatures=(Signature(role="ผู้รายงาน"),))
    layout = make_layout("six", spec=more.to_json())

    assert save(admin, address("layout", "change", layout.pk), {}).status_code == 302

    layout.refresh_from_db()
    assert layout.layout_spec() == more


def test_a_saved_page_keeps_a_layout_as_it_is(admin: Client) -> None:
    for code, spec in STANDARD.items():
        layout = make_layout(code)
        assert save(admin, address("layout", "change", layout.pk), {}).status_code == 302
        layout.refresh_from_db()
        assert layout.layout_spec() == spec
    assert events() == [("layout.updated", BY)] * len(STANDARD)


def test_columns_are_moved_and_left_out_by_their_lines(admin: Client) -> None:
    layout = make_layout("six")
    url = address("layout", "change", layout.pk)
    shown = opened(admin, url)
    gone = {f"columns-5-{part}": "" for part in ("position", "field", "heading", "width")}

    response = save(
        admin,
        url,
        {**gone, "columns-0-position": "๒", "columns-1-position": "๑", "columns-4-width": "39"},
        shown=shown,
    )

    assert response.status_code == 302, errors(response)
    layout.refresh_from_db()
    columns = layout.layout_spec().columns
    assert [column.field for column in columns] == [
        *("steps", "measure", "period", "owners", "outputs"),
    ]
    assert columns[4].width == 39


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"columns-0-width": "๔๑"}, "ความกว้างของทุกช่องรวมกันต้องเป็น ๑๐๐ ขณะนี้รวมได้ ๑๐๑"),
        (
            {"columns-0-width": "กว้าง"},
            "ความกว้างของช่อง “มาตรการ”ต้องเป็นจำนวนเต็ม ไม่ใช่ “กว้าง”",
        ),
        ({"columns-0-field": ""}, "เลือกข้อมูลของช่อง “มาตรการ”"),
        ({"columns-0-field": "spec"}, "เลือกข้อมูลของช่อง “มาตรการ”"),
        ({"columns-0-field": "steps"}, "ต้องมีช่อง “มาตรการ/โครงการ/กิจกรรม”"),
        ({"columns-1-field": "measure"}, "ช่อง “มาตรการ/โครงการ/กิจกรรม” มีได้ช่องเดียว"),
    ],
)
def test_a_layout_that_cannot_be_printed_is_refused(
    admin: Client, typed: dict[str, str], said: str
) -> None:
    url = address("layout", "add")

    response = save(admin, url, {"name": "ของเรา", "rows": "measure", **COLUMNS, **typed})

    assert errors(response) == [said]
    assert 'value="ผลการดำเนินการ"' in response.content.decode()
    assert (Layout.objects.count(), events()) == (0, [])


def test_a_layout_of_others_hands_is_not_overwritten(admin: Client) -> None:
    layout = make_layout("six")
    url = address("layout", "change", layout.pk)
    shown = opened(admin, url)
    save(admin, url, {"digits": "arabic"})

    response = save(admin, url, {"digits": "thai", "name": "ใหม่"}, shown=shown)

    assert errors(response) == [STALE]
    layout.refresh_from_db()
    assert (layout.layout_spec().digits, len(events())) == ("arabic", 1)


def test_only_a_layout_that_no_report_uses_is_deleted(admin: Client) -> None:
    used, free = make_report().layout, make_layout()
    page = admin.get(address("layout", "delete", used.pk)).content.decode()
    assert 'name="post"' not in page
    admin.post(address("layout", "delete", used.pk), {"post": "yes"})
    assert (Layout.objects.count(), events()) == (2, [])

    url = address("layout", "delete", free.pk)
    assert admin.post(url, opened(admin, url)).status_code == 302
    assert (list(Layout.objects.all()), events()) == ([used], [("layout.deleted", BY)])


def test_a_version_shows_what_binds_it_and_nothing_to_edit(admin: Client) -> None:
    version = make_version()

    page = admin.get(address("reportversion", "change", version.pk)).content.decode()

    assert version.sha256 in page
    assert 'name="_save"' not in page
    assert 'class="vTextField' not in page
