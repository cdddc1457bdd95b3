"""Every address of the portal, by who owns it."""

from django.urls import include, path

from measures.admin.site import site

urlpatterns = [
    path("", include("reports.public_urls")),
    path("", include("reports.workspace_urls")),
    path("", include("measures.urls")),
    path("admin/", site.urls),
]
