"""Every address of the portal, by who owns it."""

from django.urls import include, path

from measures.admin.site import site
from measures.views import sessions, single_sign_on

# the names under which allauth looks for the steps of signing in
_steps = [
    path("sign-in/", sessions.sign_in, name="account_login"),
    path("sign-in/second-step/", sessions.second_step, name="mfa_authenticate"),
    path(
        "sign-in/with/<slug:provider_id>/",
        single_sign_on.identity_return,
        name="openid_connect_callback",
    ),
]

urlpatterns = [
    path("", include("reports.public_urls")),
    path("", include("reports.workspace_urls")),
    path("", include("measures.urls")),
    path("admin/", site.urls),
    *_steps,
]

handler400 = "measures.views.unsaved.too_much"
handler403 = "measures.views.unsaved.no_right"
handler404 = "measures.views.unsaved.not_found"
handler500 = "measures.views.trouble.server_error"
