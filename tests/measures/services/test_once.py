"""A form that is sent twice has one effect, on both engines and from twenty places at once."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from measures.models import Unit, UsedToken
from measures.services.once import KEPT, once
from tests.factories import AT, make_organization, make_unit, make_user
from tests.together import together

TOKEN = "a-token-of-a-form"


def make_one(organization):
    return lambda: [make_unit(organization=organization).pk]


@pytest.mark.django_db
def test_the_second_time_gives_what_the_first_made():
    by, make = make_user(), make_one(make_organization())

    first = once(token=TOKEN, act="unit.created", by=by, make=make, at=AT)
    second = once(token=TOKEN, act="unit.created", by=by, make=make, at=AT)

    assert first == second == list(Unit.objects.values_list("pk", flat=True))


@pytest.mark.django_db
def test_another_act_another_person_or_no_token_is_another_effect():
    by, make = make_user(), make_one(make_organization())

    made = [
        once(token=TOKEN, act="unit.created", by=by, make=make),
        once(token=TOKEN, act="unit.copied", by=by, make=make),
        once(token=TOKEN, act="unit.created", by=make_user(), make=make),
        once(token=None, act="unit.created", by=by, make=make),
        once(token=None, act="unit.created", by=by, make=make),
    ]

    assert sorted(made) == [
        [key] for key in Unit.objects.order_by("pk").values_list("pk", flat=True)
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "token", ["", "short", "x" * 65, "token\x00token", "ๆ" * 10, "a b c d e f"]
)
def test_a_token_that_no_form_has_is_refused(token):
    with pytest.raises(ValidationError) as refusal:
        once(token=token, act="unit.created", by=make_user(), make=make_one(make_organization()))

    assert refusal.value.messages == ["แบบฟอร์มนี้ไม่สมบูรณ์ โปรดเปิดหน้านี้ใหม่แล้วลองอีกครั้ง"]
    assert not Unit.objects.exists()


@pytest.mark.django_db
def test_a_form_that_failed_may_be_sent_again():
    by, make = make_user(), make_one(make_organization())

    def fail():
        raise ValidationError("ไม่ได้")

    with pytest.raises(ValidationError), transaction.atomic():
        once(token=TOKEN, act="unit.created", by=by, make=fail)

    assert once(token=TOKEN, act="unit.created", by=by, make=make) == [Unit.objects.get().pk]


@pytest.mark.django_db
def test_old_tokens_of_the_person_are_forgotten():
    by, other, make = make_user(), make_user(), make_one(make_organization())
    for user in (by, other):
        once(token=TOKEN, act="unit.created", by=user, make=make, at=AT)

    later = AT + KEPT + timedelta(seconds=1)
    once(token="another-token", act="unit.created", by=by, make=make, at=later)

    assert list(UsedToken.objects.order_by("pk").values_list("user", "token")) == [
        (other.pk, TOKEN),
        (by.pk, "another-token"),
    ]


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_have_one_effect():
    by, make = make_user(), make_one(make_organization())

    results = together(*[lambda: once(token=TOKEN, act="unit.created", by=by, make=make)] * 20)

    assert results == [[Unit.objects.get().pk]] * 20
