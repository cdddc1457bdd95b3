"""The settings refuse what would be unsafe and say what to write; .env.example names every key."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from runpy import run_path

import pytest
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parent.parent
KEY = "a-key-of-these-tests-0123456789-abcdefghijklmnopqrstuvwxyz"
SAFE = {"SECRET_KEY": KEY, "ALLOWED_HOSTS": "ita.example.go.th"}
LOCAL = {"SECRET_KEY": KEY, "ALLOWED_HOSTS": "localhost,127.0.0.1", "HTTPS": "off"}
SHOWN = "SESSION_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "DEBUG", "DEMO"


def start(tmp_path: Path, settings: dict[str, str], *program: str) -> tuple[int, str]:
    """Start Python with these settings and no others; its status and all that it said."""
    base = {"PATH": os.environ["PATH"], "ENV_FILE": "", "DATA_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, *program],
        cwd=ROOT,
        env={**base, "DJANGO_SETTINGS_MODULE": "ita_portal.settings", **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("settings", "key", "advice"),
    [
        ({"ALLOWED_HOSTS": "ita.example.go.th"}, "SECRET_KEY is missing", "write SECRET_KEY="),
        (SAFE | {"SECRET_KEY": "short"}, "SECRET_KEY can be guessed", "at least 50"),
        (SAFE | {"SECRET_KEY": "a" * 60}, "SECRET_KEY can be guessed", "at least 50"),
        (SAFE | {"SECRET_KEY": "django-insecure-" + KEY}, "SECRET_KEY can be guessed", "random"),
        (SAFE | {"SECRET_KEY_FALLBACKS": "old"}, "SECRET_KEY_FALLBACKS can be", "at least 50"),
        (SAFE | {"AUDIT_KEY": "short"}, "AUDIT_KEY can be guessed", "at least 50"),
        ({"SECRET_KEY": KEY}, "ALLOWED_HOSTS is empty", "ALLOWED_HOSTS=ita.example.go.th"),
        (SAFE | {"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is empty", "ALLOWED_HOSTS=ita.example.go.th"),
        (SAFE | {"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS holds '*'", "the names themselves"),
        (SAFE | {"ALLOWED_HOSTS": "https://ita.go.th"}, "'https://ita.go.th'", "without scheme"),
        (SAFE | {"ALLOWED_HOSTS": "ita.go.th:443"}, "'ita.go.th:443'", "without scheme and port"),
        (SAFE | {"HTTPS": "off"}, "HTTPS is off for ita.example.go.th", "write HTTPS=on"),
        (SAFE | {"HTTPS": "offf"}, "HTTPS is 'offf'", "HTTPS=on or HTTPS=off"),
        (SAFE | {"DEBUG": "on"}, "DEBUG is on for ita.example.go.th", "write DEBUG=off"),
        (SAFE | {"DEMO": "on"}, "DEMO is on for ita.example.go.th", "write DEMO=off"),
        (SAFE | {"DATABASE_URL": "mysql://db/name"}, "DATABASE_URL", "postgres://"),
        (SAFE | {"CSRF_TRUSTED_ORIGINS": "http://other.go.th"}, "CSRF_TRUSTED_ORIGINS", "https://"),
        (SAFE | {"S3_BUCKET": "files"}, "S3_ACCESS_KEY is missing", "write S3_ACCESS_KEY="),
        (
            SAFE | {"S3_BUCKET": "files", "S3_ENDPOINT": "s3.example.go.th"},
            "S3_ENDPOINT is 's3.example.go.th'",
            "S3_ENDPOINT=https://s3.example.go.th",
        ),
        (SAFE | {"EMAIL_URL": "mail.example.go.th"}, "EMAIL_URL", "smtp+tls://"),
        (SAFE | {"EMAIL_FROM": "พอร์ทัล"}, "EMAIL_FROM is 'พอร์ทัล'", "a mail address"),
        (SAFE | {"SESSION_IDLE_MINUTES": "1"}, "SESSION_IDLE_MINUTES is '1'", "at least 5"),
        (SAFE | {"OIDC_SERVER_URL": "http://id.example.go.th"}, "OIDC_SERVER_URL", "https://"),
        (SAFE | {"OIDC_SERVER_URL": "https://id.example"}, "OIDC_SERVER_URL", "OIDC_CLIENT_ID"),
        (SAFE | {"SIGNING_CERTIFICATE": "/none.p12"}, "SIGNING_CERTIFICATE", "cannot be read"),
        (SAFE | {"RENDER_MEMORY_MB": "64"}, "RENDER_MEMORY_MB is '64'", "at least 256"),
        (SAFE | {"RENDER_TIMEOUT_SECONDS": "๖๐"}, "RENDER_TIMEOUT_SECONDS", "whole number"),
    ],
)
def test_an_unsafe_start_is_refused(
    settings: dict[str, str], key: str, advice: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in list(os.environ):
        monkeypatch.delenv(name)
    for name, value in {"ENV_FILE": "", "DATA_DIR": str(tmp_path), **settings}.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured) as refusal:
        run_path(str(ROOT / "ita_portal" / "settings.py"))

    assert key in str(refusal.value)
    assert advice in str(refusal.value)


def test_a_refusal_is_told_in_one_line(tmp_path: Path) -> None:
    status, said = start(tmp_path, {"SECRET_KEY": KEY}, "manage.py", "check")

    assert status == 1
    assert said == (
        "manage.py: ALLOWED_HOSTS is empty: write the names under which people reach the portal, "
        "such as ALLOWED_HOSTS=ita.example.go.th\n"
    )


@pytest.mark.parametrize("settings", [SAFE, SAFE | {"BEHIND_PROXY": "on"}])
def test_a_production_start_has_no_deployment_warning(
    settings: dict[str, str], tmp_path: Path
) -> None:
    check = ["manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    status, said = start(tmp_path, settings, "-W", "error", *check)

    assert (status, said) == (0, "System check identified no issues (0 silenced).\n")


@pytest.mark.parametrize(
    ("settings", "shown"),
    [
        (SAFE, "True True 31536000 False False"),
        (LOCAL, "False False 0 False False"),
        (LOCAL | {"DEMO": "on"}, "False False 0 False True"),
        ({"DEBUG": "on"}, "False False 0 True False"),
    ],
)
def test_safe_values_start(settings: dict[str, str], shown: str, tmp_path: Path) -> None:
    program = tmp_path / "show.py"
    names = ", ".join(f"settings.{name}" for name in SHOWN)
    program.write_text(f"from django.conf import settings\nprint({names})\n")

    status, said = start(tmp_path, settings | {"PYTHONPATH": str(ROOT)}, str(program))

    assert (status, said) == (0, f"{shown}\n")


def test_settings_come_from_the_environment_then_env_then_the_data_folder(tmp_path: Path) -> None:
    first = tmp_path / "first.env"
    first.write_text(f"SECRET_KEY={KEY}\nDATABASE_POOL_SIZE=3\nHTTPS=off\n")
    (tmp_path / "settings.env").write_text(
        "ALLOWED_HOSTS=localhost\nDATABASE_POOL_SIZE=7\nDEMO=on\n"
    )
    program = tmp_path / "show.py"
    program.write_text(
        "from django.conf import settings\n"
        "pool = settings.DATABASES['default']['OPTIONS']['pool']['max_size']\n"
        "print(settings.ALLOWED_HOSTS, settings.DEMO, pool)\n"
    )
    given = {"ENV_FILE": str(first), "DEMO": "off", "DATABASE_URL": "postgres://db/name"}

    status, said = start(tmp_path, given | {"PYTHONPATH": str(ROOT)}, str(program))

    assert (status, said) == (0, "['localhost'] False 3\n")


def test_a_data_folder_of_any_name_holds_the_database(tmp_path: Path) -> None:
    folder = tmp_path / "a+b #1 50%25 ข้อมูล?"
    program = tmp_path / "show.py"
    program.write_text(
        "from django.conf import settings\nprint(settings.DATABASES['default']['NAME'])\n"
    )
    given = LOCAL | {"DATA_DIR": str(folder), "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}

    status, said = start(tmp_path, given, str(program))

    assert (status, said) == (0, f"{folder / 'db.sqlite3'}\n")


def test_a_connection_that_the_server_closed_is_not_handed_out(tmp_path: Path) -> None:
    program = tmp_path / "show.py"
    program.write_text(
        "from django.conf import settings\n"
        "print(settings.DATABASES['default']['CONN_HEALTH_CHECKS'])\n"
    )
    given = LOCAL | {"DATABASE_URL": "postgres://db/name", "PYTHONPATH": str(ROOT)}

    status, said = start(tmp_path, given, str(program))

    assert (status, said) == (0, "True\n")


def keys_read(source: str) -> set[str]:
    """The keys that a source file reads from the environment."""
    call = r'(?:env\.\w+|flag|count|number|environ\.get)\(\s*"([A-Z0-9_]+)"'
    return set(re.findall(call, source)) - {"ENV_FILE"}


def test_every_key_is_explained_and_every_explained_key_is_read() -> None:
    readers = (
        "ita_portal/settings.py",
        "ita_portal/setting_values.py",
        "ita_portal/setup/start.py",
        "tests/engines.py",
    )
    read = set().union(*(keys_read((ROOT / name).read_text("utf-8")) for name in readers))
    blocks = (ROOT / ".env.example").read_text("utf-8").split("\n\n")
    explained = {
        key
        for block in blocks
        for key in re.findall(r"^([A-Z0-9_]+)=", block, re.MULTILINE)
        if "default" in block
    }

    assert explained == read


def test_the_rule_reads_every_way_of_asking() -> None:
    source = 'env.str("A_B")\nflag("C", default=x)\ncount(\n    "D")\nos.environ.get("E", "1")'

    assert keys_read(source) == {"A_B", "C", "D", "E"}


def shown(tmp_path: Path, settings: dict[str, str], *names: str) -> list[object]:
    """The values of some settings, after a start with these."""
    program = (
        "import json; from ita_portal import settings as s; "
        f"print(json.dumps([getattr(s, name) for name in {names}]))"
    )
    status, said = start(tmp_path, settings, "-c", program)
    assert status == 0, said
    values: list[object] = json.loads(said)
    return values


def test_letters_go_to_the_mail_server_of_the_settings(tmp_path: Path) -> None:
    names = ("EMAIL_HOST", "EMAIL_PORT", "EMAIL_USE_TLS", "EMAIL_HOST_PASSWORD", "HAS_MAIL_SERVER")
    url = "smtp+tls://portal:p%40ss@mail.example.go.th:587"

    assert shown(tmp_path, SAFE | {"EMAIL_URL": url}, *names, "DEFAULT_FROM_EMAIL") == [
        *("mail.example.go.th", 587, True, "p@ss", True),
        "ita-portal@ita.example.go.th",
    ]
    assert shown(tmp_path, SAFE, "HAS_MAIL_SERVER", "SIGN_IN_WITH") == [False, {}]


def test_people_sign_in_with_the_provider_of_the_settings(tmp_path: Path) -> None:
    settings = SAFE | {
        "OIDC_SERVER_URL": "https://id.example.go.th/api/",
        "OIDC_CLIENT_ID": "portal",
        "OIDC_CLIENT_SECRET": "secret",
        "OIDC_SUBJECT": "pid",
        "OIDC_SCOPES": "openid,pid",
    }

    app, policy = shown(tmp_path, settings, "SIGN_IN_WITH", "CONTENT_SECURITY_POLICY")

    assert app == {
        "provider_id": "sso",
        "name": "ThaID",
        "client_id": "portal",
        "secret": "secret",
        "settings": {
            "server_url": "https://id.example.go.th/api",
            "uid_field": "pid",
            "scope": ["openid", "pid"],
            "fetch_userinfo": False,
            "oauth_pkce_enabled": True,
        },
    }
    assert isinstance(policy, dict)
    assert policy["DIRECTIVES"]["form-action"] == ["'self'", "https://id.example.go.th"]
