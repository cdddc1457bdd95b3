"""The set-up: what it finds missing, what it makes, and that it makes the same again."""

import ctypes
import json
import os
import re
import shutil
import stat
import subprocess
import sys
from importlib.util import cache_from_source
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import override_settings
from fontTools.ttLib import TTFont

from ita_portal.setup import bytecode, embedded, frontend, icons, packages, stamps, system
from ita_portal.setup.database import check_database
from ita_portal.setup.dictionary import ENTRY, empty_dictionary
from ita_portal.setup.print_fonts import NotOurFont, add_sara_am, build
from ita_portal.setup.shell import ROOT, SetupFailed, answers, one_at_a_time, run

VENDOR = ROOT / "static" / "vendor"
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".stamp"
    }


def test_vendored_files_are_made_the_same_again(tmp_path: Path) -> None:
    frontend.build(tmp_path / "vendor")

    assert contents(tmp_path / "vendor") == contents(VENDOR)
    assert "data:" not in (VENDOR / "bootstrap.min.css").read_text("utf-8")
    assert sorted(contents(VENDOR)) == [
        "bootstrap.min.css",
        "fonts/sarabun-latin-400-normal.woff2",
        "fonts/sarabun-latin-600-normal.woff2",
        "fonts/sarabun-thai-400-normal.woff2",
        "fonts/sarabun-thai-600-normal.woff2",
        "icons.svg",
        "licences/bootstrap-icons.txt",
        "licences/bootstrap.txt",
        "licences/sarabun.txt",
        "licences/sortablejs.txt",
        "print-fonts/PortalSarabun-Bold.ttf",
        "print-fonts/PortalSarabun-Regular.ttf",
        "print-fonts/thbrk.tri",
        "sarabun.css",
        "sortable.min.js",
    ]


def test_the_thai_faces_draw_blanks_too_so_that_no_mark_behind_one_is_an_empty_box() -> None:
    style = (VENDOR / "sarabun.css").read_text("utf-8")
    ranges = re.findall(r"sarabun-thai-(\d+).*?unicode-range: ([^;]+);", style, re.DOTALL)

    assert [(weight, named.split(",")[:2]) for weight, named in ranges] == [
        ("400", ["U+0020", "U+00A0"]),
        ("600", ["U+0020", "U+00A0"]),
    ]
    for weight, _ in ranges:
        font = TTFont(VENDOR / "fonts" / f"sarabun-thai-{weight}-normal.woff2")
        assert {0x20, 0xA0, 0x0E33} <= set(font.getBestCmap())


def test_the_sprite_holds_each_icon_once() -> None:
    ids = re.findall(r'<symbol id="([^"]+)"', (VENDOR / "icons.svg").read_text("utf-8"))

    assert ids == icons.NAMES
    assert len(set(ids)) == 83


def test_static_files_collect_with_every_name_that_they_mention(tmp_path: Path) -> None:
    storage = {"BACKEND": "ita_portal.static_files.StaticFilesStorage"}
    kinds = ("css", "js", "svg", "txt")  # which are compressed at the first start that is tested
    settings = {"STORAGES": {"staticfiles": storage}, "WHITENOISE_SKIP_COMPRESS_EXTENSIONS": kinds}
    with override_settings(STATIC_ROOT=tmp_path, **settings):
        call_command(
            "collectstatic", verbosity=0, interactive=False, ignore_patterns=["print-fonts"]
        )

    named = json.loads((tmp_path / "staticfiles.json").read_text("utf-8"))["paths"]
    assert "vendor/bootstrap.min.css" in named
    assert not [name for name in named if "print-fonts" in name]


@pytest.mark.parametrize("style", ["Regular", "Bold"])
def test_print_fonts_give_sara_am_one_glyph(style: str) -> None:
    font = TTFont(VENDOR / "print-fonts" / f"PortalSarabun-{style}.ttf")
    source = frontend.PRINT_SARABUN / {"Regular": "400Regular", "Bold": "700Bold"}[style]
    plain = TTFont(next(source.glob("*.ttf")))

    added = [name for name in font.getGlyphOrder() if name not in plain.getGlyphOrder()]
    assert len(added) == 10
    assert font["name"].getDebugName(1) == "PortalSarabun"
    assert font["name"].getDebugName(6) == f"PortalSarabun-{style}"
    widths, old = font["hmtx"].metrics, plain["hmtx"].metrics
    for name in added:
        assert widths[name][0] == sum(old[part][0] for part in name.split("_"))
    assert {name: widths[name] for name in old} == old


def test_a_font_without_the_feature_is_refused() -> None:
    font = TTFont(VENDOR / "print-fonts" / "PortalSarabun-Regular.ttf")
    for record in font["GSUB"].table.FeatureList.FeatureRecord:
        record.FeatureTag = "liga"

    with pytest.raises(NotOurFont, match="ccmp"):
        add_sara_am(font)


def test_print_fonts_are_made_the_same_again(tmp_path: Path) -> None:
    build(frontend.PRINT_SARABUN, tmp_path / "one")
    build(frontend.PRINT_SARABUN, tmp_path / "two")

    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_the_dictionary_is_read_by_the_library_and_holds_one_entry(tmp_path: Path) -> None:
    path = tmp_path / "thbrk.tri"
    path.write_bytes(empty_dictionary())
    library = ctypes.CDLL("libdatrie.so.1")
    library.trie_new_from_file.restype = ctypes.c_void_p
    library.trie_retrieve.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p]
    trie = library.trie_new_from_file(os.fsencode(path))

    def holds(word: str) -> bool:
        letters = (ctypes.c_uint32 * (len(word) + 1))(*map(ord, word), 0)
        return bool(library.trie_retrieve(trie, letters, None))

    assert trie
    assert [word for word in (ENTRY, "ฯ", "ๆ", "การ", "ประเทศ") if holds(word)] == [ENTRY]


