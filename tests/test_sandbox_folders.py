"""Temporary folders of children whose makers were killed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from ita_portal.sandbox.folders import PREFIX, Folder, is_left_over, remove_left_over

ROOT = Path(__file__).resolve().parents[1]


def test_folders_of_killed_processes_are_removed_at_the_next_start(tmp_path):
    dead, new, link = (tmp_path / f"{PREFIX}{name}" for name in ("dead", "new", "link"))
    elsewhere = tmp_path / "elsewhere"
    for folder in (dead, new, elsewhere):
        folder.mkdir()
        (folder / "note.txt").write_text("x", "utf-8")
    link.symlink_to(elsewhere)
    held = Folder(tmp_path)
    for path in (dead, elsewhere, Path(held.path)):
        os.utime(path, (0, 0))

    assert remove_left_over(tmp_path) == [dead.name]
    assert {path.name for path in tmp_path.iterdir()} == {
        Path(held.path).name,
        new.name,
        link.name,
        "elsewhere",
    }
    held.forget()
    assert remove_left_over(tmp_path) == [Path(held.path).name]
    assert (elsewhere / "note.txt").exists()


def test_a_folder_is_left_over_once_its_maker_was_killed(tmp_path):
    code = (
        "from ita_portal.sandbox.folders import Folder; print(Folder().path, flush=True); input()"
    )
    command = [sys.executable, "-c", code]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(tmp_path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as maker:
        assert maker.stdout is not None
        path = Path(maker.stdout.readline().strip())
        os.utime(path, (0, 0))
        assert is_left_over(path, 1.0) is False
        maker.kill()

    assert is_left_over(path, 1.0) is True
