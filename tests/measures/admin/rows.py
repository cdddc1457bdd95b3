"""Measures, and one of everything, as the admin's tests need them."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from measures.inputs import MeasureInput
from measures.models import AuditEvent, Measure, User
from measures.roles import Role
from measures.services.measures import save_measure
from reports.models import LevelScale
from tests.factories import (
    a_measure,
    make_organization,
    make_plan,
    make_round,
    make_scheme,
    make_stock_measure,
    make_unit,
    make_user,
    make_version,
)
from tests.measures.admin.pages import forget_events
from tests.measures.services.bringing import stage


def stored(pk: int) -> MeasureInput:
    return Measure.objects.with_rows().get(pk=pk).as_input()


def a_saved_measure(administrator: User, **fields: Any) -> Measure:
    """A whole measure in an open plan, and no event yet."""
    plan = make_plan()
    measure = save_measure(plan=plan, data=a_measure(**fields), by=administrator)
    forget_events()
    return measure


def make_all() -> None:
    """One more of everything that a list shows."""
    organization = make_organization()
    user = make_user(role=Role.STAFF, organization=organization)
    unit = make_unit(organization=organization, parent=make_unit(organization=organization))
    user.memberships.get().units.add(unit)
    version = make_version()
    plan = version.report.plan
    plan.issue_scheme = make_scheme("การใช้อำนาจ", "งบประมาณ", organization=organization)
    plan.locked_at = timezone.now()
    plan.save()
    version.decisions.create(verb="submit", by=user, sha256=version.sha256)
    version.files.create(format="pdf", file="exports/x.pdf", sha256="0" * 64, size_bytes=2048)
    report = version.report
    report.published_version, report.published_at = version, timezone.now()
    report.save()
    make_stock_measure()
    stage(organization)
    scale = LevelScale.objects.create(first_year=make_round().year)
    scale.bands.create(position=1, level="ผ่าน", total=0)
    AuditEvent.objects.create(action="plan.opened", actor="ก", object_type="annualplan")
