"""The portal's addresses, and one view that says "ok" behind the same middleware."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from measures.views.access import public


@public
def ok(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [path("ok/", ok), path("", include("ita_portal.urls"))]
