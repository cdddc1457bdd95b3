"""Cleaning, validating and saving one row, as every service does it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model, ProtectedError

from ita_portal.thai.text import UncleanText, clean

Value = TypeVar("Value")
ONE_LINE = frozenset(
    {"mark", "number", "name", "kind", "code", "url", "website", "contact_email", "display_name"}
)


def cleaned(value: Value, *, multiline: bool = True) -> Value:
    """The value with every text in it clean, however deep; raises ValidationError."""
    result: Any = value
    if type(value) is str:
        try:
            result = clean(str(value), multiline=multiline)
        except UncleanText as error:
            raise ValidationError(str(error), code="unclean") from error
    elif isinstance(value, tuple):
        result = tuple(cleaned(item, multiline=multiline) for item in value)
    elif is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in fields(value)]
        changes = {
            name: cleaned(getattr(value, name), multiline=name not in ONE_LINE) for name in names
        }
        result = replace(value, **changes)
    return cast(Value, result)


def save_valid(row: Model) -> None:
    """Save a row that holds; raises ValidationError, also for what another did meanwhile."""
    row.full_clean()
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise ValidationError("ข้อมูลนี้ซ้ำหรือขัดกับที่มีอยู่แล้ว", code="conflict") from error


def delete_unused(row: Model) -> None:
    """Delete a row to which nothing else points; raises ValidationError."""
    try:
        with transaction.atomic():
            row.delete()
    except ProtectedError as error:
        kinds = {str(other._meta.verbose_name) for other in error.protected_objects}
        raise ValidationError(
            f"ลบไม่ได้ เพราะยังใช้อยู่ใน{'และ'.join(sorted(kinds))}", code="used"
        ) from error


def values_of(row: Model, names: Iterable[str]) -> dict[str, Any]:
    """Fields of a row as an audit event shows them: another row by its key."""
    return {name: row.serializable_value(name) for name in names}
