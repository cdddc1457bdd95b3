"""PDF/A-3a and PDF/UA-1 in one file, judged by veraPDF."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from reports.rendering.worker import render
from reports.rendering.write_pdf import lay_out
from reports.signing import sign
from tests.reports.certificates import PASSPHRASE, an_rsa_key, pkcs12_file
from tests.reports.rendering.drawing.test_as_laid_out import wish
from tests.reports.rendering.fragments import BUDGET, EXTRA, ISSUE, SIX, STEPS, SUGGESTIONS, report
from tests.reports.rendering.pictures import a_photo
from tests.reports.rendering.signed import BYTES, ONE, SIGNED, THREE
from tests.reports.seeds import NAMES
from tests.together import aside

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # of WeasyPrint's
def test_every_file_is_for_archives_and_for_all_readers(pdfs, tmp_path):
    files = dict(pdfs)
    files["draft"] = render("pdf", report(ISSUE), SIX, is_draft=True, version_label="ร่าง")
    files["links"] = render("pdf", report(BUDGET), EXTRA)
    files["merged"] = render("pdf", report(STEPS, STEPS), SUGGESTIONS)
    photo, photos = a_photo("ภาพการประชุม", (900, 1600))
    shown = replace(report(replace(ISSUE, evidence=(photo,) * 5)), annex=())
    files["photos"] = render("pdf", shown, SIX, photos=photos)
    proof = {"verify_url": "https://ita.example.go.th/verify/K7M201PQ/"}
    files["proven"] = render("pdf", report(ISSUE), SIX, version=proof)
    files["signed"] = render("pdf", SIGNED, THREE, photos=BYTES)
    files["laid out"] = lay_out(wish(SIGNED, ONE, {"photos": BYTES}))
    files["empty"] = render("pdf", report(), SIX)
    seal, at = pkcs12_file(key=an_rsa_key()), datetime.now(UTC)
    for name in ("proven", NAMES[2]):  # the second goes over many pages
        signed = aside(partial(sign, files[name], seal, PASSPHRASE, at=at, reason="เผยแพร่ฉบับที่ ๑"))
        files[f"signed_{name}"] = signed.data
    for name, content in files.items():
        (tmp_path / f"{name}.pdf").write_bytes(content)

    checked = subprocess.run(
        [sys.executable, "-m", "tests.reports.rendering.verapdf", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )

    names = [*NAMES, "draft", "empty", "links", "merged", "photos", "proven"]
    names += ["signed", "laid out"]
    names += [f"signed_{NAMES[2]}", "signed_proven"]
    assert json.loads(checked.stdout) == {f"{name}.pdf": {"3a": [], "ua1": []} for name in names}
