"""People, their passwords and their parts."""

from django.contrib.auth import authenticate
from django.test import Client

from measures.models import Membership, User
from measures.roles import Role
from measures.services.second_step import has_second_step, new_secret, start_second_step
from tests.factories import AT, make_membership, make_organization, make_unit, make_user
from tests.measures.admin.pages import STALE, address, errors, events, opened, save
from tests.measures.services.test_second_step import code_of

BY = "ผู้ดูแลระบบ"
PASSWORD = "ร่มไม้ใหญ่-7-ต้น-ริมน้ำ"


def parts_of(user: User) -> list[tuple[str, str | None]]:
    rows = Membership.objects.filter(user=user).order_by("pk")
    return [(row.role, row.organization.code if row.organization else None) for row in rows]


def test_a_person_is_added_with_a_password_and_parts(admin: Client) -> None:
    organization = make_organization(code="one")
    unit = make_unit(organization=organization)

    response = save(
        admin,
        address("user", "add"),
        {
            "email": "Nitikorn@Example.test",
            "display_name": "นิติกร",
            "password": PASSWORD,
            "memberships-0-role": "legal",
            "memberships-0-organization": organization.pk,
            "memberships-0-units": unit.pk,
        },
    )

    assert response.status_code == 302, errors(response)
    user = User.objects.get(email="nitikorn@example.test")
    assert authenticate(username="nitikorn@example.test", password=PASSWORD) == user
    assert parts_of(user) == [("legal", "one")]
    assert list(user.memberships.get().units.all()) == [unit]
    assert events() == [("user.created", BY), ("membership.granted", BY)]
    assert PASSWORD not in admin.get(address("user", "change", user.pk)).content.decode()


def test_a_bad_password_and_a_part_nowhere_are_refused(admin: Client) -> None:
    typed = {"email": "a@example.test", "display_name": "ก", "password": "12345"}
    response = save(admin, address("user", "add"), typed)
    assert len(errors(response)) >= 1
    assert [error for error in errors(response) if error.isascii()] == []

    response = save(
        admin,
        address("user", "add"),
        {**typed, "password": "", "memberships-0-role": "legal"},
    )
    assert errors(response) == ["เลือกหน่วยงาน เฉพาะผู้ตรวจสอบเท่านั้นที่เว้นว่างได้"]
    assert (User.objects.count(), events()) == (1, [])


def test_an_account_is_changed_and_closed(admin: Client) -> None:
    user = make_user(email="a@example.test", staff_code="")
    url = address("user", "change", user.pk)
    assert save(admin, url, {"staff_code": "N-01"}).status_code == 302
    values = opened(admin, url)
    del values["is_active"]
    assert save(admin, url, {}, shown=values).status_code == 302

    user.refresh_from_db()
    assert (user.staff_code, user.is_active) == ("n-01", False)
    assert events() == [("user.updated", BY)] * 2
    assert admin.get(address("user", "delete", user.pk)).status_code == 403


def test_the_last_administrator_stays_one(admin: Client, administrator: User) -> None:
    url = address("user", "change", administrator.pk)
    values = opened(admin, url)
    del values["is_superuser"]

    response = save(admin, url, {}, shown=values)

    assert errors(response) == ["ต้องมีผู้ดูแลระบบที่ใช้งานได้อย่างน้อยหนึ่งคน"]
    administrator.refresh_from_db()
    assert (administrator.is_superuser, events()) == (True, [])


def test_parts_are_given_and_taken_away_below_a_person(admin: Client) -> None:
    one, two = make_organization(code="one"), make_organization(code="two")
    user = make_user(role=Role.STAFF, organization=one)
    url = address("user", "change", user.pk)

    response = save(
        admin,
        url,
        {
            "memberships-0-DELETE": "on",
            "memberships-1-role": "coordinator",
            "memberships-1-organization": two.pk,
        },
    )

    assert response.status_code == 302, errors(response)
    assert parts_of(user) == [("coordinator", "two")]
    assert events() == [("membership.revoked", BY), ("membership.granted", BY)]


def test_parts_of_another_person_are_refused(admin: Client) -> None:
    one = make_organization()
    user = make_user(role=Role.STAFF, organization=one)
    other = make_user(role=Role.STAFF, organization=one)
    theirs = other.memberships.get()

    response = save(
        admin,
        address("user", "change", user.pk),
        {"memberships-0-id": theirs.pk, "memberships-0-DELETE": "on"},
    )

    assert errors(response) == [STALE]
    assert (Membership.objects.count(), events()) == (2, [])


