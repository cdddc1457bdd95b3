"""The one settings file: every value comes from the environment; `.env.example` explains each key.

Order: the environment, then `.env` beside manage.py, then `settings.env` in DATA_DIR (made by the
first `make run`). The defaults are those of a production server; a value that is missing or
unsafe there stops the start with its key, what is wrong and what to write.
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import quote

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from ita_portal.storage import private_storage

BASE_DIR = Path(__file__).resolve().parent.parent
LOOPBACK = {"127.0.0.1", "localhost", "[::1]"}
KEY_LENGTH = 50

env = environ.Env()


def flag(key: str, *, default: bool) -> bool:
    """Read on or off, and refuse anything else: a typing error must not switch a guard off."""
    text = env.str(key, default="").strip().lower()
    if text == "":
        return default
    if text in {"on", "true", "yes", "1"}:
        return True
    if text in {"off", "false", "no", "0"}:
        return False
    raise ImproperlyConfigured(f"{key} is {text!r}: write {key}=on or {key}=off.")


def count(key: str, *, default: int, least: int = 1) -> int:
    """Read a whole number that is at least `least`."""
    text = env.str(key, default="").strip() or str(default)
    if not (text.isascii() and text.isdigit()) or int(text) < least:
        raise ImproperlyConfigured(
            f"{key} is {text!r}: write a whole number of at least {least}, such as {key}={default}."
        )
    return int(text)


def refuse_unsafe_key(key: str) -> None:
    """A production key is long, random and not one that came with the code."""
    if not key:
        raise ImproperlyConfigured(
            "SECRET_KEY is missing: write SECRET_KEY= and at least 50 random letters and digits "
            "(python3 -c 'import secrets; print(secrets.token_urlsafe(50))' makes one)."
        )
    if len(key) < KEY_LENGTH or len(set(key)) < 10 or key.startswith("django-insecure-"):
        raise ImproperlyConfigured(
            f"SECRET_KEY can be guessed: it has {len(key)} characters, {len(set(key))} of them "
            f"different; write at least {KEY_LENGTH} random ones."
        )


def refuse_unsafe_hosts(hosts: list[str], *, debug: bool, https: bool, demo: bool) -> None:
    """Only named hosts are answered; debugging, demo data and plain HTTP stay on this machine."""
    public = [host for host in hosts if host not in LOOPBACK]
    if not hosts:
        raise ImproperlyConfigured(
            "ALLOWED_HOSTS is empty: write the names under which people reach the portal, such as "
            "ALLOWED_HOSTS=ita.example.go.th"
        )
    if any(host == "*" or host == "." for host in hosts):
        raise ImproperlyConfigured(
            "ALLOWED_HOSTS holds '*', so any name would be believed: write the names themselves, "
            "such as ALLOWED_HOSTS=ita.example.go.th"
        )
    if debug and public:
        raise ImproperlyConfigured(
            f"DEBUG is on for {', '.join(public)}: its error pages show the code and the settings; "
            "write DEBUG=off, or ALLOWED_HOSTS=localhost for this machine alone."
        )
    if demo and public:
        raise ImproperlyConfigured(
            f"DEMO is on for {', '.join(public)}: its accounts and their passwords are known; "
            "write DEMO=off, or ALLOWED_HOSTS=localhost for this machine alone."
        )
    if public and not https:
        raise ImproperlyConfigured(
            f"HTTPS is off for {', '.join(public)}: passwords would travel in the open; "
            "write HTTPS=on, or ALLOWED_HOSTS=localhost for this machine alone."
        )


def refuse_unsafe_origins(origins: list[str], *, https: bool) -> None:
    """Whoever may post to us from another origin is named with its scheme."""
    scheme = "https://" if https else "http"
    for origin in origins:
        if not origin.startswith(scheme) or "*" in origin:
            raise ImproperlyConfigured(
                f"CSRF_TRUSTED_ORIGINS holds {origin!r}: write whole origins, such as "
                "CSRF_TRUSTED_ORIGINS=https://ita.example.go.th"
            )


def database(url: str, *, pool_size: int) -> dict[str, Any]:
    """The database of `url`, set up so that what was acknowledged survives a crash."""
    try:
        config: dict[str, Any] = environ.Env.db_url_config(url)
    except (ValueError, KeyError) as error:
        raise ImproperlyConfigured(f"DATABASE_URL cannot be read ({error}).") from error
    options: dict[str, Any] = config.setdefault("OPTIONS", {})
    if config.get("ENGINE") == "django.db.backends.sqlite3":
        # 16 writers: deferred transactions failed 1,494 times of 1,600, immediate ones never
        options["transaction_mode"] = "IMMEDIATE"
        options["timeout"] = 20
        options["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL"
    elif config.get("ENGINE") == "django.db.backends.postgresql":
        options["pool"] = {"min_size": 1, "max_size": pool_size, "timeout": 10}
        # a server that was restarted has closed all that the pool kept
        config["CONN_HEALTH_CHECKS"] = True
    else:
        raise ImproperlyConfigured(
            "DATABASE_URL names neither PostgreSQL nor SQLite: write "
            "DATABASE_URL=postgres://user:password@host:5432/name, or leave it out for SQLite."
        )
    return config


# Where values come from. ENV_FILE= (empty) reads no file at all, as the tests do.
ENV_FILE = env.str("ENV_FILE", default=str(BASE_DIR / ".env"))
if ENV_FILE:
    env.read_env(ENV_FILE)
DATA_DIR = (BASE_DIR / (env.str("DATA_DIR", default="") or "var")).resolve()
if ENV_FILE:
    env.read_env(DATA_DIR / "settings.env")

# Who is answered, and how
DEBUG = flag("DEBUG", default=False)
HTTPS = flag("HTTPS", default=not DEBUG)
DEMO = flag("DEMO", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="only-for-development-on-this-machine" if DEBUG else "")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=sorted(LOOPBACK) if DEBUG else [])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
if not DEBUG:
    for _key in (SECRET_KEY, *SECRET_KEY_FALLBACKS):
        refuse_unsafe_key(_key)
refuse_unsafe_hosts(ALLOWED_HOSTS, debug=DEBUG, https=HTTPS, demo=DEMO)
refuse_unsafe_origins(CSRF_TRUSTED_ORIGINS, https=HTTPS)

SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = count("HSTS_SECONDS", default=31_536_000, least=0) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
if flag("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
# the prefix makes browsers refuse such a cookie from a sister host or over plain HTTP
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 60 * 60
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "upgrade-insecure-requests": HTTPS,
    }
}

# The parts
INSTALLED_APPS = [
    "measures",
    "reports",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "measures.views.middleware.SameForAllMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "measures.views.middleware.OwnSessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "measures.views.middleware.SignInRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
ROOT_URLCONF = "ita_portal.urls"
WSGI_APPLICATION = "ita_portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "measures.views.bar.staff_bar",
            ]
        },
    }
]

# People
AUTH_USER_MODEL = "measures.User"
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/work/"
LOGOUT_REDIRECT_URL = "/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
]

# Data and files
DATABASES = {
    "default": database(
        env.str("DATABASE_URL", default="") or f"sqlite:///{quote(str(DATA_DIR / 'db.sqlite3'))}",
        pool_size=count("DATABASE_POOL_SIZE", default=8),
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
STORAGES = {
    "default": private_storage(
        DATA_DIR / "files",
        bucket=env.str("S3_BUCKET", default="").strip(),
        endpoint=env.str("S3_ENDPOINT", default=""),
        region=env.str("S3_REGION", default=""),
        access_key=env.str("S3_ACCESS_KEY", default=""),
        secret_key=env.str("S3_SECRET_KEY", default=""),
    ),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = (BASE_DIR / (env.str("STATIC_ROOT", default="") or DATA_DIR / "static")).resolve()
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # a plan of 23 measures with all its rows is one form
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = [
    "measures.views.uploads.BoundedUpload",  # first: beyond the limits nothing reaches the others
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# Evidence: the largest file, and how much a plan and an organization may have
EVIDENCE_FILE_MB = count("EVIDENCE_FILE_MB", default=20)
EVIDENCE_UPLOAD_MB = count("EVIDENCE_UPLOAD_MB", default=200)
EVIDENCE_PLAN_FILES = count("EVIDENCE_PLAN_FILES", default=300)
EVIDENCE_PLAN_MB = count("EVIDENCE_PLAN_MB", default=300)
EVIDENCE_ORGANIZATION_MB = count("EVIDENCE_ORGANIZATION_MB", default=3000)

# Language and time
LANGUAGE_CODE = "th"
TIME_ZONE = "Asia/Bangkok"
USE_I18N = True
USE_TZ = True

# Drawing documents: limits of one job in its own process
RENDER_TIMEOUT_SECONDS = count("RENDER_TIMEOUT_SECONDS", default=60)
RENDER_MEMORY_MB = count("RENDER_MEMORY_MB", default=1024, least=256)
RENDER_WORKERS = count("RENDER_WORKERS", default=os.cpu_count() or 1)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"django": {"handlers": ["console"], "level": "INFO", "propagate": False}},
}
