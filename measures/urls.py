"""Addresses of the staff side."""

from django.urls import path

from measures.views import sessions

app_name = "measures"
urlpatterns = [
    path("sign-in/", sessions.sign_in, name="sign_in"),
    path("sign-out/", sessions.sign_out, name="sign_out"),
]
