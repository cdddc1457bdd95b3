"""Who may import whom, and that every import comes from a declared package."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("ita_portal", "measures", "reports")
NAMED_ONLY = {  # run-time packages that Django or a command line calls by name
    "argon2-cffi": "the first of PASSWORD_HASHERS",
    "granian": "run as a program by ita_portal.setup.serving",
    "psycopg": "the driver of django.db.backends.postgresql",
    "whitenoise": "a middleware and a storage in the settings",
}
BREACHES = {  # one line that breaks each contract, and where
    "Project: reports above measures above the leaves": ("measures/roles.py", "reports.status"),
    "Nothing imports the settings or the root addresses": (
        "reports/apps.py",
        "ita_portal.settings",
    ),
    "Layers of measures": ("measures/models/plan.py", "measures.permissions"),
    "Layers of reports": ("reports/models/report.py", "reports.services"),
    "Forms never reach services": ("measures/forms/__init__.py", "measures.services.plans"),
    "What is drawn never reaches what is alive": ("reports/snapshot/shape.py", "measures.models"),
    "Pure parts never reach Django": ("ita_portal/thai/text.py", "django"),
    "Pillow is used where uploaded pictures are drawn anew, and nowhere else": (
        "measures/services/rows.py",
        "PIL",
    ),
    "The sandbox is a leaf": ("ita_portal/sandbox/limits.py", "ita_portal.thai.text"),
    "No cycles between siblings": ("ita_portal/thai/numerals.py", "ita_portal.thai.periods"),
}


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def imported_by(folders: list[Path]) -> set[str]:
    """The top-level names that the files of some folders import from elsewhere."""
    names = set()
    for folder in folders:
        for path in folder.rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Import):
                    names |= {alias.name.partition(".")[0] for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and not node.level:
                    names.add(str(node.module).partition(".")[0])
    return names - set(sys.stdlib_module_names) - {*PACKAGES, "tests"}


def declared(section: list[str]) -> set[str]:
    return {re.split(r"[\[<>=~!;]", line)[0].strip().lower() for line in section}


def dependency_faults(names: set[str], wanted: set[str], called: set[str]) -> list[str]:
    """Imports that no declared package gives, and declared packages that nobody uses."""
    givers = packages_distributions()
    used = {name: {giver.lower() for giver in givers.get(name, [name])} for name in names}
    missing = [f"{name}: not declared" for name, found in used.items() if not found & wanted]
    idle = wanted - called - set().union(*used.values())
    return sorted([*missing, *(f"{name}: declared but not used" for name in idle)])


def contracts_broken(folder: Path) -> list[str]:
    """The import contracts of pyproject.toml that the packages in `folder` break."""
    program = "from importlinter.cli import lint_imports_command as run; run()"
    options = ["--config", str(ROOT / "pyproject.toml"), "--no-cache", "--no-logo"]
    done = subprocess.run(
        [sys.executable, "-c", program, *options],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    verdicts = re.findall(r"^(.+) (KEPT|BROKEN)\b", done.stdout, re.MULTILINE)
    assert len(verdicts) == len(contracts()), done.stdout + done.stderr
    return [name for name, verdict in verdicts if verdict == "BROKEN"]


def contracts() -> list[str]:
    return [contract["name"] for contract in project()["tool"]["importlinter"]["contracts"]]


def test_the_import_contracts_hold() -> None:
    assert contracts_broken(ROOT) == []


def test_each_import_contract_is_seen_to_break(tmp_path: Path) -> None:
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("*.pyc"))
    for name, imported in BREACHES.values():
        with (tmp_path / name).open("a") as source:
            source.write(f"\nimport {imported}\n")

    assert sorted(contracts_broken(tmp_path)) == sorted(BREACHES)
    assert sorted(BREACHES) == sorted(contracts())


def test_every_import_is_declared_and_every_declared_package_used() -> None:
    names = imported_by([ROOT / package for package in PACKAGES])
    here = project()["project"]
    wanted = declared(here["dependencies"] + here["optional-dependencies"]["s3"])

    assert dependency_faults(names, wanted, set(NAMED_ONLY)) == []


def test_every_import_of_the_tests_is_declared() -> None:
    groups = project()["dependency-groups"]
    wanted = declared(project()["project"]["dependencies"] + groups["test"])
    faults = dependency_faults(imported_by([ROOT / "tests"]), wanted, set())

    assert [fault for fault in faults if fault.endswith("not declared")] == []


def test_the_dependency_rule_finds_both_faults() -> None:
    assert dependency_faults(
        {"django", "numpy"}, {"django", "weasyprint", "granian"}, {"granian"}
    ) == [
        "numpy: not declared",
        "weasyprint: declared but not used",
    ]
