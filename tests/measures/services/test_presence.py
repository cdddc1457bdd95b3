"""Who has a measure open: people, not tabs."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from measures.models import Measure, MeasurePresence
from measures.roles import Role
from measures.services.plans import MeasureChanged
from measures.services.presence import SEEN_FOR, note_presence, others_present
from tests.factories import AT, make_measure, make_plan, make_user
from tests.measures.services.editing import writer

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def test_people_see_each_other_and_not_themselves():
    measure = make_measure()
    one, two, three = writer(measure), writer(measure), writer(measure)
    note_presence(measure=measure, by=one, at=AT)
    note_presence(measure=measure, by=two, at=AT + 20 * SECOND)
    note_presence(measure=measure, by=two, at=AT + 40 * SECOND)
    note_presence(measure=make_measure(plan=measure.plan), by=three, at=AT)

    def seen_by(user, after):
        return others_present(measure=measure, user=user, at=AT + after)

    assert seen_by(one, 41 * SECOND) == [two]
    assert seen_by(three, 41 * SECOND) == [two, one]
    assert seen_by(three, SEEN_FOR) == [two]
    assert seen_by(one, 40 * SECOND + SEEN_FOR) == []
    assert MeasurePresence.objects.filter(measure=measure).count() == 2


def test_the_first_look_is_kept_in_the_measure():
    measure = make_measure()
    by = writer(measure)

    note_presence(measure=measure, by=by, at=AT)
    note_presence(measure=Measure.objects.get(), by=by, at=AT + SECOND)

    assert Measure.objects.get().opened_at == AT


def test_presence_in_a_locked_plan_writes_nothing_in_it():
    measure = make_measure(plan=make_plan(locked_at=AT))

    note_presence(measure=measure, by=writer(measure), at=AT)

    assert Measure.objects.get().opened_at is None
    assert MeasurePresence.objects.count() == 1


def test_presence_refuses():
    measure = make_measure()
    by = writer(measure)
    binned = make_measure(plan=measure.plan, binned_at=AT, binned_by=by)

    with pytest.raises(PermissionDenied):
        note_presence(measure=measure, by=make_user(role=Role.AUDITOR))
    with pytest.raises(MeasureChanged):
        note_presence(measure=binned, by=by)

    assert not MeasurePresence.objects.exists()
