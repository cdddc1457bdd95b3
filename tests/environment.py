"""The settings under which the tests run; loaded by pytest before Django reads its settings.

TEST_ENGINE_URL names the database server; without it the tests run on SQLite.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

DATA_DIR = Path(tempfile.mkdtemp(prefix="ita-portal-test-"))
atexit.register(shutil.rmtree, DATA_DIR, ignore_errors=True)
(DATA_DIR / "static").mkdir()

os.environ.update(
    ENV_FILE="",
    DEBUG="off",
    SECRET_KEY="only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz",
    ALLOWED_HOSTS="localhost,127.0.0.1",
    HTTPS="off",
    DEMO="on",
    DATA_DIR=str(DATA_DIR),
    STATIC_ROOT=str(DATA_DIR / "static"),
    # so that its tables are there; `cheap_settings` takes the provider itself away again
    OIDC_SERVER_URL="http://127.0.0.1:9",
    OIDC_CLIENT_ID="portal",
    OIDC_CLIENT_SECRET="of-the-portal",
    DATABASE_URL=os.environ.get("TEST_ENGINE_URL", ""),
    # Playwright runs an event loop in the thread of the test; the tests do not share a connection
    DJANGO_ALLOW_ASYNC_UNSAFE="1",
)
