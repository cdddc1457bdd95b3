"""The page of a plan."""

from decimal import Decimal

import pytest
from django.test import Client

from measures.inputs import PlanInput
from measures.models import AnnualPlan, User
from measures.services.plans import update_plan
from tests.factories import (
    AT,
    make_fiscal_year,
    make_measure,
    make_organization,
    make_plan,
    make_report,
    make_scheme,
)
from tests.measures.admin.pages import (
    LOCKED,
    STALE,
    address,
    errors,
    events,
    notes,
    opened,
    save,
    sent,
)

TITLE = "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ปีงบประมาณ พ.ศ. ๒๕๖๘"


def test_add_writes_the_plan_and_one_event(admin: Client) -> None:
    organization, year = make_organization(), make_fiscal_year(2568)

    response = save(
        admin,
        address("annualplan", "add"),
        {
            "organization": organization.pk,
            "fiscal_year": year.pk,
            "ita_year": "๒๕๖๗",
            "ita_total": "๙๓.๙๖",
            "ita_level": "ผ่านดี",
        },
    )

    assert response.status_code == 302, errors(response)
    plan = AnnualPlan.objects.get()
    assert (plan.organization, plan.fiscal_year) == (organization, year)
    assert plan.as_input() == PlanInput(
        title=TITLE, ita_year=2567, ita_total=Decimal("93.96"), ita_level="ผ่านดี"
    )
    assert events() == [("plan.opened", "ผู้ดูแลระบบ")]


def test_a_second_plan_of_the_year_and_a_closed_year_are_refused(admin: Client) -> None:
    plan = make_plan(year=2568)
    closed = make_fiscal_year(2560, is_open=False)
    url = address("annualplan", "add")
    typed = {"organization": plan.organization.pk, "fiscal_year": plan.fiscal_year.pk}

    assert len(errors(save(admin, url, typed))) == 1
    refused = save(admin, url, {**typed, "fiscal_year": closed.pk})
    assert errors(refused) == ["ปีงบประมาณนี้ยังไม่เปิดให้เริ่มรายงาน"]
    assert (AnnualPlan.objects.count(), events()) == (1, [])


def test_change_writes_the_texts_and_one_event(admin: Client) -> None:
    plan, scheme = make_plan(), make_scheme("การใช้อำนาจ")

    response = save(
        admin,
        address("annualplan", "change", plan.pk),
        {"title": "ชื่อใหม่", "introduction": "บรรทัดหนึ่ง\nบรรทัดสอง", "issue_scheme": scheme.pk},
    )

    assert response.status_code == 302, errors(response)
    plan.refresh_from_db()
    assert plan.as_input() == PlanInput(title="ชื่อใหม่", introduction="บรรทัดหนึ่ง\nบรรทัดสอง")
    assert (plan.issue_scheme, plan.revision) == (scheme, 1)
    assert events() == [("plan.updated", "ผู้ดูแลระบบ")]


def test_numbers_that_cannot_be_are_refused_in_thai(admin: Client) -> None:
    url = address("annualplan", "change", make_plan().pk)

    response = save(admin, url, {"ita_total": "๑๐๐.๕", "ita_iit": "เก้าสิบ"})

    assert errors(response) == [
        "ค่านี้ต้องน้อยกว่าหรือเท่ากับ 100",
        "ใส่ตัวเลข ทศนิยมไม่เกินสองตำแหน่ง",
    ]


@pytest.mark.parametrize(
    ("year", "refusal"),
    [
        ("๖๘", "ปีของผลประเมินเป็น พ.ศ. ระหว่าง ๒๔๐๐ ถึง ๒๖๙๙"),
        ("๓๒๗๖๘", "ค่านี้ต้องน้อยกว่าหรือเท่ากับ 32767"),
    ],
)
def test_a_year_that_is_none_is_refused_by_both_engines(
    admin: Client, year: str, refusal: str
) -> None:
    response = save(admin, address("annualplan", "change", make_plan().pk), {"ita_year": year})

    assert errors(response) == [refusal]


def test_a_stale_form_is_refused_and_loses_nothing(admin: Client, administrator: User) -> None:
    plan = make_plan()
    url = address("annualplan", "change", plan.pk)
    shown = opened(admin, url)
    update_plan(plan=plan, data=PlanInput(title="ของผู้อื่น"), by=administrator, revision=0)

    response = save(admin, url, {"title": "ของข้าพเจ้า"}, shown=shown)

    assert errors(response) == [STALE]
    assert sent(response.content.decode())["title"] == ["ของข้าพเจ้า"]
    plan.refresh_from_db()
    assert plan.title == "ของผู้อื่น"
    assert len(events()) == 1


def test_a_locked_plan_is_shown_and_takes_nothing(admin: Client) -> None:
    plan = make_plan()
    make_measure(plan=plan, title="มาตรการแรก")
    url = address("annualplan", "change", plan.pk)
    shown = opened(admin, url)
    plan.locked_at = AT
    plan.save()

    page = admin.get(url).content.decode()
    assert "ล็อกเมื่อ ๑๖\N{NO-BREAK SPACE}มี.ค.\N{NO-BREAK SPACE}๒๕๖๙" in page
    assert "มาตรการแรก" in page
    assert "เพิ่มมาตรการ" not in page
    assert sent(page) == {"csrfmiddlewaretoken": sent(page)["csrfmiddlewaretoken"]}

    response = save(admin, url, {"title": "ใหม่"}, shown=shown)
    assert errors(response) == [LOCKED]
    assert admin.post(address("annualplan", "delete", plan.pk), {"post": "yes"}).status_code == 403
    plan.refresh_from_db()
    assert (plan.title, events()) == ("รายงานผลการดำเนินการ", [])


def test_only_an_empty_plan_is_deleted(admin: Client) -> None:
    empty, used, reported = make_plan(), make_plan(), make_report(plan=make_plan()).plan
    make_measure(plan=used)

    response = admin.post(
        address("annualplan", "delete", used.pk), {"post": "yes", "revision": "0"}, follow=True
    )
    assert notes(response) == ["ลบไม่ได้ เพราะแผนนี้มีมาตรการแล้ว"]
    page = admin.get(address("annualplan", "delete", reported.pk)).content.decode()
    assert 'name="revision"' not in page
    url = address("annualplan", "delete", empty.pk)
    response = admin.post(url, {"post": "yes", "revision": "7"}, follow=True)
    assert notes(response) == [STALE]
    assert (AnnualPlan.objects.count(), events()) == (3, [])

    assert admin.post(url, opened(admin, url)).status_code == 302
    assert set(AnnualPlan.objects.all()) == {used, reported}
    assert events() == [("plan.deleted", "ผู้ดูแลระบบ")]


def test_the_page_lists_the_measures_with_links(admin: Client) -> None:
    plan = make_plan()
    first, second = make_measure(plan=plan), make_measure(plan=plan)

    page = admin.get(address("annualplan", "change", plan.pk)).content.decode()

    assert [address("measure", "change", measure.pk) in page for measure in (first, second)] == [
        True,
        True,
    ]
    assert f"{address('measure', 'add')}?plan={plan.pk}" in page
    add = admin.get(f"{address('measure', 'add')}?plan={plan.pk}").content.decode()
    assert sent(add)["plan"] == [str(plan.pk)]
