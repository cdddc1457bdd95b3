import pytest
from django.core.management import CommandError, call_command

from measures.models import AuditEvent, User
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


def create(email="root@example.test", **options):
    call_command("createsuperuser", email=email, noinput=True, **options)


def test_createsuperuser_makes_the_first_administrator_alone(monkeypatch, capsys):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)

    create(display_name="ผู้ดูแลศูนย์ข้อมูล")
    with pytest.raises(CommandError, match="มีผู้ดูแลระบบแล้ว"):
        create(email="second@example.test")

    user = User.objects.get()
    assert (user.email, str(user), user.is_superuser, user.check_password(PASSWORD)) == (
        "root@example.test",
        "ผู้ดูแลศูนย์ข้อมูล",
        True,
        True,
    )
    assert capsys.readouterr().out == "root@example.test administers this installation.\n"
    assert [event.action for event in AuditEvent.objects.all()] == ["user.created"]


@pytest.mark.parametrize("password", ["", "short", "123456789012345"])
def test_createsuperuser_refuses_a_weak_password(monkeypatch, password):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", password)

    with pytest.raises(CommandError):
        create()

    assert not User.objects.exists()
