"""Whatever is changed in the official record past the services is found, and nothing else."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.db.models import BooleanField, ForeignKey, Model, QuerySet

from measures.models import AuditEvent
from measures.services import audit
from measures.services.sealing import chain_events, noted_heads
from reports.models import Decision, ExportFile, FrozenFile, Report
from reports.services.verification import SEALED, faults
from reports.services.workflow import reopen_report, withdraw_report
from tests.factories import AT, make_full_measure, make_plan, make_report
from tests.measures.inspecting.corpus import photo
from tests.measures.services.evidence import a_writer, an_upload, attach
from tests.reports.services.people import Office, make_office

pytestmark = pytest.mark.django_db


class Undo(Exception):
    """Takes a change back."""


@pytest.fixture
def record(settings, tmp_path) -> Office:
    """A report with a photo, in its second version, and another that was withdrawn."""
    default = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": default}
    settings.AUDIT_HEADS = tmp_path / "heads.txt"
    plan = make_plan()
    measure = make_full_measure(plan=plan)
    by = a_writer(measure)
    attach(measure, by=by, upload=an_upload(data=photo((80, 60))), caption="ประชุมชี้แจง")
    office = make_office(make_report(plan=plan))
    office.publish()
    reopen_report(report=office.report, reason="แก้คำผิด", by=office.legal, at=AT)
    office.publish()
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


def test_a_share_of_all_changes_is_found_and_nothing_where_nothing_was_changed(record):
    drawn = random.Random(2568).sample(list(changes()), 60)

    assert list(faults()) == []
    assert [label for label, change in drawn if not found_after(change)] == []
    assert list(faults()) == []


@pytest.mark.torture
def test_every_change_is_found(record):
    every = list(changes())

    assert [label for label, change in every if not found_after(change)] == []
    assert len(every) > 300
    assert list(faults()) == []


def test_a_changed_and_a_missing_file_are_found(record):
    for model, field in ((ExportFile, "file"), (FrozenFile, "name")):
        row = plain(model).order_by("pk")[0]
        name = str(getattr(row, field))
        path = Path(default_storage.path(name))
        data = path.read_bytes()

        path.chmod(0o600)
        path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
        changed = list(faults())
        path.unlink()
        missing = list(faults())
        path.write_bytes(data)

        label = f"{row._meta.model_name}:{row.pk}: "
        assert changed[0] == f"{label}ไฟล์ {name} ไม่ตรงกับรหัสตรวจสอบ"
        assert missing[0] == f"{label}เปิดไฟล์ {name} ไม่ได้ (FileNotFoundError)"
    assert list(faults()) == []


class Attacks:
    """What somebody with all rights on the database does to the record, and who finds it."""

    def __init__(self, office: Office, settings: Any) -> None:
        self.office, self.settings = office, settings
        self.told = {
            self.edit: "ข้อความไม่ตรงกับรหัส",
            self.swap: "ไม่ต่อจากรายการก่อนหน้า",
            self.put_in: "ข้อความไม่ตรงกับรหัส",
            self.take_out: "ลำดับที่ 3 ถึง 3 หายไป",
            self.cut_the_end: "ท้ายบันทึกการใช้งานหายไป",
            self.make_the_chain_anew: "ที่จดไว้นอกฐานข้อมูล",
            self.add_a_decision: "ไม่มีบันทึกว่าใครสร้างแถวนี้",
            self.move_the_report: "อยู่ในแผนของหน่วยงานหรือปีอื่น",
        }

    def edit(self) -> None:
        plain(AuditEvent).filter(sequence=3).update(actor="ผู้อื่น")

    def swap(self) -> None:
        first, second = AuditEvent.objects.filter(sequence__in=(2, 3)).order_by("sequence")
        plain(AuditEvent).filter(pk=first.pk).update(sequence=None)
        plain(AuditEvent).filter(pk=second.pk).update(sequence=2, chain=first.chain)
        plain(AuditEvent).filter(pk=first.pk).update(sequence=3, chain=second.chain)

    def put_in(self) -> None:
        copied = AuditEvent.objects.get(sequence=3)
        copied.pk, copied.sequence, copied.chain, copied.actor = None, None, "", "ผู้อื่น"
        copied._state.adding = True
        copied.save()

    def take_out(self) -> None:
        plain(AuditEvent).filter(sequence=3)._raw_delete("default")

    def cut_the_end(self) -> None:
        plain(AuditEvent).filter(sequence__gt=max(noted_heads()) - 2)._raw_delete("default")

    def make_the_chain_anew(self) -> None:
        self.take_out()
        audit.record("plan.opened", self.office.report.plan, by=self.office.legal)
        plain(AuditEvent).update(sequence=None, chain="")
        heads = self.settings.AUDIT_HEADS
        self.settings.AUDIT_HEADS = heads.with_name("elsewhere.txt")
        chain_events()
        self.settings.AUDIT_HEADS = heads

    def add_a_decision(self) -> None:
        like = plain(Decision).order_by("-pk")[0]
        same = {"version_id": like.version_id, "verb": like.verb, "by_id": like.by_id}
        plain(Decision).bulk_create([Decision(sha256=like.sha256, **same)])

    def move_the_report(self) -> None:
        plain(Report).filter(pk=self.office.report.pk).update(plan=make_plan())


def test_attacks_on_the_record_are_found(record, settings):
    attacks = Attacks(record, settings)
    found = {attack: found_after(attack) for attack in attacks.told}

    assert [
        attack.__name__
        for attack, words in attacks.told.items()
        if not any(words in line for line in found[attack])
    ] == []
    edited = found[attacks.edit]
    assert [line for line in edited if "บันทึกการใช้งาน" in line] == edited[:1]
    assert list(faults()) == []


def test_the_chain_grows_by_what_is_new_and_needs_its_key(record, settings, capsys):
    head = chain_events()
    again = chain_events()
    audit.record("plan.opened", record.report.plan, by=record.legal)
    grown = chain_events()

    assert head is not None
    assert grown is not None
    assert (again, grown.sequence) == (head, head.sequence + 1)
    assert noted_heads()[grown.sequence] == grown.chain
    call_command("verify_versions")
    assert "ตรงกับที่ระบบเขียนไว้" in capsys.readouterr().out

    settings.AUDIT_KEY = "another"
    with pytest.raises(CommandError, match="พบสิ่งที่ไม่ตรงกับที่บันทึกไว้"):
        call_command("verify_versions")
    lines = capsys.readouterr().out.splitlines()
    forged = [line for line in lines if "ข้อความไม่ตรงกับรหัส" in line]
    assert len(forged) == AuditEvent.objects.count()
