"""What the pages show of published reports, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from reports.codes import shown_code
from reports.kinds import Kind
from reports.layouts import LayoutSpec
from reports.snapshot import ReportSnapshot


@dataclass(frozen=True, kw_only=True)
class PublishedReport:
    """A line of the list: what the newest published version says of itself."""

    kind: Kind
    code: str
    year: int
    assessment_year: int | None
    title: str
    organization_name: str
    organization_kind: str
    district: str
    province: str
    measure_count: int
    step_count: int
    version_number: int
    published_at: datetime
    has_other: bool = False  # whether the paper of the other kind of its year is public


@dataclass(frozen=True, kw_only=True)
class PublishedPage:
    """One page of the list; `total` counts all that match. Pages count from 1."""

    reports: tuple[PublishedReport, ...]
    total: int
    number: int
    page_count: int


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A value to filter by, how it is called, and how many reports match with the other filters."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What can be filtered by: years newest first, kinds as listed, provinces ก-ฮ."""

    years: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    provinces: tuple[Choice, ...]


@dataclass(frozen=True, kw_only=True)
class Withdrawal:
    """When and why a version was taken from the public."""

    at: datetime
    reason: str


@dataclass(frozen=True, kw_only=True)
class PublishedVersion:
    """A line of a report's history; `reason` is why the version before it was reopened.

    What was approved on paper was approved on the day of the memo.
    """

    number: int
    published_at: datetime
    sha256: str
    code: str
    is_newest: bool
    reason: str
    approved_title: str
    approved_at: datetime | None = None
    withdrawn: Withdrawal | None = None

    @property
    def printed_code(self) -> str:
        return shown_code(self.code)


@dataclass(frozen=True, kw_only=True)
class StoredFile:
    """A file of a version that can be downloaded."""

    format: str
    size_bytes: int
    sha256: str
    signed_by: str = ""  # as the certificate said; "" where the file has no signature


@dataclass(frozen=True, kw_only=True)
class ReportPage:
    """All that one page about one published version shows.

    `other_at` is when the paper of the other kind was published, if it can be read.
    """

    report: PublishedReport
    snapshot: ReportSnapshot
    layout: LayoutSpec
    version: PublishedVersion
    versions: tuple[PublishedVersion, ...]
    files: tuple[StoredFile, ...]
    other_at: datetime | None = None

    @property
    def changed_at(self) -> datetime:
        return max(filter(None, [self.versions[0].published_at, self.other_at]))


@dataclass(frozen=True, kw_only=True)
class WithdrawnReport:
    """What is told in place of something withdrawn: `version` is the one that was asked for.

    `current` is the number of the version that the public sees by now, if there is one.
    """

    kind: Kind
    code: str
    year: int
    organization_name: str
    title: str
    version: PublishedVersion
    versions: tuple[PublishedVersion, ...]
    current: int | None

    @property
    def withdrawn(self) -> Withdrawal:
        if self.version.withdrawn is None:
            raise ValueError("the version is not withdrawn")
        return self.version.withdrawn


@dataclass(frozen=True, kw_only=True)
class GonePaper:
    """A report or a document of measures that was public and of which nothing is any more."""

    kind: Kind
    code: str
    year: int
    organization_name: str
    district: str
    province: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Totals:
    """What the home page counts of the newest published versions."""

    reports: int
    organizations: int
    measures: int
    kinds: tuple[Choice, ...]
