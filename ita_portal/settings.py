"""The one settings file: every value comes from the environment; `.env.example` explains each key.

Order: the environment, then `.env` beside manage.py, then `settings.env` in DATA_DIR (made by the
first `make run`). The defaults are those of a production server; a value that is missing or
unsafe there stops the start with its key, what is wrong and what to write (setting_values.py).
"""

import os
from pathlib import Path
from urllib.parse import quote, urlsplit

from csp.constants import NONE, SELF

from ita_portal.setting_values import (
    LOOPBACK,
    count,
    database,
    env,
    flag,
    identity_provider,
    mail,
    refuse_unsafe_hosts,
    refuse_unsafe_key,
    refuse_unsafe_origins,
    sender,
    signing_certificate,
    site_url,
)
from ita_portal.storage import private_storage

BASE_DIR = Path(__file__).resolve().parent.parent

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
    refuse_unsafe_key(SECRET_KEY)
    for _key in SECRET_KEY_FALLBACKS:
        refuse_unsafe_key(_key, name="SECRET_KEY_FALLBACKS")
refuse_unsafe_hosts(ALLOWED_HOSTS, debug=DEBUG, https=HTTPS, demo=DEMO)
refuse_unsafe_origins(CSRF_TRUSTED_ORIGINS, https=HTTPS)
SITE_URL = site_url(ALLOWED_HOSTS, https=HTTPS)

# Another way to sign in, and where its forms lead; empty when no provider is set
SIGN_IN_WITH = identity_provider()
_server = urlsplit(SIGN_IN_WITH["settings"]["server_url"]) if SIGN_IN_WITH else None
_identity_origins = [f"{_server.scheme}://{_server.netloc}"] if _server else []

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
CSRF_FAILURE_VIEW = "measures.views.unsaved.csrf_failure"
SESSION_ENGINE = "measures.services.session_store"
SESSION_COOKIE_AGE = 60 * 60 * count("SESSION_HOURS", default=12)
SESSION_IDLE_SECONDS = 60 * count("SESSION_IDLE_MINUTES", default=30, least=5)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF, *_identity_origins],
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
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
if SIGN_IN_WITH:  # with its HTTP client a sixth of a process's memory
    INSTALLED_APPS += [
        "allauth.socialaccount",
        "allauth.socialaccount.providers.openid_connect",
    ]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "measures.views.middleware.SameForAllMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "measures.views.middleware.PlainTextMiddleware",
    "measures.views.middleware.OwnSessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "measures.views.middleware.SignInRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
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
                "measures.views.theme.theme",
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
PASSWORD_RESET_TIMEOUT = 60 * 60  # how long the link in a letter sets a new password
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
]

# allauth gives the steps of signing in, second steps and OpenID Connect; its pages are not used.
# Its rate limits are off: they count in each process, ours in the database (services/sign_in.py).
ACCOUNT_ADAPTER = "measures.views.allauth_hooks.NoRegistration"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_RATE_LIMITS = False
MFA_ADAPTER = "measures.services.second_step.SealedSecrets"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
SOCIALACCOUNT_ADAPTER = "measures.views.invited_only.InvitedOnly"
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [SIGN_IN_WITH] if SIGN_IN_WITH else []}}

# Letters. Without a mail server they stand in the log, and links are shown to who sends them.
HAS_MAIL_SERVER = bool(env.str("EMAIL_URL", default=""))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = sender(ALLOWED_HOSTS)
vars().update(mail(env.str("EMAIL_URL", default="")))

# Data and files
DATABASES = {
    "default": database(
        env.str("DATABASE_URL", default="") or f"sqlite:///{quote(str(DATA_DIR / 'db.sqlite3'))}",
        pool_size=count("DATABASE_POOL_SIZE", default=8),
    )
}
# What binds the record of who did what: a key and a file of its heads, both outside the database
AUDIT_KEY = env.str("AUDIT_KEY", default="") or SECRET_KEY
if not DEBUG:
    refuse_unsafe_key(AUDIT_KEY, name="AUDIT_KEY")
AUDIT_HEADS = (
    BASE_DIR / (env.str("AUDIT_HEADS", default="") or DATA_DIR / "audit-heads.txt")
).resolve()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
STORAGES = {
    "default": private_storage(
        DATA_DIR / "files",
        bucket=env.str("S3_BUCKET", default="").strip(),
        endpoint=env.str("S3_ENDPOINT", default="").strip(),
        region=env.str("S3_REGION", default=""),
        access_key=env.str("S3_ACCESS_KEY", default=""),
        secret_key=env.str("S3_SECRET_KEY", default=""),
    ),
    "staticfiles": {"BACKEND": "ita_portal.static_files.StaticFilesStorage"},
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
    # first these: files of strangers, and what is beyond the limits, never reach the others
    "measures.views.uploads.SignedInUpload",
    "measures.views.uploads.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# How long whoever brings a file in waits for the answer, before a page shows how far it is read
IMPORT_PATIENCE_SECONDS = 1.0

# Evidence: the largest file, and how much a plan and an organization may have
EVIDENCE_FILE_MB = count("EVIDENCE_FILE_MB", default=20)
EVIDENCE_UPLOAD_MB = count("EVIDENCE_UPLOAD_MB", default=200)
EVIDENCE_PLAN_FILES = count("EVIDENCE_PLAN_FILES", default=300)
EVIDENCE_PLAN_MB = count("EVIDENCE_PLAN_MB", default=300)
EVIDENCE_ORGANIZATION_MB = count("EVIDENCE_ORGANIZATION_MB", default=3000)

# What published PDFs are signed with, if anything: a file with a certificate and its key
SIGNING_CERTIFICATE = signing_certificate(BASE_DIR)
SIGNING_PASSPHRASE = env.str("SIGNING_PASSPHRASE", default="")

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
    "filters": {"refusals": {"()": "ita_portal.refusals_log.ShortRefusals"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["refusals"],
        }
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"django": {"handlers": ["console"], "level": "INFO", "propagate": False}},
}
