"""A web process that has started and served a page has loaded nothing that it does not need."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
HEAVY = (
    "aiohttp",
    "allauth.mfa.webauthn",
    "allauth.socialaccount",
    "asn1crypto",
    "certifi",
    "charset_normalizer",
    "cryptography",
    "docx",
    "fido2",
    "fontTools",
    "idna",
    "lxml",
    "measures.importing.contained",
    "measures.importing.sources",
    "measures.importing.understanding",
    "openpyxl",
    "PIL",
    "pydyf",
    "pyhanko",
    "pypdf",
    "pypdfium2",
    "pythainlp",
    "qrcode",
    "requests",
    "uharfbuzz",
    "urllib3",
    "weasyprint",
    "xml.etree",
    "xlsxwriter",
)
WEB_PROCESS = """
import sys
from io import BytesIO
from ita_portal.wsgi import application
for path in ("/", "/sign-in/"):
    asked = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "wsgi.url_scheme": "http"}
    asked |= {"SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "wsgi.input": BytesIO()}
    answer = application(asked, lambda status, headers, error=None: print(status))
    assert b"</html>" in b"".join(answer)
    answer.close()
print([name for name in sys.argv[1:] if name in sys.modules])
"""


@pytest.mark.one_engine
@pytest.mark.django_db
def test_a_web_process_loads_nothing_heavy(tmp_path):
    tables = sqlite3.connect(connection.settings_dict["NAME"])
    with closing(tables), closing(sqlite3.connect(tmp_path / "db.sqlite3")) as copy:
        tables.backup(copy)
    without = {key: "" for key in os.environ if key.startswith("OIDC_")}
    given = {**os.environ, **without, "DATA_DIR": str(tmp_path), "DATABASE_URL": "", "DEBUG": "on"}
    given |= {"DJANGO_SETTINGS_MODULE": "ita_portal.settings"}
    command = [sys.executable, "-c", WEB_PROCESS, *HEAVY]
    told = subprocess.run(command, cwd=ROOT, env=given, capture_output=True, check=True, text=True)

    assert told.stdout.splitlines() == ["200 OK", "200 OK", "[]"]
