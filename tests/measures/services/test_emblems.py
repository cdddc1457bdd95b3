"""The emblem of an organization: drawn anew, kept, replaced, taken away."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from measures.inspecting import Inspected, inspect
from measures.models import AuditEvent, Emblem
from measures.roles import Role
from measures.services.emblems import remove_emblem, set_emblem
from measures.services.stored_files import GRACE, orphans, read_file
from reports.services.files import remove_orphans
from tests.factories import make_organization, make_user
from tests.measures.inspecting.corpus import encoded, pdf, photo, scene
from tests.measures.services.evidence import an_upload
from tests.storage import keep_files_in

pytestmark = pytest.mark.django_db


def png(size):
    return encoded(scene(size, "RGBA"), "PNG")


@pytest.fixture
def home(settings, tmp_path):
    keep_files_in(settings, tmp_path)
    return make_organization(code="takbai", name="เทศบาลเมืองตากใบ")


@pytest.fixture
def by(home):
    return make_user(role=Role.ADMINISTRATOR, organization=home)


def put(home, by, data, name="ตรา.png"):
    return set_emblem(organization=home, upload=an_upload(name, data), by=by)


def test_an_emblem_is_drawn_anew_as_large_as_it_is_printed(home, by):
    emblem = put(home, by, png((1200, 900)))

    seen = inspect(png((1200, 900)), "ตรา.png")
    assert isinstance(seen, Inspected)
    assert read_file(emblem.stored_name) == seen.thumbnail
    assert (emblem.width, emblem.height, emblem.set_by) == (480, 360, by)
    event = AuditEvent.objects.get()
    assert (event.action, event.organization_code, event.before) == ("emblem.set", "takbai", None)
    assert (event.after or {})["sha256"] == emblem.sha256


def test_another_takes_its_place_and_the_old_bytes_are_swept(home, by):
    old = put(home, by, photo((640, 480))).stored_name
    new = put(home, by, png((90, 90)))

    assert list(Emblem.objects.values_list("stored_name", "width")) == [(new.stored_name, 90)]
    assert remove_orphans(at=timezone.now()) == []
    assert remove_orphans(at=timezone.now() + GRACE + timedelta(minutes=1)) == [old]


def test_an_emblem_that_was_taken_away_stays_away(home, by):
    put(home, by, png((90, 90)))

    remove_emblem(organization=home, by=by)
    remove_emblem(organization=home, by=by)

    assert not Emblem.objects.exists()
    actions = AuditEvent.objects.order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["emblem.set", "emblem.removed"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (pdf(), "ใช้ไฟล์ภาพ JPG, PNG หรือ WebP"),
        (b"", "ไฟล์นี้ว่าง"),
        (b"GIF89a" + b"0" * 50, "ไม่รองรับไฟล์ชนิดนี้"),
        (png((90, 90))[:60], "เปิดไฟล์นี้ไม่ได้"),
    ],
)
def test_what_is_no_picture_is_refused_and_nothing_is_kept(home, by, data, words):
    with pytest.raises(ValidationError, match=words):
        put(home, by, data)

    assert not Emblem.objects.exists()
    assert orphans("emblems", set(), at=timezone.now() + 2 * GRACE) == []


@pytest.mark.parametrize("role", [Role.LEGAL, Role.STAFF, Role.EXECUTIVE])
def test_only_who_looks_after_the_organization_sets_it(home, role):
    person = make_user(role=role, organization=home)

    with pytest.raises(PermissionDenied):
        put(home, person, png((90, 90)))
    with pytest.raises(PermissionDenied):
        remove_emblem(organization=home, by=person)
    assert orphans("emblems", set(), at=timezone.now() + 2 * GRACE) == []
