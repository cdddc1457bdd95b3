"""What somebody with all rights on database and disk does to the official record."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import BooleanField, ForeignKey, Model, QuerySet

from measures.models import AuditEvent
from measures.services.sealing import chain_events
from reports.models import Decision, ExportFile, FrozenFile, Report, ReportVersion
from reports.services.verification import SEALED, faults
from reports.services.workflow import reopen_report, withdraw_report
from tests.factories import AT, make_full_measure, make_plan, make_report
from tests.measures.inspecting.corpus import photo
from tests.measures.services.evidence import a_writer, an_upload, attach
from tests.reports.services import documents
from tests.reports.services.people import Office, make_office
from tests.storage import keep_files_in


class Undo(Exception):
    """Takes a change back."""


def make_record(settings: Any, folder: Path) -> Office:
    """A report with a photo, in its second version, and another that was withdrawn."""
    keep_files_in(settings, folder / "files")
    settings.AUDIT_HEADS = folder / "heads.txt"
    plan = make_plan()
    measure = make_full_measure(plan=plan)
    by = a_writer(measure)
    attach(measure, by=by, upload=an_upload(data=photo((80, 60))), caption="ประชุมชี้แจง")
    office = make_office(make_report(plan=plan))
    office.publish()
    reopen_report(report=office.report, reason="แก้คำผิด", by=office.legal, at=AT)
    office.publish()
    documents.publish(plan, office.legal)
    gone = make_office()
    gone.publish()
    withdraw_report(report=gone.report, reason="ถอน", by=gone.legal, at=AT)
    chain_events()
    return office


def plain(model: type[Model]) -> QuerySet[Any]:
    """Past the managers that refuse."""
    return QuerySet(model)


def other(value: Any) -> Any:
    """A value of the same kind that is another one."""
    match value:
        case bool():
            return not value
        case int():
            return value + 1000
        case datetime():
            return value + timedelta(microseconds=1)
        case date():
            return value + timedelta(days=1)
        case dict():
            return {**value, "ก": 1}
        case list():
            return [*value, 1]
        case None:
            return 1
        case _:
            text = str(value)
            return text[:-1] + ("ข" if text[-1:] == "ก" else "ก") if text else "ก"


def changes() -> Iterator[tuple[str, Callable[[], object]]]:
    """Every value of every row, every row, and every file; each with what changes it."""
    models: tuple[type[Model], ...] = (*SEALED, AuditEvent, Report)
    for model in models:
        for row in plain(model):
            here = plain(model).filter(pk=row.pk)
            for name in _changed(model):
                if model is Report and getattr(row, name) is None:
                    continue  # withdrawn: its status is changed
                label = f"{model.__name__} {row.pk} {name}"
                yield label, partial(here.update, **{name: other(getattr(row, name))})
            if model is not Report:
                yield f"{model.__name__} {row.pk} gone", partial(here._raw_delete, "default")


def _changed(model: type[Model]) -> list[str]:
    """The columns that can be changed alone; of a report, what the public is led by."""
    if model is Report:
        return ["status", "published_at"]
    kept = (ForeignKey, BooleanField) if model is not Decision else (ForeignKey,)
    return [
        field.attname
        for field in model._meta.concrete_fields
        if not field.primary_key and not isinstance(field, kept)
    ]


def found_after(change: Callable[[], object]) -> list[str]:
    """What is found after a change, which is taken back; the database itself refuses some."""
    found: list[str] = []
    try:
        with transaction.atomic():
            change()
            found = list(faults())
            raise Undo
    except IntegrityError as refusal:
        return [str(refusal)]
    except Undo:
        return found


def leaves(value: Any) -> Iterator[Any]:
    """The same JSON with one of its values changed or left out, each in turn."""
    places = value.items() if isinstance(value, dict) else enumerate(value)
    for place, inner in list(places):
        kind: Callable[[Any], Any] = dict if isinstance(value, dict) else list
        shorter = kind(value)
        del shorter[place]
        yield shorter
        for changed in leaves(inner) if isinstance(inner, dict | list) else [other(inner)]:
            longer = kind(value)
            longer[place] = changed
            yield longer


def json_changes() -> Iterator[tuple[str, Callable[[], object]]]:
    """Every value within the JSON of versions and of the record."""
    for model, names in ((ReportVersion, ("content", "layout", "route")), (AuditEvent, ("after",))):
        for row in plain(model):
            here = plain(model).filter(pk=row.pk)
            for name in names:
                for number, value in enumerate(leaves(getattr(row, name) or {})):
                    label = f"{model.__name__} {row.pk} {name} {number}"
                    yield label, partial(here.update, **{name: value})


def swaps() -> Iterator[tuple[str, Callable[[], object]]]:
    """Every two neighbours of a table under each other's number."""
    for model in (Decision, FrozenFile, ExportFile):
        rows = list(plain(model).order_by("pk"))
        for first, second in pairwise(rows):
            yield f"{model.__name__} {first.pk} and {second.pk}", partial(swap, first, second)


def swap(first: Model, second: Model) -> None:
    values = [
        {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if not f.primary_key}
        for row in (first, second)
    ]
    rows = plain(type(first))
    rows.filter(pk__in=(first.pk, second.pk))._raw_delete("default")
    rows.bulk_create(
        [type(first)(pk=first.pk, **values[1]), type(first)(pk=second.pk, **values[0])]
    )


def file_changes(chosen: random.Random, count: int) -> Iterator[tuple[str, Path, bytes | None]]:
    """A stored file, and what lies there instead of it; None: nothing does."""
    paths = sorted(
        Path(default_storage.path(str(getattr(row, name))))
        for model, name in ((ExportFile, "file"), (FrozenFile, "name"))
        for row in plain(model)
    )
    for number in range(count):
        path, another = chosen.sample(paths, 2)
        data, place = path.read_bytes(), chosen.randrange(path.stat().st_size)
        yield (
            f"{path.name} {number}",
            path,
            [
                data[:place] + bytes([data[place] ^ 1 << number % 8]) + data[place + 1 :],
                data[:place],
                data + b"\n",
                another.read_bytes(),
                None,
            ][number % 5],
        )


def found_in_files(path: Path, changed: bytes | None) -> list[str]:
    data = path.read_bytes()
    if changed == data:
        return ["the same"]  # two versions that show one photo
    path.unlink()
    if changed is not None:
        path.write_bytes(changed)
    found = list(faults())
    path.unlink(missing_ok=True)
    path.write_bytes(data)
    return found
