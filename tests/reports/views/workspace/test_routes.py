"""The page of an organization's route, and the pages of a version on its way."""

import pytest

from measures.roles import Role
from reports.models import ApprovalRoute
from reports.models.route import RouteStep
from reports.status import Status
from tests.factories import make_user
from tests.reports.views.workspace.deciding import REVIEW, browser_of, make_desk, page, seen

pytestmark = pytest.mark.django_db
ROUTE = "/settings/nongruea/approval/"
APPROVE = REVIEW + "approve/"
TWO = {
    "role-1": "executive",
    "post-1": "ปลัดเทศบาล",
    "role-3": "executive",
    "post-3": "นายกเทศมนตรี",
}


@pytest.fixture
def desk():
    return make_desk()


@pytest.fixture
def administrator(desk):
    return browser_of(make_user(role=Role.ADMINISTRATOR, organization=desk.plan.organization))


def test_the_page_shows_the_route_as_it_is(administrator):
    shown = page(administrator, ROUTE)

    assert '<option value="executive" selected>ผู้บริหาร' in shown
    assert shown.count('<option value="" selected>ไม่มีขั้นนี้') == 5
    assert 'aria-current="page">เส้นทางอนุมัติ' in shown


def test_rows_that_are_left_out_close_up(administrator):
    response = administrator.post(ROUTE, TWO)

    assert response["Location"] == ROUTE
    steps = RouteStep.read(ApprovalRoute.objects.get().steps)
    assert [step.post for step in steps] == ["ปลัดเทศบาล", "นายกเทศมนตรี"]
    assert "บันทึกเส้นทางอนุมัติแล้ว" in page(administrator, ROUTE)


@pytest.mark.parametrize(
    ("form", "refusal"),
    [
        ({}, "ขั้นสุดท้ายต้องเป็นผู้บริหาร"),
        ({"role-1": "legal"}, "ขั้นสุดท้ายต้องเป็นผู้บริหาร"),
        ({**TWO, "role-2": "staff"}, "โปรดเลือกผู้พิจารณา"),
        ({**TWO, "post-2": "ปลัด"}, "โปรดเลือกผู้พิจารณาของขั้นนี้ หรือลบตำแหน่ง"),
        ({**TWO, "post-1": "ก" * 201}, "ยาวเกิน ๒๐๐ ตัวอักษร"),
        ({**TWO, "allows_own_work": "on"}, "โปรดระบุเหตุผลที่ให้ผู้ส่งพิจารณาเองได้"),
    ],
)
def test_what_leads_nowhere_is_told(administrator, form, refusal):
    shown = administrator.post(ROUTE, form).content.decode()

    assert refusal in shown
    assert not ApprovalRoute.objects.exists()


@pytest.mark.parametrize("role", [Role.LEGAL, Role.EXECUTIVE, Role.STAFF, Role.AUDITOR])
def test_others_do_not_see_it(desk, role):
    client = browser_of(make_user(role=role, organization=desk.plan.organization))

    assert client.get(ROUTE).status_code == 403
    assert client.post(ROUTE, TWO).status_code == 403


def test_a_version_goes_from_step_to_step(desk, administrator):
    administrator.post(ROUTE, TWO)
    officer, head = browser_of(desk.legal), browser_of(desk.executive)
    assert "→" in page(officer, "/plans/nongruea/2568/submit/")
    desk.submit()

    assert "พิจารณาเห็นชอบ" in page(head, REVIEW)
    assert "เห็นชอบและส่งต่อนายกเทศมนตรี" in page(head, APPROVE)
    assert "ปลัดเทศบาล</textarea>" in page(head, APPROVE)
    assert "ท่านเห็นชอบฉบับนี้แล้ว" not in page(head, APPROVE)
    form = {"seen": seen(head, APPROVE), "step": "0", "printed_title": "ปลัด", "has_read": "on"}
    head.post(APPROVE, form)
    again = head.post(APPROVE, form).content.decode()

    assert "มีผู้พิจารณาขั้นนี้ก่อนท่านแล้ว" in again
    assert 'name="step" value="1"' in again
    assert "นายกเทศมนตรี</textarea>" in again
    assert "ท่านเห็นชอบฉบับนี้แล้วในนาม ปลัด<" in again
    assert 'id="id_has_read" checked' not in again
    assert desk.standing() == Status.SUBMITTED
    assert "รอนายกเทศมนตรีพิจารณา" in page(officer, "/work/")
    assert "ในขั้นของนายกเทศมนตรี" in page(head, "/work/")
    assert "ดึงกลับ</a>" not in page(officer, REVIEW)
    head.post(APPROVE, {**form, "step": "1", "printed_title": "นายก"})
    assert desk.standing() == Status.APPROVED
    way = page(officer, REVIEW)
    assert [way.index(word) for word in ("ปลัด</span>", "นายก</span>")] == sorted(
        way.index(word) for word in ("ปลัด</span>", "นายก</span>")
    )


def test_a_legal_officer_decides_in_a_step_of_theirs(desk, administrator):
    administrator.post(ROUTE, {**TWO, "role-2": "legal", "post-2": "หัวหน้างานนิติการ"})
    desk.submit()
    other = browser_of(make_user(role=Role.LEGAL, organization=desk.plan.organization))

    assert "พิจารณาเห็นชอบ" not in page(other, REVIEW)  # the first step is an executive's
    head = browser_of(desk.executive)
    form = {"seen": seen(head, APPROVE), "step": "0", "printed_title": "ปลัด", "has_read": "on"}
    head.post(APPROVE, form)

    assert "พิจารณาเห็นชอบ" in page(other, REVIEW)
    assert "ท่านเป็นผู้จัดทำ" in page(browser_of(desk.legal), APPROVE)


def test_an_office_of_one_person_is_let_through(desk, administrator):
    desk.submit()
    reason = {"allows_own_work": "on", "own_work_reason": "มีเจ้าหน้าที่คนเดียว"}
    administrator.post(ROUTE, {"role-1": "executive", **reason})
    desk.plan.organization.memberships.create(user=desk.legal, role=Role.EXECUTIVE.value)
    client = browser_of(desk.legal)

    assert "รอท่านพิจารณา" in page(client, "/work/")
    form = {"seen": seen(client, APPROVE), "printed_title": "นายก", "has_read": "on"}
    client.post(APPROVE, form)

    assert desk.standing() == Status.APPROVED
