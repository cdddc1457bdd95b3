"""Files of a report before it is published: of the version that was submitted, or as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from measures.models import AnnualPlan
from measures.services.zipping import Entry
from reports.models import ReportVersion
from reports.queries.reviews import version_in_review
from reports.queries.submissions import report_of
from reports.services.drafts import APPROVED, WITHDRAWN, WRITTEN, Draft, draft_of, draw_draft
from reports.services.exports import PUBLISHED_FORMATS, WITH_PHOTOS
from reports.services.frozen import photos_of, photos_of_plan
from reports.services.packages import draft_package
from reports.status import Status

_STANDING = {Status.APPROVED: APPROVED, Status.WITHDRAWN: WITHDRAWN}


@dataclass(frozen=True, kw_only=True)
class DraftSource:
    """What is drawn; `version` is the one that was submitted, `standing` how far it has come."""

    plan: AnnualPlan
    draft: Draft
    standing: str
    version: ReportVersion | None = None

    def without(self, *, cover: bool, annex: bool) -> DraftSource:
        """The same, leaving out cover or annex."""
        layout = self.draft.layout
        layout = replace(
            layout,
            has_cover=layout.has_cover and not cover,
            has_annex=layout.has_annex and not annex,
        )
        return replace(self, draft=replace(self.draft, layout=layout))


def draft_source(plan: AnnualPlan) -> DraftSource | None:
    """What there is to draw of a plan; None once all of it is published."""
    report = report_of(plan)
    status = Status(report.status) if report else Status.DRAFT
    if status == Status.PUBLISHED:
        return None
    version = version_in_review(report) if report else None
    if version is None:
        return DraftSource(plan=plan, draft=draft_of(plan), standing=WRITTEN)
    return DraftSource(
        plan=plan,
        draft=Draft(snapshot=version.snapshot(), layout=version.layout_spec()),
        standing=_STANDING.get(status, WRITTEN),
        version=version,
    )


def draw_draft_file(source: DraftSource, format_name: str, *, at: datetime) -> bytes:
    """One file, marked as a draft and not kept. Raises RenderFailed."""
    photos = _photos(source) if format_name in WITH_PHOTOS else None
    return _drawn(source, format_name, at, photos)


def draw_draft_package(source: DraftSource, *, at: datetime) -> list[Entry]:
    """All files and the evidence, to be put into one ZIP. Raises RenderFailed."""
    photos = _photos(source)
    files = {
        name: _drawn(source, name, at, photos if name in WITH_PHOTOS else None)
        for name in PUBLISHED_FORMATS
    }
    return draft_package(source.plan, source.draft.snapshot, files)


def _drawn(
    source: DraftSource, format_name: str, at: datetime, photos: Mapping[str, bytes] | None
) -> bytes:
    return draw_draft(source.draft, format_name, at=at, photos=photos, standing=source.standing)


def _photos(source: DraftSource) -> dict[str, bytes]:
    return photos_of(source.version) if source.version else photos_of_plan(source.plan)
