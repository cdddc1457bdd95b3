"""How the settings read their values: each from the environment, and refused when unsafe."""

from __future__ import annotations

import os
import re
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

LOOPBACK = {"127.0.0.1", "localhost", "[::1]"}
KEY_LENGTH = 50
_HOST = re.compile(r"[A-Za-z0-9_.-]+|\[[0-9a-fA-F:.]+\]")  # an address of IPv6 stands in brackets

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


def refuse_unsafe_key(key: str, *, name: str = "SECRET_KEY") -> None:
    """A production key is long, random and not one that came with the code."""
    if not key:
        raise ImproperlyConfigured(
            f"{name} is missing: write {name}= and at least 50 random letters and digits "
            "(python3 -c 'import secrets; print(secrets.token_urlsafe(50))' makes one)."
        )
    if len(key) < KEY_LENGTH or len(set(key)) < 10 or key.startswith("django-insecure-"):
        raise ImproperlyConfigured(
            f"{name} can be guessed: it has {len(key)} characters, {len(set(key))} of them "
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
    for host in hosts:
        if not (_HOST.fullmatch(host) or host in LOOPBACK):
            raise ImproperlyConfigured(
                f"ALLOWED_HOSTS holds {host!r}, which is no name alone: write names without scheme "
                "and port, such as ALLOWED_HOSTS=ita.example.go.th"
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


def site_url(hosts: list[str], *, https: bool) -> str:
    """Where readers find the portal, without a path: printed into files that stay for years."""
    written: str = env.str("SITE_URL", default="").rstrip("/")
    if not written:
        host = hosts[0].lstrip(".") if hosts else "localhost"
        port = "" if https else f":{os.environ.get('PORT') or '8000'}"
        return f"{'https' if https else 'http'}://{host}{port}"
    parts = urlsplit(written)
    if parts.scheme not in {"https", "http"} or not parts.hostname or parts.path or parts.query:
        raise ImproperlyConfigured(
            f"SITE_URL holds {written!r}: write scheme and name, such as "
            "SITE_URL=https://ita.example.go.th"
        )
    return written


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


def mail(url: str) -> dict[str, Any]:
    """Django's settings of the mail server at `url`; without one, letters go to the log."""
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if not url.startswith(("smtp://", "smtp+tls://", "smtp+ssl://")):
        raise ImproperlyConfigured(
            "EMAIL_URL names no mail server: write EMAIL_URL=smtp+tls://user:password@host:587"
        )
    config: dict[str, Any] = environ.Env.email_url_config(url)
    config.pop("OPTIONS", None)
    return {key: value for key, value in config.items() if not key.startswith("EMAIL_FILE")}


def sender(hosts: list[str]) -> str:
    """Who the letters are from."""
    written: str = env.str("EMAIL_FROM", default="").strip() or f"ita-portal@{hosts[0].lstrip('.')}"
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", parseaddr(written)[1]):
        raise ImproperlyConfigured(
            f"EMAIL_FROM is {written!r}: write a mail address, such as "
            "EMAIL_FROM=ita-portal@ita.example.go.th"
        )
    return written


def identity_provider() -> dict[str, Any]:
    """The OpenID Connect provider of the OIDC_ keys, as allauth wants it; empty without one."""
    server = env.str("OIDC_SERVER_URL", default="").rstrip("/")
    if not server:
        return {}
    if not server.startswith("https://") and urlsplit(server).hostname not in LOOPBACK:
        raise ImproperlyConfigured(
            "OIDC_SERVER_URL is not secret on its way: write an address that begins with https://"
        )
    client = env.str("OIDC_CLIENT_ID", default="")
    secret = env.str("OIDC_CLIENT_SECRET", default="")
    if not (client and secret):
        raise ImproperlyConfigured(
            "OIDC_SERVER_URL is set without OIDC_CLIENT_ID and OIDC_CLIENT_SECRET: write what the "
            "provider gave, or leave all three out."
        )
    return {
        "provider_id": "sso",
        "name": env.str("OIDC_NAME", default="") or "ThaID",
        "client_id": client,
        "secret": secret,
        "settings": {
            "server_url": server,
            "uid_field": env.str("OIDC_SUBJECT", default="") or "sub",
            "scope": env.list("OIDC_SCOPES", default=[]) or ["openid"],
            "fetch_userinfo": flag("OIDC_USERINFO", default=False),
            "oauth_pkce_enabled": True,
        },
    }


def signing_certificate(base: Path) -> str:
    """The file of the certificate that published PDFs are signed with; "" where none is set.

    That its passphrase fits and its key may sign is looked at by the start, which has the time.
    """
    written: str = env.str("SIGNING_CERTIFICATE", default="").strip()
    if not written:
        return ""
    path = (base / written).resolve()
    try:
        with path.open("rb"):
            return str(path)
    except OSError as error:
        raise ImproperlyConfigured(
            f"SIGNING_CERTIFICATE is {written!r}, which cannot be read ({error.strerror}): write "
            "where the .p12 or .pfx file lies and let the portal's user read it, or leave it empty."
        ) from error
