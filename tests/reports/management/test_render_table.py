"""render_table: one file in, one file out, no database."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from reports.rendering import FORMATS
from reports.rendering.worker import render
from tests.reports.seeds import FOLDER, seed

ROOT = Path(__file__).resolve().parents[3]


def render_table(source: Path, format_name: str, output: Path) -> str:
    said = io.StringIO()
    call_command("render_table", source, format=format_name, output=output, stdout=said)
    return said.getvalue()


@pytest.mark.parametrize("format_name", sorted(FORMATS))
def test_the_file_is_what_the_writer_makes(tmp_path, format_name: str):
    output = tmp_path / f"report.{format_name}"

    assert render_table(FOLDER / "000.txt", format_name, output) == ""
    assert output.read_bytes() == render(format_name, *seed("000"))
    assert [path.name for path in tmp_path.iterdir()] == [output.name]


def test_an_older_file_is_replaced_whole(tmp_path):
    output = tmp_path / "report.json"
    output.write_text("เดิม", "utf-8")
    render_table(FOLDER / "000.txt", "json", output)

    assert output.read_bytes() == render("json", *seed("000"))


def test_it_needs_no_database_and_no_tables(tmp_path):
    output = tmp_path / "report.json"
    environment = {
        **os.environ,
        "DATABASE_URL": "postgres://nobody@127.0.0.1:9/nothing",
        "DATA_DIR": str(tmp_path / "none"),
    }
    command = [sys.executable, "manage.py", "render_table", str(FOLDER / "003.txt")]
    done = subprocess.run(
        [*command, "--format", "json", "--output", str(output)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert output.read_bytes() == render("json", *seed("003"))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "bad.txt: "),
        ("ไม่มีตาราง".encode(), "bad.txt: "),
        ("รายงาน".encode("cp874"), "bad.txt: "),
        (b"x" * (6 << 20), "bad.txt: "),
    ],
)
def test_a_file_that_is_no_report_is_refused_and_nothing_is_written(tmp_path, content, message):
    source, output = tmp_path / "bad.txt", tmp_path / "report.pdf"
    source.write_bytes(content)

    with pytest.raises(SystemExit) as refusal:
        render_table(source, "pdf", output)

    assert str(refusal.value).startswith(message)
    assert not output.exists()


def test_a_missing_file_is_told_in_thai(tmp_path):
    missing = tmp_path / "none.txt"

    with pytest.raises(SystemExit) as refusal:
        render_table(missing, "pdf", tmp_path / "report.pdf")
    assert str(refusal.value) == f"เปิดไฟล์ {missing} ไม่ได้: ไม่มีไฟล์หรือโฟลเดอร์นี้"


@pytest.mark.parametrize(
    ("output", "reason"),
    [("none/report.json", "ไม่มีไฟล์หรือโฟลเดอร์นี้"), ("folder", "เป็นโฟลเดอร์ ไม่ใช่ไฟล์")],
)
def test_a_place_that_cannot_be_written_is_told_in_thai(tmp_path, output: str, reason: str):
    (tmp_path / "folder").mkdir()

    with pytest.raises(SystemExit) as refusal:
        render_table(FOLDER / "000.txt", "json", tmp_path / output)
    assert str(refusal.value) == f"เขียนไฟล์ {tmp_path / output} ไม่ได้: {reason}"
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_the_source_is_never_replaced(tmp_path):
    source, link = tmp_path / "report.txt", tmp_path / "link"
    source.write_bytes((FOLDER / "000.txt").read_bytes())
    link.symlink_to(source)

    for output in (source, link):
        with pytest.raises(SystemExit) as refusal:
            render_table(source, "json", output)
        assert str(refusal.value) == (f"เขียนไฟล์ {output} ไม่ได้: เป็นไฟล์รายงานที่จะอ่าน โปรดตั้งชื่อไฟล์ใหม่")
    assert source.read_bytes() == (FOLDER / "000.txt").read_bytes()


@pytest.mark.parametrize("output", ["/", ".", ""])
def test_a_place_without_a_name_is_told_in_thai(output: str):
    with pytest.raises(SystemExit) as refusal:
        render_table(FOLDER / "000.txt", "json", Path(output))
    assert str(refusal.value) == f"เขียนไฟล์ {Path(output)} ไม่ได้: เป็นโฟลเดอร์ ไม่ใช่ไฟล์"


def test_a_device_or_pipe_is_never_replaced_by_a_file(tmp_path):
    """With the rights of root, the name /dev/null would come to be a report's."""
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    link.symlink_to(pipe)

    for output in (pipe, link):
        with pytest.raises(SystemExit) as refusal:
            render_table(FOLDER / "000.txt", "json", output)
        assert str(refusal.value) == f"เขียนไฟล์ {output} ไม่ได้: เป็นอุปกรณ์หรือท่อข้อมูล ไม่ใช่ไฟล์"
    assert [pipe.is_fifo(), link.is_symlink()] == [True, True]


def test_a_link_keeps_leading_to_the_file(tmp_path):
    output, link = tmp_path / "report.json", tmp_path / "link"
    output.write_text("เดิม", "utf-8")
    link.symlink_to(output)
    render_table(FOLDER / "000.txt", "json", link)

    assert link.is_symlink()
    assert output.read_bytes() == render("json", *seed("000"))


def test_a_failure_has_status_1_and_its_message_stands_alone(tmp_path):
    command = [sys.executable, "manage.py", "render_table", str(tmp_path / "none.txt")]
    done = subprocess.run(
        [*command, "--format", "pdf", "--output", str(tmp_path / "report.pdf")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stderr == f"เปิดไฟล์ {tmp_path / 'none.txt'} ไม่ได้: ไม่มีไฟล์หรือโฟลเดอร์นี้\n"
    assert not (tmp_path / "report.pdf").exists()
