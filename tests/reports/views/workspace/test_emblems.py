"""The page of an emblem; and the emblem of drafts, versions and their pages."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from measures.models import AnnualPlan, Emblem
from measures.roles import Role
from measures.services.emblems import remove_emblem, set_emblem
from measures.services.stored_files import GRACE, read_file
from reports.models import FrozenFile
from reports.services.drafts import draft_of
from reports.services.files import remove_orphans
from reports.services.frozen import freeze_files, photos_of, photos_of_plan
from reports.views.pages import STORE
from tests.factories import make_full_measure, make_organization, make_plan, make_report, make_user
from tests.measures.inspecting.corpus import encoded, pdf, scene
from tests.reports.services.people import make_office
from tests.storage import keep_files_in

pytestmark = pytest.mark.django_db
PAGE = "/settings/takbai/emblem/"


def png(size):
    return encoded(scene(size, "RGBA"), "PNG")


@pytest.fixture
def home(settings, tmp_path):
    keep_files_in(settings, tmp_path)
    return make_organization(code="takbai", name="เทศบาลเมืองตากใบ")


@pytest.fixture
def administrator(client, home):
    user = make_user(role=Role.ADMINISTRATOR, organization=home)
    client.force_login(user)
    return user


@pytest.fixture
def office(home, administrator):
    """A report that prints the emblem above its title."""
    put(home, administrator)
    plan = make_plan(organization=home)
    make_full_measure(plan=plan)
    report = make_report(plan=plan)
    report.layout.spec = {**report.layout.spec, "emblem": "title"}
    report.layout.save()
    STORE.clear()
    return make_office(report)


def put(home, by, size=(90, 60)):
    return set_emblem(organization=home, upload=upload(png(size)), by=by)


def upload(data):
    return SimpleUploadedFile("ตรา.png", data)


def fetched(client, address):
    """A file as it is sent, read and closed as a server does."""
    response: Any = client.get(address)
    data = b"".join(response.streaming_content) if response.streaming else b""
    for closer in response._resource_closers:
        closer()
    return response, data


def text(response):
    return response.content.decode()


def test_the_page_takes_shows_and_removes_the_emblem(client, home, administrator):
    assert "ยังไม่มีตรา" in text(client.get(PAGE))

    added = client.post(PAGE, {"picture": upload(png((90, 60)))}, follow=True)
    emblem = Emblem.objects.get()
    address = f"{PAGE}{emblem.sha256}/"
    assert "บันทึกตราแล้ว" in text(added)
    assert f'src="{address}"' in text(added)
    shown, data = fetched(client, address)
    assert data == read_file(emblem.stored_name)
    assert (shown["Content-Type"], shown["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert f'inline; filename="emblem-{emblem.sha256[:8]}.jpg"' in shown["Content-Disposition"]

    gone = client.post(f"{PAGE}remove/", follow=True)
    assert "ลบตราแล้ว" in text(gone)
    assert client.get(address).status_code == 404
    assert client.get(f"{PAGE}remove/").status_code == 405


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "โปรดเลือกไฟล์ภาพตรา"),
        ({"picture": ("ว่าง.png", b"")}, "ไฟล์นี้ว่างเปล่า"),
        ({"picture": ("ตรา.pdf", pdf())}, "ใช้ไฟล์ภาพ JPG, PNG หรือ WebP"),
        ({"picture": ("ตรา.png", b"x" * 99)}, "ไม่รองรับไฟล์ชนิดนี้ ใช้ไฟล์ภาพ JPG, PNG หรือ WebP"),
    ],
)
def test_what_is_no_picture_is_told_at_its_box(client, home, administrator, sent, words):
    files = {name: SimpleUploadedFile(*one) for name, one in sent.items()}

    response = client.post(PAGE, files)

    assert (response.status_code, words in text(response)) == (200, True)
    assert 'aria-invalid="true"' in text(response)
    assert not Emblem.objects.exists()


def test_others_see_the_emblem_of_their_office_alone_and_set_none(client, home, office):
    emblem = Emblem.objects.get()
    client.force_login(office.legal)
    assert client.get(PAGE).status_code == 403
    assert fetched(client, f"{PAGE}{emblem.sha256}/")[0].status_code == 200

    client.force_login(make_user(role=Role.ADMINISTRATOR, organization=make_organization()))
    assert client.get(f"{PAGE}{emblem.sha256}/").status_code == 404


def test_the_layout_page_and_the_preview_show_the_emblem(client, home, office):
    emblem = Emblem.objects.get()
    client.force_login(office.legal)
    address = f"/plans/takbai/2568/evidence/files/{emblem.sha256}/"

    for page in ("/plans/takbai/2568/layout/", "/plans/takbai/2568/preview/"):
        shown = text(client.get(page))
        assert (page, address in shown) == (page, True)
        assert 'alt="ตราเทศบาลเมืองตากใบ"' in shown
    assert photos_of_plan(office.report.plan) == {emblem.sha256: read_file(emblem.stored_name)}


def test_a_version_keeps_the_emblem_that_it_had(client, home, office, administrator):
    old = Emblem.objects.get()
    data = read_file(old.stored_name)
    version = office.publish()
    put(home, administrator, (300, 300))
    remove_emblem(organization=home, by=administrator)
    late = timezone.now() + GRACE + timedelta(minutes=1)

    assert old.stored_name not in remove_orphans(at=late)
    assert version.content["schema"] == 5
    assert version.content["emblem"] == {"sha256": old.sha256, "width": 90, "height": 60}
    assert photos_of(version) == {old.sha256: data}
    page = text(Client().get(version.get_absolute_url()))
    address = f"{version.get_absolute_url()}evidence/{old.sha256}/"
    assert f'src="{address}"' in page
    public, sent = fetched(Client(), address)
    assert sent == data
    assert f'inline; filename="emblem-{old.sha256[:8]}.jpg"' in public["Content-Disposition"]


def test_without_an_emblem_nothing_is_frozen_of_it(home, office, administrator):
    remove_emblem(organization=home, by=administrator)

    version = office.submit()

    assert "emblem" not in version.content
    assert not FrozenFile.objects.exists()


def test_an_emblem_changed_while_a_version_is_frozen_stops_it(home, office, administrator):
    plan = AnnualPlan.objects.get()
    snapshot = draft_of(plan).snapshot
    version = office.submit()
    put(home, administrator, (300, 300))

    with pytest.raises(ValidationError, match="ตราของหน่วยงานเพิ่งถูกเปลี่ยน"):
        freeze_files(version, plan, snapshot)
