"""The portal as it is served, with one more page that says "ok"."""

import os

from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ita_portal.settings")
settings.ROOT_URLCONF = "tests.bench.web_urls"

from ita_portal.wsgi import application  # noqa: E402 -- reads the settings

__all__ = ["application"]
