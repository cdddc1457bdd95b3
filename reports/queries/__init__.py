"""Reads for the public pages, in a fixed number of queries each, returned as values."""

from reports.queries.lists import (
    PAGE_SIZE,
    choices,
    latest_reports,
    published_reports,
    totals,
)
from reports.queries.pages import report_page, report_stamp, site_stamp, versions_of
from reports.queries.values import (
    Choice,
    Choices,
    PublishedPage,
    PublishedReport,
    PublishedVersion,
    ReportPage,
    StoredFile,
    Totals,
)

__all__ = [
    "PAGE_SIZE",
    "Choice",
    "Choices",
    "PublishedPage",
    "PublishedReport",
    "PublishedVersion",
    "ReportPage",
    "StoredFile",
    "Totals",
    "choices",
    "latest_reports",
    "published_reports",
    "report_page",
    "report_stamp",
    "site_stamp",
    "totals",
    "versions_of",
]
