"""The first run's own settings: a portal for this machine alone, with a key of its own."""

import os
import secrets
from pathlib import Path

TEXT = """\
# Settings of this installation, made by the first `make run`. The environment and .env win over
# them; .env.example in the project explains every key.
SECRET_KEY={key}
ALLOWED_HOSTS=127.0.0.1,localhost,[::1]
HTTPS=off
DEMO=on
"""


def provide(data: Path) -> bool:
    """Write settings.env into an empty data folder, whole or not at all, for its owner only."""
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = data / "settings.env"
    if path.exists():
        return False
    draft = data / "settings.env.new"
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(TEXT.format(key=secrets.token_urlsafe(48)))
    draft.replace(path)
    return True
