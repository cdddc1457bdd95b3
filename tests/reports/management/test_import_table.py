"""The command that reads a report's table and prints it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from measures.importing import refusals
from measures.models import ImportBatch
from measures.roles import Role
from tests.factories import make_organization, make_plan, make_superuser, make_user

ROOT = Path(__file__).parents[3]
FILES = ROOT / "tests" / "files"
DEMO = ROOT / "measures" / "demo"


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "manage.py", "import_table", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, check=False
    )


def test_json_is_the_golden_one():
    """Without pytest-django's leave no test reaches a database: none is asked for here."""
    printed = StringIO()
    call_command("import_table", str(DEMO / "001.txt"), json=True, stdout=printed)

    golden = (ROOT / "tests" / "golden" / "import_001.json").read_text(encoding="utf-8")
    assert printed.getvalue() == golden


def test_process_needs_no_database_and_prints_utf8(tmp_path):
    done = run(
        str(DEMO / "000.txt"),
        "--json",
        DATABASE_URL=f"sqlite:///{tmp_path}/none/db.sqlite3",
        DATA_DIR=str(tmp_path),
        PYTHONIOENCODING="ascii",
    )
    golden = (ROOT / "tests" / "golden" / "import_000.json").read_bytes()

    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout) == json.loads(golden)
    assert done.stdout == golden
    assert not list(tmp_path.rglob("*.sqlite3"))


def test_process_refuses_a_bad_file_in_thai():
    done = run(str(FILES / "letter.txt"), "--json")
    said = done.stderr.decode()

    assert (done.returncode, done.stdout) == (1, b"")
    assert said.startswith("letter.txt: อ่านจนจบไฟล์แล้วไม่พบตาราง")
    assert said.count("\n") == 1


def test_libraries_say_nothing_beside_the_refusal(tmp_path):
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\n")
    done = run(str(broken), "--json")

    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode() == f"broken.pdf: {refusals.DAMAGED_PDF}\n"


@pytest.mark.parametrize(
    ("file", "message"),
    [
        (ROOT / "missing.txt", "missing.txt: ไม่พบไฟล์นี้\n"),
        (FILES, "files: เป็นโฟลเดอร์ ไม่ใช่ไฟล์\n"),
        (
            FILES / "empty.txt",
            "empty.txt: ไฟล์ว่างเปล่า ต้องเป็นไฟล์ข้อความ UTF-8 ที่มีตารางรายงาน คั่นช่องด้วยแท็บ\n",
        ),
    ],
)
def test_refusal_is_one_line_of_thai(file, message):
    printed, said = StringIO(), StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("import_table", str(file), stdout=printed, stderr=said, no_color=True)

    assert (ended.value.code, printed.getvalue(), said.getvalue()) == (1, "", message)


def test_summary_counts_and_lists_problems():
    printed = StringIO()
    call_command("import_table", str(DEMO / "001.txt"), stdout=printed)
    first, *problems = printed.getvalue().splitlines()

    assert first == "เทศบาลตำบลพะโต๊ะ ปีงบประมาณ ๒๕๖๔: ๑๐ มาตรการ ๒๙ ขั้นตอน ต้องดู ๑๔ จุด"
    assert len(problems) == 14
    assert problems[1] == "- บรรทัด ๑๕ ช่อง “ผลการดำเนินการ” อาจพิมพ์ผิด: OR code → QR code"


def command(*arguments: str) -> str:
    printed = StringIO()
    call_command("import_table", *arguments, stdout=printed)
    return printed.getvalue()


@pytest.mark.django_db
def test_a_table_waits_to_be_looked_through():
    plan = make_plan(organization=make_organization(code="nongruea"))
    make_superuser()

    said = command(str(DEMO / "003.txt"), "--organization", "nongruea", "--year", "2568")

    batch = ImportBatch.objects.get()
    assert said.splitlines()[-1] == f"รอตรวจก่อนนำเข้าที่ /plans/nongruea/imports/{batch.pk}/"
    assert (batch.is_applied, plan.measures.count()) == (False, 0)


@pytest.mark.django_db
def test_a_table_is_brought_in_by_a_person_who_may():
    plan = make_plan(organization=make_organization(code="nongruea"))
    by = make_user(role=Role.LEGAL, organization=plan.organization, email="legal@example.test")
    options = ("--organization", "nongruea", "--year", "๒๕๖๘", "--by", by.email, "--apply")

    said = command(str(DEMO / "003.txt"), *options)

    assert said.splitlines()[-1] == "นำเข้าปีงบประมาณ พ.ศ. ๒๕๖๘ แล้ว ๗ มาตรการ ๒๑ ขั้นตอน"
    assert (ImportBatch.objects.get().applied_by, plan.measures.count()) == (by, 7)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("options", "refusal"),
    [
        (("--organization", "nowhere", "--year", "2568"), "ไม่พบหน่วยงานรหัส nowhere"),
        (("--organization", "office"), "ไม่พบปีงบประมาณนี้ในระบบ"),
        (("--organization", "office", "--year", "2568", "--by", "x@example.test"), "ไม่พบผู้นำเข้า"),
        (("--organization", "office", "--year", "2568", "--by", "a@example.test"), "ไม่มีสิทธิ์"),
        (("--organization", "office", "--year", "2568", "--apply"), "ส่งตรวจหรือเผยแพร่แล้ว"),
    ],
)
def test_what_cannot_be_brought_in_is_told_and_nothing_is_written(options, refusal):
    plan = make_plan(organization=make_organization(code="office"), locked_at=timezone.now())
    make_superuser()
    make_user(role=Role.AUDITOR, email="a@example.test")

    with pytest.raises(SystemExit) as ended:
        command(str(DEMO / "003.txt"), *options)

    assert refusal in str(ended.value.code)
    assert plan.measures.count() == 0
