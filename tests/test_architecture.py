"""The rules of the house that a machine can check: sizes, words, migrations, diagrams."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command

from reports.status import diagram

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("ita_portal", "measures", "reports")
FILE_LINES, FUNCTION_LINES, VIEW_LINES = 300, 40, 30
VAGUE_NAMES = {"utils", "helpers", "common", "core", "misc"}
# in two parts, so that the rule does not find itself
FORBIDDEN = {
    r"if TYPE_" + r"CHECKING": "a cycle is hidden",
    r"from \S+ import \*": "names come from nowhere",
    r"db\.models\.sig" + r"nals|@receiver" + r"\(": "signals act at a distance",
    r"def ready" + r"\(self": "an app acts when it is loaded",
    r"unittest\.mock|\bmocker\b|monkeypatch\.set" + r"attr": "our own code is mocked",
    r"mark\.skip|mark\.xfail|pytest\.skip|pytest\.xfail|importor" + r"skip": "a test does not run",
    r"pragma: no " + r"cover|\bTO" + r"DO\b|\bFIX" + r"ME\b": "work is left undone",
}

TEXTS = {".py", ".html", ".js", ".css", ".md", ".txt", ".toml", ".json", ".yaml", ".example"}
OF_A_MACHINE = re.compile(r"(?<![\w.])/(?:home|root|Users|tmp|mnt)/\w[^\s\"'`]*")


def python_files(root: Path) -> Iterator[Path]:
    for folder in (*PACKAGES, "tests"):
        yield from sorted((root / folder).rglob("*.py"))


def text_files(root: Path) -> Iterator[Path]:
    yield from (path for path in sorted(root.iterdir()) if path.suffix in TEXTS)
    yield from ((root / name) for name in ("Makefile", "Dockerfile", ".ci/run", ".env.example"))
    for folder in (*PACKAGES, "tests", "templates", "requirements", "static/css", "static/js"):
        paths = sorted((root / folder).rglob("*"))
        yield from (path for path in paths if path.suffix in TEXTS)


def machine_faults(path: Path) -> list[str]:
    """Places that are there on one machine only."""
    return [
        f"{path.name}: {found}"
        for found in OF_A_MACHINE.findall(path.read_text("utf-8", "replace"))
    ]


def size_faults(path: Path, *, is_view: bool = False) -> list[str]:
    """Files and functions that are too long to be read at once."""
    source = path.read_text("utf-8")
    lines = len(source.splitlines())
    faults = [f"{path.name}: {lines} lines"] if lines > FILE_LINES else []
    limit = VIEW_LINES if is_view else FUNCTION_LINES
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            if length > limit:
                faults.append(f"{path.name}: {node.name} has {length} lines")
    return faults


def word_faults(path: Path) -> list[str]:
    """What the house does not allow in a source file, with the reason."""
    source = path.read_text("utf-8")
    faults = [
        f"{path.name}: {match[0]}: {reason}"
        for pattern, reason in FORBIDDEN.items()
        for match in re.finditer(pattern, source)
    ]
    vague = VAGUE_NAMES & {path.stem, path.parent.name}
    return faults + [f"{path.name}: the name {word!r} says nothing" for word in sorted(vague)]


def migration_faults(names: list[str]) -> list[str]:
    """Migrations that do not say what they do."""
    return [
        name
        for name in names
        if not re.fullmatch(r"\d{4}_[a-z][a-z0-9_]+", name) or "_auto_" in name
    ]


def query_faults(path: Path) -> list[str]:
    """Where a view chooses rows itself: querysets do, by methods that are named for the domain."""
    return [
        f"{path.name}:{node.lineno}: .{node.func.attr}()"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"filter", "exclude"}
    ]


def is_view(path: Path) -> bool:
    """Whether a file holds views, which are shorter; the tests of views are not views."""
    return "views" in path.relative_to(ROOT).parts and "tests" not in path.relative_to(ROOT).parts


def diagram_faults(readme: str) -> list[str]:
    """Drawings of a report's life in a README that are not the one of the code; none is a fault."""
    drawn = re.findall(r"```mermaid\n(stateDiagram.*?)\n```", readme, re.DOTALL)
    return [old for old in drawn if old != diagram()] if drawn else ["no drawing"]


