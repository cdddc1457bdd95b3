"""The emblem of an organization: uploaded, drawn anew, kept; or taken away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from measures.inspecting import Inspected
from measures.inspecting.pictures import THUMBNAIL_PIXELS, scaled_size
from measures.models import Emblem, Organization, User
from measures.permissions import require
from measures.roles import Action
from measures.services import audit
from measures.services.evidence_files import look_into
from measures.services.rows import save_valid, values_of
from measures.services.stored_files import KeptFile, drop_file, keep_file

FOLDER = "emblems"
NO_PICTURE = "ใช้ไฟล์ภาพ JPG, PNG หรือ WebP"
_SHOWN = ("sha256", "size_bytes", "width", "height")


def set_emblem(
    *, organization: Organization, upload: UploadedFile, by: User, at: datetime | None = None
) -> Emblem:
    """Give an organization its emblem, in place of the one that it had.

    The picture is opened in the sandbox and on disk before the transaction begins. What is
    submitted or published keeps the emblem that it has. Raises PermissionDenied or ValidationError.
    """
    require(by, Action.MANAGE_ORGANIZATION, organization)
    inspected = look_into(upload, instead=NO_PICTURE)
    with _kept(inspected) as kept, transaction.atomic():
        held = Organization.objects.select_for_update().get(pk=organization.pk)
        emblem = Emblem.objects.filter(organization=held).first() or Emblem(organization=held)
        before = values_of(emblem, _SHOWN) if emblem.pk else None
        emblem.stored_name, emblem.sha256 = kept.name, kept.sha256
        emblem.size_bytes = kept.size_bytes
        emblem.width, emblem.height = scaled_size(
            inspected.width or 0, inspected.height or 0, THUMBNAIL_PIXELS
        )
        emblem.set_at, emblem.set_by = at or timezone.now(), by
        save_valid(emblem)
        after = values_of(emblem, _SHOWN)
        audit.record("emblem.set", emblem, by=by, at=at, before=before, after=after)
        return emblem


@transaction.atomic
def remove_emblem(*, organization: Organization, by: User) -> None:
    """Take the emblem away; without one nothing happens. Raises PermissionDenied.

    Its bytes stay where a version has kept them, and go with `remove_orphan_files` elsewhere.
    """
    require(by, Action.MANAGE_ORGANIZATION, organization)
    held = Organization.objects.select_for_update().get(pk=organization.pk)
    emblem = Emblem.objects.filter(organization=held).first()
    if emblem is not None:
        audit.record("emblem.removed", emblem, by=by, before=values_of(emblem, _SHOWN))
        emblem.delete()


@contextmanager
def _kept(inspected: Inspected) -> Iterator[KeptFile]:
    """The picture on disk, as small as an emblem is printed; gone again if no row knows it."""
    if inspected.thumbnail is None:
        raise ValidationError(NO_PICTURE, code="picture")
    kept = keep_file(inspected.thumbnail, folder=FOLDER, extension="jpg")
    try:
        yield kept
    finally:
        # asked of the database, for a commit may have arrived although its answer did not
        if not Emblem.objects.filter(stored_name=kept.name).exists():
            drop_file(kept)
