"""What must never be false is held by the database itself, by name, on both engines."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection
from django.db.models import Model

from measures.models import (
    Emblem,
    EvidenceFile,
    FiscalYear,
    Issue,
    IssueScheme,
    Measure,
    MeasureEntry,
    MeasurePresence,
    Membership,
    Outcome,
    Output,
    Owner,
    Step,
    Suggestion,
    Unit,
    UsedToken,
    User,
)
from measures.models.evidence import EvidenceKind
from measures.roles import Role
from tests.factories import (
    AT,
    make_fiscal_year,
    make_measure,
    make_membership,
    make_organization,
    make_plan,
    make_scheme,
    make_step,
    make_unit,
    make_user,
)

pytestmark = pytest.mark.django_db
ROW = {"position": 1, "text": ""}
LINK, FILE = EvidenceKind.LINK, EvidenceKind.FILE
LATE, EARLY = date(2025, 1, 2), date(2025, 1, 1)


def twice(make, **fields):
    make(**fields)
    make(**fields)


def twice_under_one_parent():
    top = make_unit()
    twice(make_unit, organization=top.organization, parent=top, name="งาน")


def its_own_parent():
    unit = make_unit()
    Unit.objects.filter(pk=unit.pk).update(parent=unit)


def user_twice(**fields):
    User.objects.create(email="a@example.test", display_name="ก", **fields)
    User.objects.create(email="b@example.test", display_name="ข", **fields)


def email_in_two_cases():
    for email in ("a@example.test", "A@example.test"):
        User.objects.create(email=email, display_name="ก")


def plan_twice():
    twice(make_plan, organization=make_organization(), year=2568)


def scheme_twice(organization):
    twice(IssueScheme.objects.create, name="ชุด", organization=organization)


def issue_twice():
    twice(Issue.objects.create, scheme=make_scheme(), name="ประเด็น", position=1)


def entry(**fields):
    defaults = {"began_at": AT, "at": AT, "reason": "edit", "values": {}, "is_open": True}
    MeasureEntry.objects.create(**{**defaults, **fields})


def evidence(**fields):
    EvidenceFile.objects.create(measure=make_measure(), position=1, **fields)


def twice_the_same_file():
    measure = make_measure()
    for name in "ab":
        measure.evidence.create(
            kind=FILE, position=1, stored_name=name, sha256=name, source_sha256="0"
        )


BREAKS = {
    "organization_dla_code_once": lambda: [make_organization(dla_code="05810109") for _ in "ab"],
    "organization_kind_is_known": lambda: make_organization(kind="สภา"),
    "organization_has_a_name": lambda: make_organization(name=""),
    "organization_has_a_code": lambda: make_organization(code=""),
    "unit_once_under_its_parent": twice_under_one_parent,
    "unit_once_at_the_top": lambda: twice(
        make_unit, organization=make_organization(), name="กองคลัง"
    ),
    "unit_is_not_its_own_parent": its_own_parent,
    "unit_has_a_name": lambda: make_unit(name=""),
    "fiscal_year_is_buddhist": lambda: FiscalYear.objects.create(year=2026),
    "user_email_once_in_any_case": email_in_two_cases,
    "user_staff_code_once": lambda: user_twice(staff_code="a1"),
    "membership_once": lambda: twice(
        make_membership,
        user=make_user(),
        role=Role.STAFF,
        organization=make_organization(),
    ),
    "membership_everywhere_once": lambda: twice(
        make_membership, user=make_user(), role=Role.AUDITOR
    ),
    "membership_everywhere_is_for_auditors": lambda: make_user(role=Role.LEGAL),
    "membership_role_is_known": lambda: Membership.objects.create(
        user=make_user(), organization=make_organization(), role="mayor"
    ),
    "issue_scheme_shared_name_once": lambda: scheme_twice(None),
    "issue_scheme_own_name_once": lambda: scheme_twice(make_organization()),
    "issue_once_in_scheme": issue_twice,
    "issue_has_a_name": lambda: make_scheme(""),
    "plan_once_per_year": plan_twice,
    "plan_ita_year_is_of_the_buddhist_era": lambda: make_plan(ita_year=68),
    "plan_ita_total_is_a_score": lambda: make_plan(ita_total=Decimal("100.01")),
    "plan_ita_iit_is_a_score": lambda: make_plan(ita_iit=Decimal("-0.01")),
    "plan_ita_eit_is_a_score": lambda: make_plan(ita_eit=Decimal(101)),
    "plan_ita_oit_is_a_score": lambda: make_plan(ita_oit=Decimal(-1)),
    "measure_binned_by_somebody": lambda: make_measure(binned_at=AT),
    "measure_has_a_title_or_an_issue": lambda: make_measure(title=""),
    "measure_status_is_known": lambda: make_measure(status="later"),
    "measure_period_kind_is_known": lambda: make_measure(period_kind="decade"),
    "measure_period_ends_after_it_starts": lambda: make_measure(
        period_start=LATE, period_end=EARLY
    ),
    "step_at_most_three_deep": lambda: make_step(depth=3),
    "step_period_kind_is_known": lambda: make_step(period_kind="decade"),
    "step_period_ends_after_it_starts": lambda: make_step(period_start=LATE),
    "owner_has_a_text": lambda: Owner.objects.create(measure=make_measure(), **ROW),
    "output_has_a_text": lambda: Output.objects.create(measure=make_measure(), **ROW),
    "outcome_has_a_text": lambda: Outcome.objects.create(measure=make_measure(), **ROW),
    "suggestion_has_a_text": lambda: Suggestion.objects.create(measure=make_measure(), **ROW),
    "measure_open_entry_once": lambda: twice(entry, measure=make_measure()),
    "measure_entry_reason_is_known": lambda: entry(measure=make_measure(), reason="whim"),
    "presence_once_a_person": lambda: twice(
        MeasurePresence.objects.create, measure=make_measure(), user=make_user(), seen_at=AT
    ),
    "used_token_once": lambda: twice(
        UsedToken.objects.create, user=make_user(), act="step.added", token="a", used_at=AT
    ),
    "evidence_binned_by_somebody": lambda: evidence(
        kind=LINK, url="https://example.test/", binned_at=datetime(2026, 3, 16, tzinfo=UTC)
    ),
    "evidence_once_in_a_measure": twice_the_same_file,
    "emblem_is_a_stored_picture": lambda: Emblem.objects.create(
        organization=make_organization(),
        sha256="a",
        size_bytes=1,
        width=1,
        height=1,
        set_at=AT,
        set_by=make_user(),
    ),
    "evidence_is_a_link_or_a_stored_file": lambda: evidence(kind=LINK, stored_name="x"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_database_refuses(name):
    with pytest.raises(IntegrityError) as refusal:
        BREAKS[name]()

    assert names_in(str(refusal.value), name)


def test_every_constraint_of_the_app_has_a_case():
    tables: list[type[Model]] = [
        *(
            Emblem,
            Unit,
            FiscalYear,
            User,
            Membership,
            IssueScheme,
            Issue,
            Measure,
            Step,
            Owner,
            Output,
        ),
        *(Outcome, Suggestion, EvidenceFile),
        *(MeasureEntry, MeasurePresence, UsedToken),
        *(type(make_plan()), type(make_organization())),
    ]

    named = {constraint.name for table in tables for constraint in table._meta.constraints}

    assert named == set(BREAKS)


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": FILE, "url": "https://example.test/", "stored_name": "x", "sha256": "0"},
        {"kind": FILE, "stored_name": "x"},
        {"kind": LINK},
    ],
)
def test_database_refuses_evidence_that_is_neither(fields):
    with pytest.raises(IntegrityError):
        evidence(**fields)


def test_rows_at_the_edge_are_taken():
    make_fiscal_year(2540)
    make_plan(ita_total=Decimal(100), ita_iit=Decimal(0))
    make_measure(period_start=EARLY, period_end=EARLY)
    make_step(depth=2)
    evidence(kind=LINK, url="https://example.test/")

    assert Measure.objects.count() == 3


def names_in(message, name):
    """PostgreSQL names the constraint; SQLite names a check, and the columns of a unique one."""
    if connection.vendor == "sqlite" and message.startswith("UNIQUE"):
        return "organization_dla_code" in name or "once" in name
    return name in message
