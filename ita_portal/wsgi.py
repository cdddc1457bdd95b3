"""The application object that the web server calls."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ita_portal.settings")
application = get_wsgi_application()

# What the start has made lives as long as the process: without looking at all of it again and
# again, a page is drawn in two thirds of the time.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()
