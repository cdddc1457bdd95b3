"""Cells under further columns are named by their heading, no more by their place."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import Any

from django.db import migrations

_BATCH = 200


def _keys(extras: list[dict[str, str]]) -> list[str]:
    """As `measures.writing.cell_keys` does on the day of this migration."""
    seen: Counter[str] = Counter()
    keys = []
    for cell in extras:
        name = sha256("".join(cell["heading"].split()).encode()).hexdigest()[:12]
        keys.append(f"extra-{name}-{seen[name]}" if seen[name] else f"extra-{name}")
        seen[name] += 1
    return keys


def by_heading(apps: Any, schema_editor: Any) -> None:
    _rename(apps, backwards=False)


def by_place(apps: Any, schema_editor: Any) -> None:
    _rename(apps, backwards=True)


def _rename(apps: Any, *, backwards: bool) -> None:
    measures = apps.get_model("measures", "Measure")
    entries = apps.get_model("measures", "MeasureEntry")
    for measure in measures._base_manager.exclude(extras=[]).iterator(_BATCH):
        names = {f"extra-{place}": key for place, key in enumerate(_keys(measure.extras))}
        if backwards:
            names = {key: place for place, key in names.items()}
        carried = [names.get(key, key) for key in measure.carried]
        if carried != measure.carried:
            measures._base_manager.filter(pk=measure.pk).update(carried=carried)
        for entry in entries._base_manager.filter(measure=measure.pk):
            values = {names.get(key, key): text for key, text in entry.values.items()}
            if values != entry.values:
                entries._base_manager.filter(pk=entry.pk).update(values=values)


class Migration(migrations.Migration):
    dependencies = [("measures", "0019_record_that_is_bound")]

    operations = [migrations.RunPython(by_heading, by_place)]
