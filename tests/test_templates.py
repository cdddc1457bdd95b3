"""Every template compiles, is used, bears its view's name, and carries no script or style."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template import Engine, TemplateSyntaxError, engines

from ita_portal.setup.icons import NAMES

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "templates"
CODE = ("ita_portal", "measures", "reports")
TEMPLATE_LINES = 150
BY_DJANGO = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
INLINE = {
    r"<script(?![^>]*\bsrc=)": "a script in the page",
    r"<style\b": "a style sheet in the page",
    r"\sstyle\s*=": "a style on an element",
    r"\son[a-z]+\s*=\s*[\"']": "a handler on an element",
    r"javascript:": "a script as an address",
    r"(?:src|href)=[\"']https?://[^{]": "an address of another site",
}


def names_in(folder: Path) -> list[str]:
    paths = [path for path in folder.rglob("*") if path.suffix in {".html", ".css", ".txt", ".xml"}]
    return sorted(path.relative_to(folder).as_posix() for path in paths)


def pages_of(folder: Path) -> list[str]:
    """The templates for the browser: those of print are drawn by us, without a policy."""
    return [name for name in names_in(folder) if not name.startswith("reports/print/")]


def mentions(folder: Path, name: str, sources: str) -> bool:
    """Whether code or another template names a template."""
    if name in BY_DJANGO or name.startswith("admin/"):
        return True
    others = [(folder / other).read_text("utf-8") for other in names_in(folder) if other != name]
    # the writers of print name a template by its last part
    shown = Path(name).name if name.startswith("reports/print/") else name
    return f'"{shown}"' in sources or f'"{name}"' in "".join(others)


def singular(word: str) -> str:
    return word.removesuffix("ies") + "y" if word.endswith("ies") else word.removesuffix("s")


def has_view(name: str, code: Path) -> bool:
    """Whether measures/steps/edit.html has a view `edit` or `step_edit` in views/steps.py.

    A folder between, such as workspace, stands in both places.
    """
    parts = name.removesuffix(".html").split("/")
    if len(parts) < 3 or parts[0] not in CODE or parts[-1].startswith("_") or parts[1] == "print":
        return True
    app, *folders, module, stem = parts
    path = code.joinpath(app, "views", *folders, f"{module}.py")
    if not path.is_file():
        return False
    body = ast.parse(path.read_text("utf-8")).body
    views = {node.name for node in body if isinstance(node, ast.FunctionDef)}
    return bool(views & {stem, f"{singular(module)}_{stem}"})


def inline_faults(folder: Path) -> list[str]:
    return [
        f"{name}: {reason}"
        for name in pages_of(folder)
        for pattern, reason in INLINE.items()
        if re.search(pattern, (folder / name).read_text("utf-8"))
    ]


def icon_names(text: str) -> Iterator[str]:
    yield from re.findall(r"{%\s*icon\s+[\"']([^\"']+)[\"']", text)


def static_names(text: str) -> Iterator[str]:
    yield from re.findall(r"{%\s*static\s+[\"']([^\"']+)[\"']", text)


def python_sources() -> str:
    paths = [path for folder in CODE for path in (ROOT / folder).rglob("*.py")]
    return "\n".join(path.read_text("utf-8") for path in paths)


def test_every_template_compiles() -> None:
    names = names_in(TEMPLATES)

    assert len(names) >= 20
    print_engine = Engine([str(TEMPLATES)], libraries={"print": "reports.rendering.template_tags"})
    for name in names:
        engine = print_engine if name.startswith("reports/print/") else engines["django"]
        engine.get_template(name)


def test_a_broken_template_does_not_compile() -> None:
    with pytest.raises(TemplateSyntaxError):
        engines["django"].from_string("{% if x %}")


def test_every_template_is_used() -> None:
    sources = python_sources()

    assert [name for name in names_in(TEMPLATES) if not mentions(TEMPLATES, name, sources)] == []


def test_every_page_bears_the_name_of_its_view() -> None:
    assert [name for name in names_in(TEMPLATES) if not has_view(name, ROOT)] == []


def test_no_template_is_too_long_or_holds_script_or_style() -> None:
    lengths = {
        name: len((TEMPLATES / name).read_text("utf-8").splitlines())
        for name in names_in(TEMPLATES)
    }

    assert {name: lines for name, lines in lengths.items() if lines > TEMPLATE_LINES} == {}
    assert inline_faults(TEMPLATES) == []


def test_every_static_file_that_a_template_names_is_there() -> None:
    wanted = {
        name for path in TEMPLATES.rglob("*.html") for name in static_names(path.read_text("utf-8"))
    }

    assert len(wanted) >= 3
    assert [name for name in sorted(wanted) if not finders.find(name)] == []


def test_every_icon_that_a_template_names_is_in_the_sprite() -> None:
    wanted = {
        name for path in TEMPLATES.rglob("*.html") for name in icon_names(path.read_text("utf-8"))
    }

    assert len(wanted) >= 40
    assert sorted(wanted - set(NAMES)) == []


def test_the_rules_find_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "measures" / "steps").mkdir(parents=True)
    (tmp_path / "measures" / "steps" / "edit.html").write_text(
        '{% include "measures/steps/_row.html" %}'
    )
    (tmp_path / "measures" / "steps" / "_row.html").write_text(
        '<p style="color: red" onclick="x()">'
    )
    (tmp_path / "measures" / "views").mkdir()
    views = tmp_path / "measures" / "views" / "steps.py"
    views.write_text("def step_delete(): ...\n")

    assert [mentions(tmp_path, name, "") for name in names_in(tmp_path)] == [True, False]
    assert [has_view(name, tmp_path) for name in names_in(tmp_path)] == [True, False]
    assert inline_faults(tmp_path) == [
        "measures/steps/_row.html: a style on an element",
        "measures/steps/_row.html: a handler on an element",
    ]
    views.write_text("def step_edit(): ...\n")
    assert has_view("measures/steps/edit.html", tmp_path)
