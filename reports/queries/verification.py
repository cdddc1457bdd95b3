"""What a code or a file belongs to: one version that was published, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import QuerySet

from reports.models import ExportFile, ReportVersion
from reports.queries.pages import versions_of
from reports.queries.values import PublishedVersion


class Verdict(StrEnum):
    """What can be said of a code or a file that is of a published version."""

    CURRENT = "current"
    OLDER = "older"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class Verified:
    """A version that the public has seen; `file_format` is of the file that was brought.

    `sha256` is that of the file, or of the stored PDF where a code was asked for; empty where
    there is no PDF. `current` is the number of the version that the public sees by now.
    """

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
    return _verified(version, ExportFile.objects.filter(version=version, format="pdf").first())


def verified_file(sha256: str) -> Verified | None:
    """The published version that has exactly this file, None where there is none; as many."""
    file = ExportFile.objects.filter(sha256=sha256).order_by("pk").first()
    if file is None:
        return None
    return _verified(_versions().get(pk=file.version_id), file)


def _versions() -> QuerySet[ReportVersion]:
    """What is known of versions and of their plans, without what was frozen, which is large."""
    plans = "report__plan__organization", "report__plan__fiscal_year"
    return ReportVersion.objects.defer("content", "layout").select_related(*plans)


def _verified(version: ReportVersion, file: ExportFile | None) -> Verified | None:
    """None for a version that is frozen only: nobody outside may know of it."""
    versions = versions_of(version.report)
    listed = next((each for each in versions if each.number == version.number), None)
    if listed is None:
        return None
    plan = version.report.plan
    return Verified(
        code=version.code,
        organization_code=plan.organization.code,
        year=plan.fiscal_year.year,
        title=" ".join(version.title.split()),
        organization_name=version.organization_name,
        district=version.district,
        province=version.province,
        version=listed,
        current=next((each.number for each in versions if each.is_newest), None),
        file_format=file.format if file else "",
        sha256=file.sha256 if file else "",
    )
