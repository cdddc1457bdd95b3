"""How readers tell an organization of a mistake in what it published."""

from __future__ import annotations

from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from ita_portal.thai.numerals import to_thai
from reports.kinds import Kind
from reports.queries.contacts import Contact, contact_of
from reports.views.access import public_page
from reports.views.pages import Page, respond
from reports.views.public import withdrawn
from reports.views.report_page import Hrefs, region_of

# short: some mail programs take an address of two thousand letters, and a Thai one needs nine
_LETTER = """\
{noun} ปี {year} ฉบับที่ {number} รหัสฉบับ {code}
{address}
มาตรการที่:
ข้อความในรายงาน:
ที่ถูกต้อง:
"""


@public_page
@require_safe
def report_contact(
    request: HttpRequest, code: str, year: str, kind: Kind = Kind.REPORT
) -> HttpResponseBase:
    """Whom to write to, and what: drawn at each request, for who answers may change any day."""
    contact = contact_of(code, int(year), kind)
    if contact is None:
        return withdrawn(code, int(year), kind=kind)
    return respond(request, Page.of_html(_drawn(contact), None))


def _drawn(contact: Contact) -> str:
    report = contact.report
    href = Hrefs.of(report, report.version_number)
    letter = _letter(contact, href)
    context = {
        "place": "true",
        "report": report,
        "region": region_of(report),
        "href": href,
        "contact": contact,
        "letter": letter,
        "mailto": _mailto(contact, letter) if contact.email else "",
    }
    return render_to_string("reports/contacts/report_contact.html", context)


def _letter(contact: Contact, href: Hrefs) -> str:
    report = contact.report
    return _LETTER.format(
        noun=report.kind.noun,
        year=to_thai(str(report.year)),
        number=to_thai(str(report.version_number)),
        code=contact.printed_code,
        address=f"{settings.SITE_URL}{href.version}",
    )


def _mailto(contact: Contact, letter: str) -> str:
    """RFC 6068: lines of the body end with CR LF."""
    subject = quote(f"แจ้งข้อผิดพลาดใน{contact.report.kind.noun}", safe="")
    body = quote(letter.replace("\n", "\r\n"), safe="")
    return f"mailto:{quote(contact.email, safe='@')}?subject={subject}&body={body}"
