"""What a code or a file belongs to: one version that was published, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Exists, F, OuterRef, QuerySet

from reports.kinds import Kind
from reports.models import Decision, ExportFile, FileSignature, FrozenFile, ReportVersion
from reports.queries.pages import versions_of
from reports.queries.values import PublishedVersion
from reports.status import Verb

EVIDENCE = "evidence"  # the format of a file that a version shows, but is not made of it


class Verdict(StrEnum):
    """What can be said of a code or a file that is of a published version."""

    CURRENT = "current"
    OLDER = "older"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class Verified:
    """A version that the public has seen; `file_format` is of the file that was brought.

    `sha256` is that of the file, or of the stored PDF where a code was asked for; empty where
    there is no PDF. `current` is the number of the version that the public sees by now,
    `signature` that of the file.
    """

    kind: Kind
    code: str
    organization_code: str
    year: int
    title: str
    organization_name: str
    district: str
    province: str
    version: PublishedVersion
    current: int | None
    file_format: str
    sha256: str
    signature: FileSignature | None = None

    @property
    def verdict(self) -> Verdict:
        if self.version.withdrawn:
            return Verdict.WITHDRAWN
        return Verdict.CURRENT if self.version.is_newest else Verdict.OLDER


def verified_code(code: str) -> Verified | None:
    """The published version of this code, None where there is none; three queries."""
    version = _versions().filter(code=code).first()
    if version is None:
        return None
    return _verified(version, _files().filter(version=version, format="pdf").first())


def verified_file(sha256: str) -> Verified | None:
    """The published version that has exactly this file, None where there is none; five at most.

    A file of evidence may be in many: the one that the public sees by now goes before the others.
    """
    file = _files().filter(sha256=sha256).order_by("pk").first() or _evidence(sha256)
    if file is None:
        return None
    return _verified(_versions().get(pk=file.version_id), file)


def _files() -> QuerySet[ExportFile]:
    return ExportFile.objects.select_related("signature")


def _evidence(sha256: str) -> FrozenFile | None:
    published = Decision.objects.filter(version=OuterRef("version"), verb=Verb.PUBLISH.value)
    rows = FrozenFile.objects.filter(Exists(published), sha256=sha256)
    now = rows.filter(version__report__published_version=F("version"))
    return now.order_by("-pk").first() or rows.order_by("-pk").first()


def _versions() -> QuerySet[ReportVersion]:
    """What is known of versions and of their plans, without what was frozen, which is large."""
    plans = "report__plan__organization", "report__plan__fiscal_year"
    return ReportVersion.objects.defer("content", "layout").select_related(*plans)


def _verified(version: ReportVersion, file: ExportFile | FrozenFile | None) -> Verified | None:
    """None for a version that is frozen only: nobody outside may know of it."""
    versions = versions_of(version.report)
    listed = next((each for each in versions if each.number == version.number), None)
    if listed is None:
        return None
    plan = version.report.plan
    return Verified(
        kind=Kind(version.report.kind),
        code=version.code,
        organization_code=plan.organization.code,
        year=plan.fiscal_year.year,
        title=" ".join(version.title.split()),
        organization_name=version.organization_name,
        district=version.district,
        province=version.province,
        version=listed,
        current=next((each.number for each in versions if each.is_newest), None),
        file_format=_format_of(file),
        sha256=file.sha256 if file else "",
        signature=_signature_of(file),
    )


def _format_of(file: ExportFile | FrozenFile | None) -> str:
    if isinstance(file, FrozenFile):
        return EVIDENCE
    return file.format if file else ""


def _signature_of(file: ExportFile | FrozenFile | None) -> FileSignature | None:
    if not isinstance(file, ExportFile):
        return None
    try:
        return file.signature
    except ObjectDoesNotExist:
        return None
