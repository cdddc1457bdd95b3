"""What a file says of itself: to programs for archives, and to those that know PDF alone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from xml.sax.saxutils import escape

import pydyf

from reports.rendering.drawing.objects import string

_CREATOR = "ita_portal"
_PRODUCER = f"ita_portal, pydyf {pydyf.VERSION}"
# ISO 19005-3, 6.6; ISO 14289-1, 5: what a file for archives says of being for all readers, too,
# has to be described.
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
  xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
  pdfaid:part="3" pdfaid:conformance="A"
  pdf:Producer="{producer}" xmp:CreatorTool="{creator}"{dates}>
  <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
  <dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
</rdf:Description>{universal_access}</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the file of a report says of itself."""

    title: str
    author: str
    drawn_at: dt.datetime | None = None

    def packet(self, universal_access: str) -> bytes:
        """The metadata of the file."""
        at = self.drawn_at.isoformat(timespec="seconds") if self.drawn_at else ""
        return _PACKET.format(
            producer=_PRODUCER,
            creator=_CREATOR,
            dates=f' xmp:CreateDate="{at}" xmp:ModifyDate="{at}"' if at else "",
            title=escape(self.title),
            author=escape(self.author),
            universal_access=universal_access,
        ).encode()

    def information(self) -> dict[str, str]:
        """The same in the older form."""
        found = {"Title": self.title, "Author": self.author}
        found |= {"Creator": _CREATOR, "Producer": _PRODUCER}
        entries = {key: string(value) for key, value in found.items()}
        if self.drawn_at:
            entries["CreationDate"] = entries["ModDate"] = f"({pdf_date(self.drawn_at)})"
        return entries


def pdf_date(at: dt.datetime) -> str:
    zone = at.strftime("%z")
    return at.strftime("D:%Y%m%d%H%M%S") + (f"{zone[:3]}'{zone[3:5]}'" if zone else "")
