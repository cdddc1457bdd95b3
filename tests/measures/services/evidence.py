"""Uploads and people for the tests of evidence."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from measures.models import EvidenceFile, Measure, User
from measures.roles import Role
from measures.services.evidence import attach_file
from tests.factories import make_measure, make_user
from tests.measures.inspecting.corpus import photo


def an_upload(name: str = "ภาพ.jpg", data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, photo((60, 40)) if data is None else data)


def a_writer(measure: Measure) -> User:
    """Somebody who may write in the measure's plan."""
    return make_user(role=Role.COORDINATOR, organization=measure.plan.organization)


def make_evidence(*, measure: Measure | None = None, shade: int = 0, **fields: Any) -> EvidenceFile:
    """A row of evidence without a file behind it, or with `stored_name` given."""
    measure = measure or make_measure()
    number = EvidenceFile.objects.filter(measure=measure).count() + 1
    defaults: dict[str, Any] = {
        "kind": "photo",
        "position": number,
        "caption": f"ภาพที่ {number}",
        "original_name": f"ภาพ {number}.jpg",
        "stored_name": f"evidence/{measure.pk}-{number}.jpg",
        "sha256": f"{measure.pk * 1000 + number:064x}",
        "source_sha256": f"{measure.pk * 1000 + number + 500:064x}",
        "size_bytes": 1000,
        "media_type": "image/jpeg",
        "width": 60,
        "height": 40,
    }
    return EvidenceFile.objects.create(measure=measure, **{**defaults, **fields})


def attach(measure: Measure, *, by: User | None = None, **options: Any) -> EvidenceFile:
    """Evidence through the service, with a real picture by default."""
    upload = options.pop("upload", None) or an_upload()
    return attach_file(measure=measure, upload=upload, by=by or a_writer(measure), **options)