def test_locks_name_no_address_and_every_package_has_hashes() -> None:
    assert [path.stem for path in LOCKS] == ["dev", "node", "run", "s3", "test"]
    for path in LOCKS:
        text = path.read_text("utf-8")
        pins = re.findall(
            r"^([a-z0-9][^\s=]*)==\S+.*?((?:\\\n\s+--hash=sha256:\w{64}.*?)+)$", text, re.M
        )
        assert len(pins) == len(re.findall(r"^[a-z0-9]\S*==", text, re.M)) >= 1
        assert not re.search(r"://|--index|--find-links|--extra|/work|/home|/root|/tmp", text)


def test_the_front_end_lock_names_no_address_and_runs_no_script() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))
    packages_locked = {name: entry for name, entry in lock["packages"].items() if name}

    assert len(packages_locked) == 6
    for entry in packages_locked.values():
        assert entry["integrity"].startswith("sha512-")
        assert not {"resolved", "hasInstallScript"} & entry.keys()


def test_wider_sets_of_packages_hold_the_narrower() -> None:
    assert packages.is_subset("run", "test")
    assert packages.is_subset("test", "dev")
    assert not packages.is_subset("dev", "run")


def test_our_modules_are_compiled_ahead() -> None:
    """The readers' children may not write: each would compile every module anew."""
    sources = [path for name in bytecode.PACKAGES for path in (ROOT / name).rglob("*.py")]

    bytecode.provide()

    missing = [path for path in sources if not Path(cache_from_source(str(path))).exists()]
    assert len(sources) > 300
    assert missing == []


def test_stamps_change_with_names_and_contents(tmp_path: Path) -> None:
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "a").write_text("1")
    first = stamps.digest([folder, "x"])
    moved = shutil.copytree(folder, tmp_path / "elsewhere" / "source")

    assert stamps.digest([moved, "x"]) == first
    assert stamps.digest([folder, "y"]) != first
    (folder / "a").write_text("2")
    assert stamps.digest([folder, "x"]) != first
    stamps.write(tmp_path / "new" / ".stamp", first)
    assert stamps.is_fresh(tmp_path / "new" / ".stamp", first)
    assert not stamps.is_fresh(tmp_path / "none", first)


def test_the_first_run_makes_a_private_key_of_its_own_once(tmp_path: Path) -> None:
    made = [embedded.provide(tmp_path / name) for name in ("one", "two", "one")]

    texts = [(tmp_path / name / "settings.env").read_text("utf-8") for name in ("one", "two")]
    keys = [re.findall(r"^SECRET_KEY=(\S{64})$", text, re.M) for text in texts]
    assert made == [True, True, False]
    assert len(keys[0]) == len(keys[1]) == 1
    assert keys[0] != keys[1]
    assert stat.S_IMODE((tmp_path / "one" / "settings.env").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "one").stat().st_mode) == 0o700


def test_a_first_run_that_was_killed_leaves_no_half_settings(tmp_path: Path) -> None:
    (tmp_path / "settings.env.new").write_text("# Settings of this inst", "utf-8")

    assert embedded.provide(tmp_path)
    assert "SECRET_KEY=" in (tmp_path / "settings.env").read_text("utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["settings.env"]


def test_a_second_set_up_waits_for_the_first(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from ita_portal.setup.shell import one_at_a_time\n"
        "with one_at_a_time(Path(sys.argv[1])): print('mine', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as first:
        assert first.stdout
        assert first.stdout.readline() == "mine\n"
        with subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
        ) as second:
            assert second.stdout
            said = second.stdout.readline()
            first.communicate("")
            assert [said, second.stdout.read()] == [
                "-- waiting for another set-up to end\n",
                "mine\n",
            ]
    with one_at_a_time(tmp_path):
        assert list(tmp_path.iterdir()) == []


def test_what_the_system_lacks_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))  # a system without apt-get
    lacking = system.Need("libnone1", "nothing at all", system.library("libnone.so.9"))

    welcome = system.Need("none", "nothing", system.program("none"), is_only_welcome=True)

    system.provide((*system.RUN, welcome))
    with pytest.raises(SetupFailed) as failed:
        system.provide((*system.RUN, lacking))

    assert str(failed.value) == (
        "The system lacks:\n   libnone1: nothing at all\n"
        "Install them as the administrator and start again, on Debian or Ubuntu with:\n"
        "   sudo apt-get install -y --no-install-recommends libnone1"
    )


def test_a_failing_program_is_told_with_its_command() -> None:
    with pytest.raises(SetupFailed, match="Sleeping failed with status 1: false now"):
        run(["false", "now"], why="Sleeping")

    assert answers(["true"])
    assert not answers(["false"])
    assert not answers(["no-such-program-anywhere"])


@pytest.mark.django_db
def test_a_database_of_a_newer_release_is_refused() -> None:
    check_database()
    MigrationRecorder(connection).record_applied("measures", "9999_of_a_later_release")

    with pytest.raises(SetupFailed, match=r"newer release \(measures\.9999_of_a_later_release; "):
        check_database()
