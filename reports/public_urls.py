"""The permanent addresses of what is published: by organization code and year, never by a name."""

from django.urls import include, path, re_path

from reports.kinds import Kind
from reports.views import (
    addresses,
    comparison,
    comparison_files,
    contacts,
    criteria,
    downloads,
    evidence,
    feeds,
    organizations,
    public,
    samples,
    search,
    verification,
    version_changes,
)

app_name = "public"

_ORGANIZATION = r"^reports/(?P<code>[0-9a-z][0-9a-z-]{0,31})/"
_REPORT = _ORGANIZATION + r"(?P<year>2[5-7][0-9]{2})/"
_VERSION = r"^versions/(?P<number>[1-9][0-9]{0,3})/"

# the same of the report and of the measures document
_record = [
    re_path("^$", public.report_detail, name="report_detail"),
    re_path("^contact/$", contacts.report_contact, name="report_contact"),
    re_path("^versions/$", public.version_list, name="version_list"),
    re_path(_VERSION + "$", public.version_detail, name="version_detail"),
    re_path(_VERSION + "changes/$", public.version_diff, name="version_diff"),
    re_path(
        _VERSION + "changes/(?P<earlier>[1-9][0-9]{0,3})/$",
        version_changes.version_diff_since,
        name="version_diff_since",
    ),
    re_path(_VERSION + "elements/$", public.version_elements, name="version_elements"),
    re_path(_VERSION + "pdf/$", downloads.version_pdf, name="version_pdf"),
    re_path(_VERSION + "json/$", downloads.version_json, name="version_json"),
    re_path(
        _VERSION + "(?P<format_name>docx|xlsx|csv|csv-safe|embed)/$",
        downloads.version_file,
        name="version_file",
    ),
]
# of the report alone: a measures document has no evidence
_evidence = [
    re_path(_VERSION + "sample/$", samples.version_sample, name="version_sample"),
    re_path(_VERSION + "zip/$", downloads.version_zip, name="version_zip"),
    re_path(
        _VERSION + "evidence/(?P<sha256>[0-9a-f]{64})/$",
        evidence.version_evidence,
        name="version_evidence",
    ),
]
urlpatterns = [
    # what is read most stands first: they are tried in turn
    re_path(_REPORT + "measures/", include((_record, "measures")), {"kind": Kind.MEASURES}),
    re_path(_REPORT, include([*_record, *_evidence])),
    path("", public.home, name="home"),
    path("feed/", feeds.site_feed, name="site_feed"),
    path("robots.txt", addresses.robots, name="robots"),
    path("search/", search.search, name="search"),
    path("verify/", verification.verify, name="verify"),
    path("verify/<str:version_code>/", verification.version_verify, name="version_verify"),
    path("verify/<str:version_code>/qr.svg", verification.version_qr, name="version_qr"),
    path("criteria/", criteria.criteria_list, name="criteria_list"),
    path("compare/", comparison.report_compare, name="report_compare"),
    path("compare/csv/", comparison_files.report_compare_csv, name="report_compare_csv"),
    path("reports/", public.report_list, name="report_list"),
    path("reports/report.schema.json", downloads.report_schema, name="report_schema"),
    re_path(_ORGANIZATION + "feed/$", feeds.organization_feed, name="organization_feed"),
    re_path(_ORGANIZATION + "$", organizations.organization_detail, name="organization_detail"),
    re_path(
        r"^reports/(?P<rest>[0-9a-zA-Z๐-๙/-]+/)$", addresses.address_repair, name="address_repair"
    ),
]
