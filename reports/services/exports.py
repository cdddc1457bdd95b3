"""Files of published versions: drawn in a worker process, stored once, never drawn again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from ita_portal.thai.dates import format_date
from ita_portal.thai.numerals import to_thai
from measures.models import User
from measures.permissions import require
from measures.roles import Action
from measures.services import audit
from measures.services.sealing import chain_events
from reports.codes import shown_code
from reports.models import Decision, ExportFile, FileSignature, ReportVersion
from reports.rendering import FORMATS
from reports.services.drawing import draw
from reports.services.files import KeptFile, drop_file, keep_file
from reports.services.frozen import photos_of
from reports.services.signing import SIGNED_FORMAT, Signature, signed_pdf, signs
from reports.status import Verb

PUBLISHED_FORMATS = ("pdf", "docx", "xlsx", "csv", "csv-safe", "json", "embed")
WITH_PHOTOS = frozenset({"pdf", "docx", "html"})


class NotPublished(Exception):
    """Only published versions have stored files."""


@dataclass(frozen=True, kw_only=True)
class DrawnFile:
    """A file on disk that no row knows yet, and its signature where it has one."""

    kept: KeptFile
    signature: Signature | None = None


def get_export(version: ReportVersion, format_name: str, *, by: User | None = None) -> ExportFile:
    """The stored file of a published version, drawn now if there is none of this format yet.

    Without `by` it is the installation that completes its files. Safe when two ask at once: both
    get the same file. Raises PermissionDenied, NotPublished, RenderFailed, or KeyError for a
    format that does not exist.
    """
    if by is not None:
        require(by, Action.EXPORT_REPORT, version.report.plan.organization)
    stored = ExportFile.objects.filter(version=version, format=format_name).first()
    if stored is not None:
        return stored
    published = Decision.objects.filter(version=version, verb=Verb.PUBLISH.value).first()
    if published is None:
        raise NotPublished(str(version))
    drawn = _drawer(version, published_at=published.at)(format_name)
    try:
        return _store(version, format_name, drawn, by=by)
    finally:
        _drop_unknown(drawn.kept)


def missing_formats(version: ReportVersion) -> tuple[str, ...]:
    """The formats that a published version has no file of: those that came after it."""
    stored = set(ExportFile.objects.filter(version=version).values_list("format", flat=True))
    return tuple(name for name in PUBLISHED_FORMATS if name not in stored)


@contextmanager
def drawn_files(
    version: ReportVersion, *, published_at: datetime
) -> Iterator[Mapping[str, DrawnFile]]:
    """The files that a publication needs, on disk; gone again if no row came to know them."""
    files: dict[str, DrawnFile] = {}
    drawn = _drawer(version, published_at=published_at)
    try:
        for format_name in PUBLISHED_FORMATS:
            files[format_name] = drawn(format_name)
        yield files
    except BaseException:
        for file in files.values():
            _drop_unknown(file.kept)
        raise


def add_rows(
    version: ReportVersion, files: Mapping[str, DrawnFile], *, at: datetime
) -> list[Model]:
    """Point to the files of a version, within the transaction that publishes it."""
    rows: list[Model] = []
    for format_name, drawn in files.items():
        rows += _saved(version, format_name, drawn, at=at)
    return rows


def verify_url(code: str) -> str:
    """The address at which a version with this code is verified, as it is printed."""
    return settings.SITE_URL + reverse("public:version_verify", args=[code])


def version_data(version: ReportVersion, *, published_at: datetime) -> dict[str, Any]:
    """What the JSON of a published version says of the version itself."""
    return {
        "number": version.number,
        "frozen_at": version.frozen_at.isoformat(),
        "published_at": published_at.isoformat(),
        "sha256": version.sha256,
        "previous_sha256": version.previous_sha256,
        "code": shown_code(version.code),
        "verify_url": verify_url(version.code),
    }


def _label(version: ReportVersion, published_at: datetime) -> str:
    """What stands at the foot of each page; of a correction, that it is one."""
    day = format_date(timezone.localtime(published_at).date(), "medium")
    earlier = {"version__report": version.report_id, "version__number__lt": version.number}
    is_correction = Decision.objects.filter(**earlier, verb=Verb.PUBLISH.value).exists()
    return (
        f"ฉบับที่ {to_thai(str(version.number))} {'แก้ไขและ' if is_correction else ''}เผยแพร่ {day}"
        f" รหัสฉบับ {shown_code(version.code)}"
        f" ตรวจสอบที่ {urlsplit(settings.SITE_URL).netloc}{reverse('public:verify')}"
    )


def _drawer(version: ReportVersion, *, published_at: datetime) -> Callable[[str], DrawnFile]:
    """What draws the version in a format and keeps the file; its pictures are read once."""
    number, label = to_thai(str(version.number)), _label(version, published_at)
    snapshot, layout = version.snapshot(), version.layout_spec()
    pictures = cache(lambda: photos_of(version))

    def drawn(format_name: str) -> DrawnFile:
        extension = FORMATS[format_name].extension
        data = draw(
            format_name,
            snapshot,
            layout,
            version_label=label,
            drawn_at=published_at,
            version=version_data(version, published_at=published_at),
            photos=pictures() if format_name in WITH_PHOTOS else None,
        )
        signature = None
        if format_name == SIGNED_FORMAT and signs():
            data, signature = signed_pdf(data, reason=f"เผยแพร่ฉบับที่ {number}")
        return DrawnFile(kept=keep_file(data, extension=extension), signature=signature)

    return drawn


@transaction.atomic
def _store(
    version: ReportVersion, format_name: str, drawn: DrawnFile, *, by: User | None
) -> ExportFile:
    kept = drawn.kept
    try:
        with transaction.atomic():
            rows = _saved(version, format_name, drawn, at=timezone.now())
    except IntegrityError:  # another was quicker; its file is the one
        return ExportFile.objects.get(version=version, format=format_name)
    values = {"format": format_name, "sha256": kept.sha256, "size_bytes": kept.size_bytes}
    audit.record("export.stored", version, by=by, after=values, sealed=rows)
    transaction.on_commit(chain_events, robust=True)
    return ExportFile.objects.get(version=version, format=format_name)


def _saved(
    version: ReportVersion, format_name: str, drawn: DrawnFile, *, at: datetime
) -> list[Model]:
    """The row of a file, and that of its signature."""
    kept, signature = drawn.kept, drawn.signature
    row = ExportFile.objects.create(
        version=version,
        format=format_name,
        file=kept.name,
        sha256=kept.sha256,
        size_bytes=kept.size_bytes,
        made_at=at,
    )
    if signature is None:
        return [row]
    certificate = signature.certificate
    beside = FileSignature.objects.create(
        file=row,
        subject=certificate.subject,
        issuer=certificate.issuer,
        certificate_sha256=certificate.sha256,
        valid_from=certificate.valid_from,
        valid_until=certificate.valid_until,
        signed_at=signature.signed_at,
    )
    return [row, beside]


def _drop_unknown(kept: KeptFile) -> None:
    """Asked of the database, for a commit may have arrived although its answer did not."""
    if not ExportFile.objects.filter(file=kept.name).exists():
        drop_file(kept)
