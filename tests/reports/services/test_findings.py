"""Checking a plan, and saying why a finding is no problem."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from measures.models import AuditEvent, Outcome, Output
from measures.roles import Role
from measures.services.plans import PlanLocked
from reports.models import FindingDismissal
from reports.services.findings import (
    FindingGone,
    MustBeFixed,
    PlanCheck,
    check_plan,
    dismiss_finding,
    restore_finding,
)
from tests.factories import (
    AT,
    make_full_measure,
    make_measure,
    make_membership,
    make_organization,
    make_plan,
    make_report,
    make_unit,
    make_user,
)

pytestmark = pytest.mark.django_db
GOAL, OTHER_GOAL = "ประชุมอย่างน้อย ๒ ครั้ง", "ประชุมอย่างน้อย ๔ ครั้ง"


def office(output=GOAL, **fields):
    """A plan of one measure whose output is a goal, and its coordinator."""
    plan = make_plan(**fields)
    measure = make_full_measure(plan=plan)
    Output.objects.filter(measure=measure).update(text=output)
    make_report(plan=plan)
    return plan, make_user(role=Role.COORDINATOR, organization=plan.organization)


def kinds(checked: PlanCheck) -> tuple[list[str], list[str]]:
    """Open and dismissed findings by their rules."""
    return (
        [finding.kind.value for finding in checked.open_findings],
        [finding.kind.value for finding in checked.dismissed],
    )


def mark(plan) -> str:
    return check_plan(plan).findings[0].fingerprint


def test_a_plan_is_checked_with_what_the_portal_knows():
    plan, _ = office(
        "ตามที่เทศบาลตำบล ในเมือง",
        introduction="ผลการประเมิน ITA ปีงบประมาณ พ.ศ. ๒๕๖๗",
        organization=make_organization(name="เทศบาลตำบลพะโต๊ะ"),
    )
    make_organization(name="เทศบาลตำบลในเมือง")
    make_plan(
        organization=plan.organization,
        year=2567,
        introduction="ผลการประเมิน ITA ปีงบประมาณ พ.ศ. ๒๕๖๗",
    )

    checked = check_plan(plan)

    assert [(finding.kind.value, finding.quote) for finding in checked.findings] == [
        ("old_year", "ปีงบประมาณ พ.ศ. ๒๕๖๗"),
        ("other_name", "เทศบาลตำบล ในเมือง"),
    ]
    assert checked.measure_ids == (plan.measures.get().pk,)
    assert [state.words for state in checked.states] == ["มีชื่อหน่วยงานอื่น"]


def test_a_plan_without_a_report_is_checked_by_the_table_of_its_year():
    new, old = make_plan(year=2568), make_plan(year=2564)
    make_measure(plan=new)
    make_measure(plan=old)

    assert {finding.title for finding in check_plan(new).must_fix} == {
        *("ยังไม่มีขั้นตอน", "ยังไม่มีระยะเวลา", "ยังไม่มีผู้รับผิดชอบ", "ยังไม่มีผลการดำเนินการ", "ยังไม่มีผลลัพธ์")
    }
    assert check_plan(old).must_fix == ()


def test_check_plan_costs_the_same_for_one_and_three_measures(django_assert_num_queries):
    plan, _ = office()
    with CaptureQueriesContext(
        connection,
    ) as once:
        check_plan(plan)
    for _ in range(2):
        make_full_measure(plan=plan)

    assert len(once) <= 16
    with django_assert_num_queries(len(once)):
        check_plan(plan)


def test_dismiss_finding_keeps_the_reason_and_records_it():
    plan, by = office()

    row = dismiss_finding(plan=plan, fingerprint=mark(plan), reason=" เป็นเกณฑ์ ", by=by, at=AT)

    assert kinds(check_plan(plan)) == ([], ["goal"])
    assert (row.kind, row.reason, row.by, row.at) == ("goal", "เป็นเกณฑ์", by, AT)
    told = {"kind": "goal", "title": "ผลการดำเนินการเขียนเป็นเป้าหมาย", "reason": "เป็นเกณฑ์"}
    events = AuditEvent.objects.values_list("action", "actor_id", "before", "after")
    assert list(events) == [("finding.dismissed", by.pk, None, told)]


def test_a_second_reason_takes_the_place_of_the_first():
    plan, by = office()
    dismiss_finding(plan=plan, fingerprint=mark(plan), reason="หนึ่ง", by=by)

    dismiss_finding(plan=plan, fingerprint=mark(plan), reason="สอง", by=by)

    assert [row.reason for row in FindingDismissal.objects.all()] == ["สอง"]


def test_the_same_reason_sent_twice_is_recorded_once():
    plan, by = office()

    rows = [
        dismiss_finding(plan=plan, fingerprint=mark(plan), reason="เป็นเกณฑ์", by=by) for _ in "ab"
    ]

    assert rows[0] == rows[1]
    assert AuditEvent.objects.filter(action="finding.dismissed").count() == 1


def test_a_dismissal_holds_as_long_as_the_quoted_words_do():
    plan, by = office()
    dismiss_finding(plan=plan, fingerprint=mark(plan), reason="เป็นเกณฑ์", by=by)
    measure = plan.measures.get()

    measure.title, measure.position = "ชื่อใหม่", 7
    measure.save()
    make_full_measure(plan=plan, title="มาตรการแรก").save()
    assert kinds(check_plan(plan)) == ([], ["goal"])
    Output.objects.filter(measure=measure).update(text=OTHER_GOAL)
    assert kinds(check_plan(plan)) == (["goal"], [])


def test_restore_finding_opens_it_again():
    plan, by = office()
    dismiss_finding(plan=plan, fingerprint=mark(plan), reason="เป็นเกณฑ์", by=by)

    restore_finding(plan=plan, fingerprint=mark(plan), by=by)

    assert kinds(check_plan(plan)) == (["goal"], [])
    assert list(AuditEvent.objects.order_by("pk").values_list("action", flat=True)) == [
        "finding.dismissed",
        "finding.raised",
    ]


def test_what_must_be_fixed_cannot_be_dismissed():
    plan, by = office()
    Outcome.objects.all().delete()

    with pytest.raises(MustBeFixed):
        dismiss_finding(plan=plan, fingerprint=mark(plan), reason="ไม่มี", by=by)


@pytest.mark.parametrize("role", [Role.EXECUTIVE, Role.ADMINISTRATOR, Role.AUDITOR])
def test_dismissing_needs_the_right_to_write(role):
    plan, _ = office()
    by = make_user(role=role, organization=plan.organization)

    with pytest.raises(PermissionDenied):
        dismiss_finding(plan=plan, fingerprint=mark(plan), reason="เป็นเกณฑ์", by=by)


def test_people_of_one_unit_dismiss_what_is_theirs_to_write():
    plan, _ = office(
        introduction="รายงานของ อบต.ดงบัง", organization=make_organization(name="เทศบาลตำบลพะโต๊ะ")
    )
    own, other = (make_unit(organization=plan.organization) for _ in range(2))
    plan.measures.get().owners.get().units.set([own])
    people = []
    for unit in (own, other):
        person = make_user()
        part = make_membership(user=person, role=Role.STAFF, organization=plan.organization)
        part.units.add(unit)
        people.append(person)
    of_plan, of_measure = (finding.fingerprint for finding in check_plan(plan).findings)

    for by, fingerprint in ((people[1], of_measure), (people[0], of_plan)):
        with pytest.raises(PermissionDenied):
            dismiss_finding(plan=plan, fingerprint=fingerprint, reason="เป็นเกณฑ์", by=by)
    dismiss_finding(plan=plan, fingerprint=of_measure, reason="เป็นเกณฑ์", by=people[0])


@pytest.mark.parametrize("reason", ["", "  ", "ก" * 501, "มี\x00ศูนย์"])
def test_a_reason_is_needed_and_is_a_text(reason):
    plan, by = office()

    with pytest.raises(ValidationError):
        dismiss_finding(plan=plan, fingerprint=mark(plan), reason=reason, by=by)

    assert not FindingDismissal.objects.exists()
    assert not AuditEvent.objects.exists()


def test_nothing_is_dismissed_or_restored_that_is_not_there():
    plan, by = office()

    with pytest.raises(FindingGone):
        dismiss_finding(plan=plan, fingerprint="0" * 64, reason="เป็นเกณฑ์", by=by)
    with pytest.raises(FindingGone):
        restore_finding(plan=plan, fingerprint=mark(plan), by=by)


def test_a_locked_plan_is_left_alone():
    plan, by = office(locked_at=AT)

    with pytest.raises(PlanLocked):
        dismiss_finding(plan=plan, fingerprint=mark(plan), reason="เป็นเกณฑ์", by=by)
    with pytest.raises(PlanLocked):
        restore_finding(plan=plan, fingerprint=mark(plan), by=by)
