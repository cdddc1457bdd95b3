"""Reads for the public pages, in a fixed number of queries each, returned as values."""

from reports.queries.files import Download, download_of, frozen_file_of, public_version_of
from reports.queries.lists import (
    PAGE_SIZE,
    alike,
    choices,
    latest_papers,
    latest_reports,
    papers_of,
    published_reports,
    reports_of,
    totals,
)
from reports.queries.pages import report_page, versions_of
from reports.queries.stamps import Stamp, report_stamp, site_stamp
from reports.queries.values import (
    Choice,
    Choices,
    GonePaper,
    PublishedPage,
    PublishedReport,
    PublishedVersion,
    ReportPage,
    StoredFile,
    Totals,
    Withdrawal,
    WithdrawnReport,
)
from reports.queries.verification import Verdict, Verified, verified_code, verified_file
from reports.queries.withdrawals import gone_papers_of, withdrawn_report

__all__ = [
    "PAGE_SIZE",
    "Choice",
    "Choices",
    "Download",
    "GonePaper",
    "PublishedPage",
    "PublishedReport",
    "PublishedVersion",
    "ReportPage",
    "Stamp",
    "StoredFile",
    "Totals",
    "Verdict",
    "Verified",
    "Withdrawal",
    "WithdrawnReport",
    "alike",
    "choices",
    "download_of",
    "frozen_file_of",
    "gone_papers_of",
    "latest_papers",
    "latest_reports",
    "papers_of",
    "public_version_of",
    "published_reports",
    "report_page",
    "report_stamp",
    "reports_of",
    "site_stamp",
    "totals",
    "verified_code",
    "verified_file",
    "versions_of",
    "withdrawn_report",
]
