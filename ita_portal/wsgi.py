"""The application object that the web server calls."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.template import engines
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ita_portal.settings")
application = get_wsgi_application()

# What the start has made lives as long as the process, and the server's processes share what was
# there before they parted. Without looking at all of it again and again, a page is drawn in two
# thirds of the time.
_ = get_resolver().url_patterns, engines.all()
gc.collect()
gc.freeze()