def test_a_password_is_given_on_its_own_page(admin: Client, administrator: User) -> None:
    user = make_user(email="a@example.test")
    url = address("user", "password", user.pk)

    wrong = {"new_password1": PASSWORD, "new_password2": "ไม่ตรงกัน"}
    assert errors(save(admin, url, wrong)) == ["รหัสผ่านสองช่องไม่ตรงกัน"]
    typed = {"new_password1": PASSWORD, "new_password2": PASSWORD}
    assert save(admin, url, typed).status_code == 302
    assert authenticate(username="a@example.test", password=PASSWORD) == user
    own = address("user", "password", administrator.pk)
    assert save(admin, own, typed).status_code == 302
    assert admin.get("/admin/").status_code == 200  # the session goes on
    assert events() == [("user.password_changed", BY)] * 2


def test_an_administrator_changes_the_own_password_where_everyone_does(
    admin: Client, administrator: User
) -> None:
    administrator.set_password("รหัสเดิมของข้าพเจ้า")
    administrator.save()
    admin.force_login(administrator)
    answer = admin.get("/admin/password_change/")
    assert [answer.status_code, answer["Location"]] == [302, "/account/password/"]
    typed = {"new_password": PASSWORD, "again": PASSWORD}

    assert admin.post(answer["Location"], {**typed, "password": "ผิด"}).status_code == 200
    right = {**typed, "password": "รหัสเดิมของข้าพเจ้า"}
    assert admin.post(answer["Location"], right).status_code == 302

    assert authenticate(username=administrator.email, password=PASSWORD) == administrator
    assert admin.get("/admin/").status_code == 200
    assert events() == [("user.password_changed", BY)]


def test_a_suspended_part_says_so(admin: Client) -> None:
    part = make_membership(user=make_user(), role=Role.LEGAL, organization=make_organization())
    assert "ใช้ได้" in admin.get(address("membership", "changelist")).content.decode()

    Membership.objects.update(suspended_at=AT)

    for url in (address("membership", "changelist"), address("membership", "change", part.pk)):
        assert "ระงับไว้ ๑๖\N{NO-BREAK SPACE}มี.ค." in admin.get(url).content.decode()


def test_a_lost_second_step_is_stopped(admin: Client) -> None:
    user, secret = make_user(email="a@example.test"), new_secret()
    page = admin.get(address("user", "change", user.pk)).content.decode()
    assert "ไม่ได้เปิดใช้" in page
    start_second_step(user=user, secret=secret, code=code_of(secret), by=user)
    url = address("user", "second_step", user.pk)
    assert url in admin.get(address("user", "change", user.pk)).content.decode()
    assert "a@example.test" in admin.get(url).content.decode()
    assert has_second_step(user)

    assert admin.post(url).status_code == 302

    assert not has_second_step(user)
    assert events()[-1] == ("user.second_step_stopped", BY)


def test_a_part_is_added_narrowed_and_deleted(admin: Client) -> None:
    user, organization = make_user(), make_organization(code="one")
    unit, stranger = make_unit(organization=organization), make_unit()
    typed = {"user": user.pk, "role": "staff", "organization": organization.pk}
    url = address("membership", "add")
    refused = save(admin, url, {**typed, "units": stranger.pk})
    assert errors(refused) == ["เลือกได้เฉพาะหน่วยงานภายในของหน่วยงานนี้"]
    assert save(admin, url, typed).status_code == 302
    part = Membership.objects.get()

    url = address("membership", "change", part.pk)
    assert save(admin, url, {"units": unit.pk, "role": "legal"}).status_code == 302
    part.refresh_from_db()
    assert (part.role, list(part.units.all())) == ("staff", [unit])

    url = address("membership", "delete", part.pk)
    assert admin.post(url, opened(admin, url)).status_code == 302
    assert events() == [
        ("membership.granted", BY),
        ("membership.updated", BY),
        ("membership.revoked", BY),
    ]


def test_only_an_auditor_is_one_everywhere(admin: Client) -> None:
    user = make_user()
    url = address("membership", "add")

    refused = save(admin, url, {"user": user.pk, "role": "legal"})
    assert errors(refused) == ["เลือกหน่วยงาน เฉพาะผู้ตรวจสอบเท่านั้นที่เว้นว่างได้"]
    assert save(admin, url, {"user": user.pk, "role": "auditor"}).status_code == 302
    assert parts_of(user) == [("auditor", None)]


def test_a_part_that_is_there_already_is_the_same_part(admin: Client) -> None:
    organization = make_organization()
    user = make_user()
    part = make_membership(user=user, role=Role.STAFF, organization=organization)
    typed = {"user": user.pk, "role": "staff", "organization": organization.pk}

    response = save(admin, address("membership", "add"), typed)

    assert response.status_code == 302 or errors(response) != []
    assert list(Membership.objects.all()) == [part]
