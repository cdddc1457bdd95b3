from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from measures.models import AuditEvent
from measures.roles import Role
from reports.layouts import STANDARD
from reports.models import Layout
from reports.services.layouts import delete_layout, load_standard_layouts, save_layout
from reports.services.workflow import submit_report
from tests.factories import (
    make_layout,
    make_organization,
    make_report,
    make_superuser,
    make_user,
)

pytestmark = pytest.mark.django_db
SIX = STANDARD["six"]


def test_load_standard_layouts_adds_them_once():
    load_standard_layouts()
    Layout.objects.filter(code="six").update(name="เปลี่ยนแล้ว")
    load_standard_layouts()

    layouts = {layout.code: layout for layout in Layout.objects.all()}
    assert set(layouts) == set(STANDARD)
    assert layouts["six"].name == "เปลี่ยนแล้ว"
    assert {code: layout.layout_spec() for code, layout in layouts.items()} == STANDARD
    assert AuditEvent.objects.count() == len(STANDARD)


def test_save_layout_of_an_organization_is_for_its_legal_officer():
    organization = make_organization()
    legal = make_user(role=Role.LEGAL, organization=organization)
    staff = make_user(role=Role.STAFF, organization=organization)

    layout = save_layout(spec=SIX, by=legal, organization=organization)
    changed = save_layout(spec=replace(SIX, digits="arabic"), by=legal, layout=layout)
    with pytest.raises(PermissionDenied):
        save_layout(spec=SIX, by=staff, layout=layout)
    with pytest.raises(PermissionDenied):
        save_layout(spec=SIX, by=legal)

    layout.refresh_from_db()
    assert (changed, layout.layout_spec()) == (layout, replace(SIX, digits="arabic"))
    assert (layout.organization, layout.name) == (organization, SIX.name)
    events = AuditEvent.objects.order_by("pk")
    assert [event.action for event in events] == ["layout.created", "layout.updated"]
    assert [(event.after or {})["spec"]["digits"] for event in events] == ["thai", "arabic"]


@pytest.mark.parametrize(
    "spec",
    [
        replace(SIX, name=""),
        replace(SIX, columns=SIX.columns[1:]),
        replace(SIX, columns=(replace(SIX.columns[0], width=99), *SIX.columns[1:])),
    ],
)
def test_save_layout_refuses_what_no_table_can_have(spec):
    with pytest.raises(ValidationError):
        save_layout(spec=spec, by=make_superuser())

    assert not Layout.objects.exists()
    assert not AuditEvent.objects.exists()


def test_save_layout_never_reaches_a_frozen_version():
    report = make_report()
    legal = make_user(role=Role.LEGAL, organization=report.plan.organization)
    version = submit_report(report=report, by=legal)
    before = version.layout_spec()

    save_layout(spec=replace(before, digits="arabic"), by=make_superuser(), layout=report.layout)

    version.refresh_from_db()
    assert version.layout_spec() == before


def test_delete_layout_needs_one_that_no_report_uses():
    used, spare, by = make_report().layout, make_layout(), make_superuser()

    with pytest.raises(ValidationError):
        delete_layout(layout=used, by=by)
    delete_layout(layout=spare, by=by)

    assert list(Layout.objects.all()) == [used]
    assert [event.action for event in AuditEvent.objects.all()] == ["layout.deleted"]
