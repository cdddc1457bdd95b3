from dataclasses import asdict, replace
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from measures.inputs import PlanInput
from measures.models import AnnualPlan, AuditEvent
from measures.roles import Role
from measures.services.plans import (
    PlanChanged,
    PlanLocked,
    default_texts,
    lock_plan,
    open_plan,
    unlock_plan,
    update_plan,
)
from tests.factories import (
    AT,
    make_fiscal_year,
    make_measure,
    make_membership,
    make_organization,
    make_plan,
    make_scheme,
    make_superuser,
    make_user,
)

pytestmark = pytest.mark.django_db
TEXTS = PlanInput(
    title="รายงานผลการดำเนินการ",
    cover="รายงาน\nเทศบาลตำบลพะโต๊ะ",
    introduction="ตามที่เทศบาลได้ดำเนินการ",
    ita_year=2568,
    ita_total=Decimal("93.96"),
    ita_level="ผ่านดี",
    issues_text="ประเด็นที่หนึ่ง\nประเด็นที่สอง",
    annex_heading="ภาพกิจกรรม",
)


def test_open_plan_begins_a_plan_with_the_official_title():
    organization, year = make_organization(), make_fiscal_year(2568)
    staff = make_user(role=Role.STAFF, organization=organization)

    plan = open_plan(organization=organization, fiscal_year=year, by=staff)

    title = "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ปีงบประมาณ พ.ศ. ๒๕๖๘"
    assert AnnualPlan.objects.get().as_input() == PlanInput(title=title)
    event = AuditEvent.objects.get()
    assert (event.action, event.actor_id, event.organization_code, event.object_id) == (
        "plan.opened",
        staff.pk,
        organization.code,
        str(plan.pk),
    )
    assert event.before is None
    assert event.after == {**asdict(default_texts(year)), "issue_scheme": None}


def test_open_plan_keeps_the_texts_it_is_given():
    organization, year = make_organization(), make_fiscal_year(2568)
    scheme = make_scheme(organization=organization)

    open_plan(
        organization=organization,
        fiscal_year=year,
        by=make_superuser(),
        data=TEXTS,
        issue_scheme=scheme,
    )

    plan = AnnualPlan.objects.get()
    assert (plan.as_input(), plan.issue_scheme) == (TEXTS, scheme)


@pytest.mark.parametrize(
    ("role", "year_open", "other_scheme", "refusal"),
    [
        (Role.AUDITOR, True, False, PermissionDenied),
        (Role.STAFF, False, False, ValidationError),
        (Role.STAFF, True, True, ValidationError),
    ],
)
def test_open_plan_refuses(role, year_open, other_scheme, refusal):
    organization = make_organization()
    year = make_fiscal_year(2568, is_open=year_open)
    scheme = make_scheme(organization=make_organization()) if other_scheme else None

    with pytest.raises(refusal):
        open_plan(
            organization=organization,
            fiscal_year=year,
            by=make_user(role=role, organization=organization),
            issue_scheme=scheme,
        )

    assert not AnnualPlan.objects.exists()
    assert not AuditEvent.objects.exists()


def test_open_plan_refuses_a_second_plan_of_the_year():
    plan = make_plan()

    with pytest.raises(ValidationError):
        open_plan(organization=plan.organization, fiscal_year=plan.fiscal_year, by=make_superuser())

    assert AnnualPlan.objects.get() == plan
    assert not AuditEvent.objects.exists()


def test_update_plan_writes_the_texts_and_records_both():
    plan = make_plan(title="เดิม")
    staff = make_user(role=Role.STAFF, organization=plan.organization)

    saved = update_plan(plan=plan, data=TEXTS, by=staff, revision=0)

    plan.refresh_from_db()
    assert (plan.as_input(), plan.revision, saved) == (TEXTS, 1, plan)
    event = AuditEvent.objects.get()
    assert event.action == "plan.updated"
    assert event.before == {**asdict(PlanInput(title="เดิม")), "issue_scheme": None}
    assert event.after == {**asdict(TEXTS), "ita_total": "93.96", "issue_scheme": None}


def test_update_plan_cleans_the_texts():
    plan = make_plan()
    split = "นํ้าใจ\r\nงาม\u200b"

    saved = update_plan(
        plan=plan, data=replace(TEXTS, introduction=split), by=make_superuser(), revision=0
    )

    assert saved.introduction == "น้ำใจ\nงาม"


def test_update_plan_reads_the_headings_anew_in_another_scheme():
    old, new = make_scheme("การใช้อำนาจ", "งบประมาณ"), make_scheme("การใช้อำนาจ")
    power, budget = old.issues.all()
    plan = make_plan(issue_scheme=old)
    make_measure(plan=plan, issue_text="- การใช้อำนาจ", issue=power)
    make_measure(plan=plan, title="งบประมาณ", issue=budget)
    by = make_superuser()

    def issues():
        return [measure.issue for measure in plan.measures.order_by("position")]

    update_plan(plan=plan, data=TEXTS, by=by, revision=0, issue_scheme=old)
    assert issues() == [power, budget]
    update_plan(plan=plan, data=TEXTS, by=by, revision=1, issue_scheme=new)
    assert issues() == [new.issues.get(), None]
    update_plan(plan=plan, data=TEXTS, by=by, revision=2)
    assert issues() == [None, None]


@pytest.mark.parametrize(
    ("role", "locked", "revision", "changes", "refusal"),
    [
        (Role.AUDITOR, False, 0, {}, PermissionDenied),
        (Role.STAFF, True, 0, {}, PlanLocked),
        (Role.STAFF, False, 1, {}, PlanChanged),
        (Role.STAFF, False, 0, {"title": ""}, ValidationError),
        (Role.STAFF, False, 0, {"title": "ก" * 501}, ValidationError),
        (Role.STAFF, False, 0, {"ita_total": Decimal("100.01")}, ValidationError),
        (Role.STAFF, False, 0, {"introduction": "ก" + "่" * 9}, ValidationError),
        (Role.STAFF, False, 0, {"introduction": "ก\x00"}, ValidationError),
    ],
)
def test_update_plan_refuses(role, locked, revision, changes, refusal):
    plan = make_plan(title="เดิม", locked_at=timezone.now() if locked else None)
    user = make_user(role=role, organization=plan.organization)

    with pytest.raises(refusal):
        update_plan(plan=plan, data=replace(TEXTS, **changes), by=user, revision=revision)

    plan.refresh_from_db()
    assert plan.as_input() == PlanInput(title="เดิม")
    assert not AuditEvent.objects.exists()


def test_lock_plan_closes_an_open_plan_once():
    plan = make_plan()

    assert lock_plan(plan=plan, at=AT).locked_at == AT
    with pytest.raises(PlanLocked):
        lock_plan(plan=plan, at=AT)
    unlock_plan(plan=plan)

    plan.refresh_from_db()
    assert not plan.is_locked


def test_visible_to_shows_the_plans_of_the_person():
    own, other = make_plan(), make_plan()
    staff = make_user(role=Role.STAFF, organization=own.organization)
    make_membership(user=staff, role=Role.LEGAL, organization=own.organization)
    gone = make_user(role=Role.STAFF, organization=own.organization, is_active=False)

    def visible(user):
        return set(AnnualPlan.objects.visible_to(user))

    assert visible(staff) == {own}
    assert visible(make_user(role=Role.AUDITOR)) == {own, other}
    assert visible(make_superuser()) == set()  # the admin is theirs, and nothing beside it
    assert visible(make_user()) == set()
    assert visible(gone) == set()
