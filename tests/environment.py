"""The settings under which the tests run; loaded by pytest before Django reads its settings."""

import os
import tempfile
from pathlib import Path

DATA_DIR = Path(tempfile.mkdtemp(prefix="ita-portal-test-"))
(DATA_DIR / "static").mkdir()

os.environ.update(
    ENV_FILE="",
    DEBUG="off",
    SECRET_KEY="only-for-tests-" + "0123456789abcdefghijklmnopqrstuvwxyz-",
    ALLOWED_HOSTS="localhost,127.0.0.1",
    HTTPS="off",
    DATA_DIR=str(DATA_DIR),
    STATIC_ROOT=str(DATA_DIR / "static"),
    DATABASE_URL=os.environ.get("ITA_TEST_ENGINE_URL", ""),
)
