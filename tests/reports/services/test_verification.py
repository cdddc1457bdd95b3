"""Whatever is changed in the official record past the services is found, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from measures.models import AuditEvent
from measures.services import audit
from measures.services.sealing import chain_events, noted_heads
from reports.models import Decision, ExportFile, FrozenFile, Report, ReportVersion
from reports.services.verification import faults, row_faults
from reports.services.workflow import publish_report
from tests.factories import make_full_measure, make_organization, make_plan, make_report
from tests.reports.services.people import Office, make_office
from tests.reports.services.tampering import found_after, make_record, plain

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(settings, tmp_path) -> Office:
    return make_record(settings, tmp_path)


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


def test_what_is_published_while_the_record_is_looked_through_is_no_fault(record):
    late = make_report(plan=make_plan(organization=make_organization(name="เทศบาลตำบลฮ")))
    make_full_measure(plan=late.plan)
    office = make_office(late)
    version = office.approve()
    changed = plain(ReportVersion).order_by("pk")[0]
    plain(ReportVersion).filter(pk=changed.pk).update(title="อื่น")
    plain(Report).filter(pk=record.report.pk).update(status="draft")

    looking = row_faults()
    found = [next(looking)]  # a version; the rows of those that follow are not there yet
    make_office().publish()
    found.append(next(looking))  # a report; those that follow have been read
    publish_report(version=version, by=office.legal)

    assert [*found, *looking] == [
        f"reportversion:{changed.pk}: ข้อมูลไม่ตรงกับตอนที่บันทึก",
        f"report:{record.report.pk}: ชนิด สถานะ หรือฉบับเผยแพร่ไม่ตรงกับการดำเนินการที่บันทึกไว้",
    ]


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
