"""Fixtures for every test: fast passwords, plain static files."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import override_settings


@pytest.fixture(autouse=True, scope="session")
def cheap_settings() -> Iterator[None]:
    """Hash passwords fast and name static files plainly: neither is what the tests are about."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STORAGES={**settings.STORAGES, "staticfiles": plain},
    ):
        yield
