"""What was published, for programs that follow it: Atom feeds of all and of one organization."""

from __future__ import annotations

from functools import partial
from hashlib import sha256

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from ita_portal.thai.numerals import to_thai
from reports import queries
from reports.models.report import public_address
from reports.queries import GonePaper, PublishedReport
from reports.views.access import public_page
from reports.views.pages import STORE, Page, respond, validity

NEWEST = 50
_OF_ALL = "รายงานคุณธรรมและความโปร่งใส องค์กรปกครองส่วนท้องถิ่น"


@public_page
@require_safe
def site_feed(request: HttpRequest) -> HttpResponseBase:
    key = ("feed", queries.site_stamp())
    return respond(request, STORE.get(key, _draw_all))


@public_page
@require_safe
def organization_feed(request: HttpRequest, code: str) -> HttpResponseBase:
    """Raises Http404 where it never published anything."""
    gone = queries.gone_papers_of(code)
    key = ("feed", code, queries.site_stamp(), gone)
    return respond(request, STORE.get(key, partial(_draw_organization, code, gone)))


def _draw_all() -> Page:
    feed = _feed(_OF_ALL, reverse("public:home"), reverse("public:site_feed"))
    for paper in queries.latest_papers(NEWEST):
        _add(feed, paper)
    return _page(feed)


def _draw_organization(code: str, gone: tuple[GonePaper, ...]) -> Page:
    papers = queries.papers_of(code)
    if not papers and not gone:
        raise Http404
    name = (papers[0] if papers else gone[0]).organization_name
    home = reverse("public:organization_detail", args=[code])
    feed = _feed(f"รายงานของ{name}", home, reverse("public:organization_feed", args=[code]))
    for paper in papers:
        _add(feed, paper)
    for notice in gone:
        _add_notice(feed, notice)
    return _page(feed)


def _feed(title: str, home: str, own: str) -> Atom1Feed:
    return Atom1Feed(
        title=title,
        link=settings.SITE_URL + home,
        feed_url=settings.SITE_URL + own,
        description="",
        language="th",
        author_name=_OF_ALL,
    )


def _add(feed: Atom1Feed, paper: PublishedReport) -> None:
    """A version has an entry of its own: a correction is news to whoever knows the first one."""
    place = (paper.code, paper.year, paper.version_number)
    address = settings.SITE_URL + public_address(paper.kind, "version_detail", *place)
    what = f"{paper.kind.noun} พ.ศ. {paper.year} ฉบับที่ {paper.version_number}"
    feed.add_item(
        title=f"{paper.organization_name} {to_thai(what)}",
        link=address,
        unique_id=address,
        description=" ".join(paper.title.split()),
        author_name=paper.organization_name,
        pubdate=paper.published_at,
        updateddate=paper.published_at,
    )


def _add_notice(feed: Atom1Feed, notice: GonePaper) -> None:
    place = (notice.code, notice.year)
    address = settings.SITE_URL + public_address(notice.kind, "report_detail", *place)
    feed.add_item(
        title=f"{notice.organization_name} ถอน{notice.kind.noun} พ.ศ. {to_thai(str(notice.year))}",
        link=address,
        unique_id=f"{address}#{notice.at:%Y%m%dT%H%M%SZ}",
        description="หน่วยงานถอนจากการเผยแพร่แล้ว เหตุผลอยู่ที่ลิงก์เดิม",
        author_name=notice.organization_name,
        pubdate=notice.at,
        updateddate=notice.at,
    )


def _page(feed: Atom1Feed) -> Page:
    body = feed.writeString("utf-8").encode()
    headers = {
        "Content-Type": "application/atom+xml; charset=utf-8",
        "Vary": "Accept-Encoding",
        **validity(None),
    }
    tag = sha256(body).hexdigest()[:32]
    return Page(body=body, tag=tag, headers=headers, changed_at=None, is_text=True)
