"""Makes what is published searchable, in the transaction that publishes or withdraws it."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q

from ita_portal.thai.text import search_form
from measures.models import AnnualPlan, OrganizationKind
from measures.models.organization import name_search_form
from measures.services.plans import hold_plan
from reports.models import Report, ReportVersion, SearchDocument
from reports.models.report import ReportQuerySet
from reports.models.search import MOST_LETTERS
from reports.queries.snippets import TITLE, texts_of
from reports.services.likely_issue import issue_of
from reports.snapshot import MeasureRow, ReportSnapshot


def index_record(report: Report) -> None:
    """Have the measures of its published version found, and those of no other version of it.

    Called within the transaction that makes a version public or takes it away.
    """
    version = report.published_version
    rows = SearchDocument.objects.filter(version__report=report)
    rows.delete()
    if version is not None:
        SearchDocument.objects.bulk_create(documents_of(version), batch_size=200)


def documents_of(version: ReportVersion) -> list[SearchDocument]:
    """A row a measure, not saved."""
    snapshot = version.snapshot()
    place = _place_lines(snapshot)
    return [
        _document(version, position, measure, place)
        for position, measure in enumerate(snapshot.measures, start=1)
    ]


def reindex(*, everything: bool = False) -> int:
    """Make the rows of each record that is out of step, or of all; how many records there were.

    One record a transaction, its plan held: publishing goes on meanwhile, and a run that is
    stopped is gone on with by the next.
    """
    keys = list(_records(everything=everything).values_list("pk", "plan_id"))
    for key, plan_key in keys:
        with transaction.atomic():
            hold_plan(AnnualPlan.objects.get(pk=plan_key))
            index_record(Report.records.select_related("published_version").get(pk=key))
    return len(keys)


def search_faults() -> Iterator[str]:
    """Records whose measures are not found as they are published, in Thai, one line each."""
    for report in _records(everything=False).select_related("plan__organization"):
        yield f"report:{report.pk}: การค้นหาไม่ตรงกับที่เผยแพร่ แก้ด้วยคำสั่ง reindex"


def _records(*, everything: bool) -> ReportQuerySet:
    """Records whose rows are not those of what they show; or all that show or have some."""
    rows = SearchDocument.objects.filter(version__report=OuterRef("pk"))
    hidden = rows.exclude(version=OuterRef("published_version"))
    counted = Count("published_version__search_documents")
    records = Report.records.order_by("pk").annotate(found=counted)
    if everything:
        return records.filter(Q(published_version__isnull=False) | Exists(rows))
    lacking = Q(published_version__isnull=False) & ~Q(found=F("published_version__measure_count"))
    shows_nothing = Q(published_version=None) & Exists(rows)
    return records.filter(lacking | shows_nothing | Exists(hidden))


def _document(
    version: ReportVersion, position: int, measure: MeasureRow, place: list[str]
) -> SearchDocument:
    issue = issue_of(measure)
    title, *rest = (search_form(text) for _, text in texts_of(measure))
    lines = dict.fromkeys(filter(None, rest))
    text = "\n".join([title, *lines])[:MOST_LETTERS]
    return SearchDocument(
        version=version,
        position=position,
        issue=None if issue.place is None else issue.place + 1,
        is_issue_guessed=issue.is_guessed,
        title_length=min(len(title), MOST_LETTERS),
        text="\n".join([text, *place]),
    )


def _place_lines(snapshot: ReportSnapshot) -> list[str]:
    """Whose measure it is, in the ways in which people write that."""
    of = snapshot.organization
    name = search_form(of.name)
    short = name
    for kind in OrganizationKind:
        short = short.replace(search_form(kind.label), kind.value)
    places = [
        (of.subdistrict, ("ตำบล", "ต.")),
        (of.district, ("อำเภอ", "อ.")),
        (of.province, ("จังหวัด", "จ.")),
    ]
    said = [f"{word}{search_form(place)}" for place, words in places if place for word in words]
    # what it is people write as well: มาตรการ ไม่รับของขวัญ
    known = (TITLE, name, short, name_search_form(of.name), of.code, *said)
    return list(dict.fromkeys(filter(None, known)))
