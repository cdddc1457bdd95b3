"""A year that begins with an import: by two people at once, and by one who is killed."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from measures.models import AnnualPlan, ImportBatch, ImportState, Measure
from reports.models import Report
from reports.services.bringing_in import bring_in, take_back
from tests.factories import make_layout, make_organization, make_superuser
from tests.killing import killed
from tests.measures.services.bringing import a_table, stage
from tests.reports.services import bring_often
from tests.together import together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("is_one_batch", [True, False])
def test_two_who_begin_a_year_by_imports_begin_it_once(is_one_batch):
    make_layout("six")
    organization, by, at = make_organization(), make_superuser(), timezone.now()
    first, second = (stage(organization) for _ in range(2))
    batches = [first, first if is_one_batch else second]

    def bring(batch):
        return lambda: bring_in(batch=batch, revision=0, by=by, at=at, token="token-of-the-form")

    results = together(*map(bring, batches))

    plan = AnnualPlan.objects.get()
    came = [result for result in results if isinstance(result, ImportBatch)]
    assert all(isinstance(result, ImportBatch | ValidationError) for result in results)
    assert len(came) == 2 or not is_one_batch
    written = len({batch.pk for batch in came})
    assert (Report.objects.get().plan, Measure.objects.in_plan(plan).count()) == (plan, 2 * written)


@pytest.mark.parametrize("after", [0.1, 0.4])
def test_a_killed_import_begins_a_year_whole_or_not_at_all(after):
    make_layout("six")
    by, at = make_superuser(), timezone.now()
    batch = stage(make_organization(), a_table(*(f"มาตรการ {number}" for number in range(40))))

    killed(bring_often.main, after=after, batch_key=batch.pk, user_key=by.pk)
    with transaction.atomic():  # once no killed transaction holds it any more
        batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)

    is_in = batch.state == ImportState.APPLIED
    found = [AnnualPlan.objects.count(), Report.objects.count(), Measure.objects.count()]
    assert found == ([1, 1, 40] if is_in else [0, 0, 0])
    if is_in:
        take_back(batch=batch, by=by, at=at)
        assert not AnnualPlan.objects.exists()
