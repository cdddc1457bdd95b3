"""What was named by the place of a cell is named by its heading, and back."""

from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from measures.models import EntryReason, MeasureEntry
from tests.factories import make_measure
from tests.measures.services.editing import BUDGET, NOTES

pytestmark = pytest.mark.django_db


def test_cells_are_renamed_and_back():
    migration = import_module("measures.migrations.0020_cells_by_their_headings")
    cells = [{"heading": "งบประมาณ", "text": "ก"}, {"heading": "หมายเหตุ", "text": ""}]
    measure = make_measure(extras=cells, carried=["title", "extra-1"])
    values = {"title": "มาตรการ", "extra-0": "ก", "extra-1": ""}
    now = timezone.now()
    entry = MeasureEntry.objects.create(
        measure=measure, began_at=now, at=now, reason=EntryReason.START, values=values
    )

    migration.by_heading(apps, None)
    measure.refresh_from_db()
    entry.refresh_from_db()
    assert measure.carried == ["title", NOTES]
    assert entry.values == {"title": "มาตรการ", BUDGET: "ก", NOTES: ""}

    migration.by_place(apps, None)
    measure.refresh_from_db()
    entry.refresh_from_db()
    assert (measure.carried, entry.values) == (["title", "extra-1"], values)
