"""The stored files of one published version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.db.models.fields.json import KeyTextTransform, KeyTransform

from reports.kinds import Kind
from reports.models import Decision, ExportFile, FrozenFile, ReportVersion
from reports.models.version import WrittenOnceQuerySet
from reports.status import Verb


@dataclass(frozen=True, kw_only=True)
class Download:
    """A file to be sent: `name` is its place in the private storage."""

    kind: Kind
    code: str
    year: int
    number: int
    format: str
    name: str
    sha256: str
    size_bytes: int
    made_at: datetime
    organization_name: str


@dataclass(frozen=True, kw_only=True)
class PublicFile:
    """A picture or document that a version shows: `name` is its place in the private storage."""

    name: str
    sha256: str
    media_type: str
    extension: str
    size_bytes: int
    is_emblem: bool


def download_of(
    code: str, year: int, number: int, format_name: str, kind: Kind = Kind.REPORT
) -> Download | None:
    """What there is to download of a version that was published, or None; one query."""
    files = ExportFile.objects.filter(
        version__in=_public_versions(code, year, number, kind), format=format_name
    )
    file = files.select_related("version").defer("version__content", "version__layout").first()
    if file is None:
        return None
    return Download(
        kind=kind,
        code=code,
        year=year,
        number=number,
        format=format_name,
        name=str(file.file),
        sha256=file.sha256,
        size_bytes=file.size_bytes,
        made_at=file.made_at,
        organization_name=file.version.organization_name,
    )


def public_version_of(
    code: str, year: int, number: int, kind: Kind = Kind.REPORT
) -> ReportVersion | None:
    """A version that was published, with its files; None where there is none. Three queries."""
    versions = _public_versions(code, year, number, kind)
    found: ReportVersion | None = versions.prefetch_related("files", "frozen_files").first()
    return found


def frozen_file_of(code: str, year: int, number: int, sha256: str) -> PublicFile | None:
    """A file of evidence of a published version, its emblem, or None; one query."""
    files = FrozenFile.objects.filter(
        version__in=_public_versions(code, year, number, Kind.REPORT), sha256=sha256
    )
    emblem = KeyTextTransform("sha256", KeyTransform("emblem", "version__content"))
    file = files.annotate(emblem=emblem).first()
    if file is None:
        return None
    return PublicFile(
        name=file.name,
        sha256=sha256,
        media_type=file.media_type,
        extension=file.extension,
        size_bytes=file.size_bytes,
        is_emblem=file.emblem == sha256,
    )


def _public_versions(code: str, year: int, number: int, kind: Kind) -> WrittenOnceQuerySet:
    """The version of this number, if it was published and nothing was withdrawn since."""
    withdrawn = Decision.objects.filter(
        version__report=OuterRef(OuterRef("report")),
        verb=Verb.WITHDRAW.value,
        pk__gt=OuterRef("pk"),
    )
    published = Decision.objects.filter(version=OuterRef("pk"), verb=Verb.PUBLISH.value)
    return ReportVersion.objects.filter(
        Exists(published.filter(~Exists(withdrawn))),
        number=number,
        report__kind=kind.value,
        report__published_version__isnull=False,
        report__plan__fiscal_year__year=year,
        report__plan__organization__code=code,
    )
