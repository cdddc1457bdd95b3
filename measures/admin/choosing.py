"""Other rows, chosen by typing a part of their names."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.http import HttpRequest

_LONGEST_KEY = 18  # digits that fit a column


class _OnlyKeys:
    """Shows none chosen where something else than a key was sent.

    Django asks the database for it: an error instead of the words of the refused form.
    """

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        keys = [each for each in value if _is_key(str(each))]
        return super().optgroups(name, keys, attr)  # type: ignore[misc]  # of the widget beside


class OneChosen(_OnlyKeys, AutocompleteSelect):
    pass


class SomeChosen(_OnlyKeys, AutocompleteSelectMultiple):
    pass


def _is_key(text: str) -> bool:
    return text == "" or (text.isascii() and text.isdigit() and len(text) <= _LONGEST_KEY)


class Choosing:
    """For an admin or inline with `autocomplete_fields`."""

    admin_site: AdminSite

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if self._is_typed(db_field, request):
            kwargs.setdefault("widget", OneChosen(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]  # of the admin

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if self._is_typed(db_field, request):
            kwargs.setdefault("widget", SomeChosen(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]  # of the admin

    def _is_typed(self, db_field: Any, request: HttpRequest) -> bool:
        typed: Any = self.get_autocomplete_fields(request)  # type: ignore[attr-defined]  # of the admin
        return db_field.name in typed
