"""The portal as it is served, with one more page that says "ok"."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ita_portal.settings")
settings.ROOT_URLCONF = "tests.bench.web_urls"
application = get_wsgi_application()