def test_views_choose_rows_by_the_methods_of_querysets(tmp_path: Path) -> None:
    views = [path for path in python_files(ROOT) if is_view(path)]
    bad = tmp_path / "bad.py"
    bad.write_text("plans = Plan.objects.filter(pk=1)\nrest = plans.named().exclude(pk=2)\n")

    assert query_faults(bad) == ["bad.py:1: .filter()", "bad.py:2: .exclude()"]
    assert [fault for path in views for fault in query_faults(path)] == []


def test_no_style_sheet_or_script_is_too_long() -> None:
    ours = [path for kind in ("css", "js") for path in (ROOT / "static" / kind).glob(f"*.{kind}")]
    lines = {path.name: path.read_text().count("\n") for path in ours}

    assert {name: count for name, count in lines.items() if count > FILE_LINES} == {}


def test_no_file_or_function_is_too_long() -> None:
    faults = [
        fault
        for path in python_files(ROOT)
        if "migrations" not in path.parts
        for fault in size_faults(path, is_view=is_view(path))
    ]

    assert faults == []


def test_the_size_rule_finds_long_files_and_functions(tmp_path: Path) -> None:
    body = "    x = 1\n"
    path = tmp_path / "long.py"
    path.write_text("def fits():\n" + body * 39 + "def long():\n" + body * 40 + "\n" * 220)

    assert size_faults(path) == ["long.py: 301 lines", "long.py: long has 41 lines"]
    assert len(size_faults(path, is_view=True)) == 3


def test_no_forbidden_words() -> None:
    assert [fault for path in python_files(ROOT) for fault in word_faults(path)] == []


@pytest.mark.parametrize(
    "line",
    [
        "if TYPE_" + "CHECKING:",
        "from os import " + "*",
        "from django.db.models." + "signals import post_save",
        "    def ready" + "(self) -> None:",
        "from unittest." + "mock import patch",
        "@pytest.mark." + "skip",
        "x = 1  # TO" + "DO later",
    ],
)
def test_the_word_rule_finds(line: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.py"
    path.write_text(f"{line}\n")

    assert len(word_faults(path)) == 1


def test_the_word_rule_finds_vague_names(tmp_path: Path) -> None:
    path = tmp_path / "utils.py"
    path.write_text("")

    assert word_faults(path) == ["utils.py: the name 'utils' says nothing"]


def test_no_file_names_a_place_of_one_machine(tmp_path: Path) -> None:
    path = tmp_path / "bad.md"
    path.write_text(
        "cd /" + "home/clerk/portal; see https://example.test/" + "home/clerk, /work/\n"
    )

    assert machine_faults(path) == ["bad.md: /" + "home/clerk/portal;"]
    assert [fault for path in text_files(ROOT) for fault in machine_faults(path)] == []


@pytest.mark.django_db
def test_migrations_are_in_step_with_the_models() -> None:
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)


def test_migrations_are_named() -> None:
    paths = [path for package in PACKAGES for path in (ROOT / package).glob("migrations/0*.py")]

    assert len(paths) >= 2
    assert migration_faults([path.stem for path in paths]) == []
    assert migration_faults(["0002_auto_20261121", "0003_Step", "0001_initial"]) == [
        "0002_auto_20261121",
        "0003_Step",
    ]


def test_the_readme_draws_the_life_of_a_report_as_it_is() -> None:
    assert diagram_faults((ROOT / "README.md").read_text("utf-8")) == []


def test_the_drawing_rule_finds_an_old_drawing() -> None:
    old = diagram().replace("approve", "wave through")

    assert diagram_faults(f"```mermaid\n{diagram()}\n```") == []
    assert diagram_faults(f"```mermaid\n{old}\n```") == [old]
    assert diagram_faults("no picture") == ["no drawing"]
