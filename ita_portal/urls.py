"""Every address of the portal, by who owns it."""

from importlib.util import find_spec

from django.urls import include, path

from measures.admin.site import site

urlpatterns = [path("admin/", site.urls)]
urlpatterns += [
    path("", include(module))
    for module in ("reports.public_urls", "measures.urls", "reports.urls")
    if find_spec(module)
]
