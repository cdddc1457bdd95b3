"""The portal as it is served, with one more page that says "ok"."""

import os

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ita_portal.settings")


@login_not_required
def ok(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [path("ok/", ok), path("", include("ita_portal.urls"))]
settings.ROOT_URLCONF = __name__
application = get_wsgi_application()
