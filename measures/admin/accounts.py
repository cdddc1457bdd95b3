"""People and the parts they play."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import SetPasswordForm
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from measures.admin.lists import count_link, count_of, thai_moment
from measures.admin.memberships import MembershipRows, write_parts
from measures.admin.refusals import as_form_error
from measures.admin.service_admin import Formsets, ServiceAdmin, ServiceForm, person
from measures.admin.site import site
from measures.models import Membership, User
from measures.services.accounts import create_user, set_password, update_user
from measures.services.second_step import has_second_step, stop_second_step
from measures.services.sign_in import TooManyAtOnce

_ACCOUNT = ("email", "staff_code", "display_name", "is_superuser")


class UserForm(ServiceForm):
    """Reads an account; a staff code is the same in any case."""

    def clean_staff_code(self) -> str:
        return str(self.cleaned_data["staff_code"]).lower()


class NewUserForm(UserForm):
    """Reads a new account; without a password the person cannot sign in yet."""

    password = forms.CharField(
        label="รหัสผ่าน",
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="อย่างน้อย ๑๒ ตัวอักษร เว้นว่างเพื่อกำหนดภายหลัง",
    )


@admin.register(User, site=site)
class UserAdmin(ServiceAdmin):
    """Accounts are closed, not deleted: decisions and events keep pointing to them."""

    form = UserForm
    can_remove = False
    inlines = (MembershipRows,)
    list_display = (
        "display_name",
        "email",
        "staff_code",
        "is_active",
        "is_superuser",
        "parts",
        "seen_",
    )
    list_display_links = ("display_name", "email")
    list_filter = ("is_active", "is_superuser", "memberships__role")
    search_fields = ("display_name", "email", "staff_code")
    ordering = ("email",)
    counts = {"part_count": count_of(Membership.objects.all(), "user")}

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return ((None, {"fields": (*_ACCOUNT, "password")}),)
        times = {"fields": ("password_link", "second_step", "joined", "seen_")}
        return ((None, {"fields": (*_ACCOUNT, "is_active")}), ("การเข้าใช้", times))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("password_link", "second_step", "joined", "seen_") if obj else ()

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        if obj is None:
            kwargs["form"] = NewUserForm
        return super().get_form(request, obj, change, **kwargs)

    @admin.display(description="สิทธิ์", ordering="part_count")
    def parts(self, row: Any) -> SafeString | str:
        return count_link(
            row.part_count, "admin:measures_membership_changelist", user__id__exact=row.pk
        )

    @admin.display(description="เข้าใช้ล่าสุด", ordering="last_login")
    def seen_(self, row: User) -> str:
        return thai_moment(row.last_login)

    @admin.display(description="เพิ่มเมื่อ")
    def joined(self, row: User) -> str:
        return thai_moment(row.joined_at)

    @admin.display(description="รหัสผ่าน")
    def password_link(self, row: User) -> SafeString:
        words = "เปลี่ยนรหัสผ่าน" if row.has_usable_password() else "ยังไม่มีรหัสผ่าน กำหนดรหัสผ่าน"
        address = reverse("admin:measures_user_password", args=[row.pk])
        return format_html('<a href="{}">{}</a>', address, words)

    @admin.display(description="การยืนยันสองขั้น")
    def second_step(self, row: User) -> SafeString | str:
        if not has_second_step(row):
            return "ไม่ได้เปิดใช้"
        address = reverse("admin:measures_user_second_step", args=[row.pk])
        return format_html('เปิดใช้อยู่ <a href="{}">ปิดให้ผู้ที่ทำโทรศัพท์และรหัสกู้คืนหาย</a>', address)

    def label_of(self, row: User) -> str:
        return f"{row.display_name} · {row.email}"

    def write(self, request: HttpRequest, form: Any, formsets: Formsets, *, change: bool) -> User:
        values, by = form.cleaned_data, person(request)
        account = {name: values[name] for name in _ACCOUNT}
        if not change:
            user = create_user(**account, password=values["password"] or None, by=by)
        else:
            user = form.instance
            if form.changed_data:
                user = update_user(user=user, **account, is_active=values["is_active"], by=by)
        write_parts(user, formsets[0], by=by)
        return user

    def get_urls(self) -> list[URLPattern]:
        password = self.admin_site.admin_view(self.password_view)
        step = self.admin_site.admin_view(self.second_step_view)
        return [
            path("<path:object_id>/password/", password, name="measures_user_password"),
            path("<path:object_id>/second-step/", step, name="measures_user_second_step"),
            *super().get_urls(),
        ]

    def password_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Give a person a new password."""
        user = self.get_object(request, unquote(object_id))
        if user is None:
            return self.gone(request)
        form = SetPasswordForm(user, request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                set_password(
                    user=user, password=form.cleaned_data["new_password1"], by=person(request)
                )
            except (ValidationError, PermissionDenied, TooManyAtOnce) as refusal:
                form.add_error(None, as_form_error(refusal))
            else:
                if user == request.user:
                    user.refresh_from_db()
                    update_session_auth_hash(request, user)
                self.message_user(request, "เปลี่ยนรหัสผ่านแล้ว", messages.SUCCESS)
                return redirect("admin:measures_user_change", user.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": f"รหัสผ่านของ {user}",
            "opts": self.opts,
            "original": user,
            "form": form,
        }
        return TemplateResponse(request, "admin/measures/user/password.html", context)

    def second_step_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Let a person who lost phone and codes sign in by password again."""
        user = self.get_object(request, unquote(object_id))
        if user is None:
            return self.gone(request)
        if request.method == "POST":
            stop_second_step(user=user, by=person(request))
            self.message_user(request, "ปิดการยืนยันสองขั้นแล้ว", messages.SUCCESS)
            return redirect("admin:measures_user_change", user.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": f"ปิดการยืนยันสองขั้นของ {user}",
            "opts": self.opts,
            "original": user,
        }
        return TemplateResponse(request, "admin/measures/user/second_step.html", context)
