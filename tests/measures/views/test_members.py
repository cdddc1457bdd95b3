"""The settings pages of members and invitations."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client

from measures.models import Invitation, Membership, User
from measures.roles import ROLE_ACTIONS, Role
from measures.services.invitations import TOO_MANY
from measures.services.members import LAST_ADMINISTRATOR
from measures.views.role_table import ACTION_LABELS
from tests.factories import (
    PASSWORD,
    make_invitation,
    make_membership,
    make_organization,
    make_unit,
    make_user,
)

pytestmark = pytest.mark.django_db
EMAIL = "saraban@example.go.th"
NEW = "another horse ran away"


@pytest.fixture
def office():
    return make_organization(code="office", name="เทศบาลตำบลบ้านเรา")


@pytest.fixture
def head(office, client):
    user = make_user(role=Role.ADMINISTRATOR, organization=office, display_name="ปลัด")
    client.force_login(user)
    return user


@pytest.fixture
def clerk(office):
    return make_user(
        role=Role.STAFF, organization=office, email=EMAIL, password=PASSWORD, display_name="สารบรรณ"
    )


def invite(client, **said):
    fields = {"email": EMAIL, "display_name": "สารบรรณ", "roles": ["staff"]}
    return client.post("/settings/office/members/invite/", fields | said)


def link() -> str:
    return str(re.findall(r"http://localhost:8000(/invitations/\S+)", str(mail.outbox[-1].body))[0])


def parts(user):
    return sorted(Membership.objects.filter(user=user).values_list("role", flat=True))


def test_the_list_shows_everyone_once_and_costs_the_same(
    client, office, head, clerk, django_assert_max_num_queries
):
    make_membership(user=clerk, role=Role.EXECUTIVE, organization=office)
    Membership.objects.get(user=clerk, role="staff").units.add(
        make_unit(organization=office, name="กองคลัง")
    )
    make_user(role=Role.LEGAL, organization=make_organization(), display_name="คนอื่น")
    make_invitation(organization=office, by=head, email="new@example.go.th")

    with django_assert_max_num_queries(13):
        page = client.get("/settings/office/members/").content.decode()

    assert page.count(EMAIL) == 1
    assert "เจ้าหน้าที่ของหน่วยงานภายใน · ผู้บริหาร" in page
    assert 'data-label="หน่วย">กองคลัง<' in page
    assert "ยังไม่เคยเข้าใช้" in page
    assert "new@example.go.th" in page
    assert "คนอื่น" not in page
    assert client.get("/settings/office/")["Location"] == "/settings/office/members/"


def test_the_table_of_roles_knows_every_action_of_a_role():
    assert set(ACTION_LABELS) == {action for actions in ROLE_ACTIONS.values() for action in actions}


def test_a_person_is_invited_accepts_and_is_in(client, office, head):
    unit = make_unit(organization=office, name="กองคลัง")
    answer = invite(client, roles=["staff", "executive"], units=[unit.pk])
    assert answer["Location"] == "/settings/office/members/"
    letter = mail.outbox[0]
    assert (letter.to, letter.subject) == (
        [EMAIL],
        "คำเชิญเข้าใช้ระบบรายงานคุณธรรมและความโปร่งใส เทศบาลตำบลบ้านเรา",
    )
    assert "ปลัด เชิญท่าน" in letter.body
    guest = Client()

    page = guest.get(link()).content.decode()
    assert "เทศบาลตำบลบ้านเรา" in page
    assert 'value="สารบรรณ"' in page
    said = {"display_name": "หัวหน้าสารบรรณ", "new_password": NEW, "again": NEW}
    done = guest.post(link(), said)

    assert [done.status_code, done["Location"]] == [302, "/work/"]
    user = User.objects.get(email=EMAIL)
    assert (user.display_name, parts(user)) == ("หัวหน้าสารบรรณ", ["executive", "staff"])
    assert guest.get("/account/").status_code == 200
    assert "คำเชิญนี้ใช้ไม่ได้แล้ว" in Client().get(link()).content.decode()
    assert Client().post(link(), said).status_code == 404
    assert "คำเชิญที่รอรับ" not in client.get("/settings/office/members/").content.decode()


def test_the_link_leads_to_the_portal_whatever_port_was_asked(client, office, head):
    client.defaults["HTTP_HOST"] = "testserver:8666"
    invite(client)

    found = re.findall(r"https?://[^/]+/invitations/", str(mail.outbox[-1].body))
    assert found == ["http://localhost:8000/invitations/"]


def test_without_a_mail_server_the_link_is_shown_once(client, office, head, settings):
    invite(client)
    first = client.get("/settings/office/members/").content.decode()
    assert f'value="http://localhost:8000{link()}"' in first
    assert link() not in client.get("/settings/office/members/").content.decode()

    settings.HAS_MAIL_SERVER = True
    invitation = Invitation.objects.get()
    client.post(f"/settings/office/invitations/{invitation.pk}/send/")
    assert link() not in client.get("/settings/office/members/").content.decode()
    assert len(mail.outbox) == 2


def test_too_many_letters_are_refused_in_words(client, office, head):
    invite(client)
    address = f"/settings/office/invitations/{Invitation.objects.get().pk}/send/"
    pages = [client.post(address, follow=True).content.decode() for _ in range(5)]

    assert [TOO_MANY in page for page in pages] == [False] * 4 + [True]
    assert len(mail.outbox) == 5


def test_a_letter_that_is_not_taken_is_said(client, office, head, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    page = client.post(
        "/settings/office/members/invite/",
        {"email": EMAIL, "display_name": "สารบรรณ", "roles": ["staff"]},
        follow=True,
    ).content.decode()

    assert f"ส่งจดหมายถึง {EMAIL} ไม่สำเร็จ" in page
    assert "ส่งคำเชิญอีกครั้ง" in page


def test_the_form_sent_twice_invites_once(client, office, head):
    invite(client)
    invite(client)

    assert (Invitation.objects.count(), len(mail.outbox)) == (1, 1)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"email": ""}, "โปรดใส่อีเมล"),
        ({"email": "saraban"}, "อีเมลไม่ครบ"),
        ({"display_name": ""}, "โปรดใส่ตำแหน่งหรือชื่อที่แสดง"),
        ({"roles": []}, "โปรดเลือกบทบาทอย่างน้อย ๑ บทบาท"),
        ({"roles": ["king"]}, "ไม่มีบทบาทนี้"),
        ({"units": ["999999"]}, "ไม่พบหน่วยงานภายในที่เลือกแล้ว"),
        ({"email": "clerk@example.go.th"}, "ผู้ใช้นี้อยู่ในหน่วยงานแล้ว"),
    ],
)
def test_an_invitation_that_will_not_do_is_said_at_the_field(client, office, head, said, words):
    make_user(email="clerk@example.go.th", role=Role.STAFF, organization=office)
    make_unit(organization=office)

    page = invite(client, **said).content.decode()

    assert words in page
    assert "<title>มีข้อผิดพลาด: " in page
    assert not Invitation.objects.exists()
    assert mail.outbox == []


def test_one_with_an_account_signs_in_and_accepts(client, office, head):
    user = make_user(email=EMAIL, password=PASSWORD)
    invite(client)
    guest = Client()
    page = guest.get(link()).content.decode()
    assert "มีบัญชีในระบบแล้ว" in page
    assert f'href="/sign-in/?next={link()}"' in page
    assert guest.post(link(), {"new_password": NEW, "again": NEW}).status_code == 200
    assert parts(user) == []

    guest.post("/sign-in/", {"name": EMAIL, "password": PASSWORD})
    assert "รับคำเชิญ</button>" in guest.get(link()).content.decode()
    assert guest.post(link())["Location"] == "/work/"
    assert parts(user) == ["staff"]
    assert guest.post(link()).status_code == 404


def test_another_person_cannot_accept(client, office, head):
    invite(client)

    assert "โปรดออกจากระบบก่อน" in client.get(link()).content.decode()
    client.post(link(), {"display_name": "x", "new_password": NEW, "again": NEW})

    assert not User.objects.filter(email=EMAIL).exists()


def test_an_invitation_is_withdrawn(client, office, head):
    invite(client)
    invitation = Invitation.objects.get()

    for _ in range(2):
        answer = client.post(f"/settings/office/invitations/{invitation.pk}/withdraw/", follow=True)
        assert "ลิงก์เดิมใช้ไม่ได้อีก" in answer.content.decode()

    assert Client().get(link()).status_code == 404


def test_roles_are_changed(client, office, head, clerk):
    address = f"/settings/office/members/{clerk.pk}/"
    page = client.get(address).content.decode()
    assert re.search(r'value="staff"\s+aria-describedby="role-staff-hint" checked', page)

    answer = client.post(address, {"roles": ["legal", "executive"]}, follow=True)

    assert "บันทึกสิทธิ์ของ สารบรรณ แล้ว" in answer.content.decode()
    assert parts(clerk) == ["executive", "legal"]
    refused = client.post(address, {"roles": [], "sent": "1"}).content.decode()
    assert "โปรดเลือกบทบาทอย่างน้อย ๑ บทบาท" in refused
    assert parts(clerk) == ["executive", "legal"]


def test_a_member_is_suspended_and_comes_back(client, office, head, clerk):
    guest = Client()
    guest.force_login(clerk)
    base = f"/settings/office/members/{clerk.pk}"

    page = client.post(f"{base}/suspend/", follow=True).content.decode()
    assert "ระงับไว้" in page
    assert guest.get("/account/").status_code == 302
    page = client.post(f"{base}/reactivate/", follow=True).content.decode()
    assert "ระงับไว้" not in page


def test_a_member_is_removed_once(client, office, head, clerk):
    address = f"/settings/office/members/{clerk.pk}/remove/"

    assert "ออกจากหน่วยงานแล้ว" in client.post(address, follow=True).content.decode()
    assert client.post(address)["Location"] == "/settings/office/members/"
    assert parts(clerk) == []
    assert client.get(f"/settings/office/members/{clerk.pk}/").status_code == 404


@pytest.mark.parametrize("act", ["suspend/", "remove/", ""])
def test_the_last_administrator_is_told(client, office, head, act):
    answer = client.post(
        f"/settings/office/members/{head.pk}/{act}", {"roles": ["staff"]}, follow=True
    )

    assert LAST_ADMINISTRATOR in answer.content.decode()
    assert parts(head) == ["administrator"]


def test_an_administrator_who_steps_down_stays_signed_in(client, office, head):
    make_user(role=Role.ADMINISTRATOR, organization=office)

    answer = client.post(f"/settings/office/members/{head.pk}/", {"roles": ["legal"]})

    assert answer["Location"] == "/work/"
    assert client.get("/account/").status_code == 200
    assert client.get("/settings/office/members/").status_code == 403
