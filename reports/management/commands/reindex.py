"""Makes what was published before there was a search, or past the services, searchable."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from ita_portal.thai.numerals import to_thai
from measures.management.streams import write_utf8
from reports.services.search import reindex


class Command(BaseCommand):
    """Safe to stop and to run again, and while the portal is open; each start runs it."""

    help = "ทำให้ค้นมาตรการที่เผยแพร่แล้วได้ครบ เฉพาะรายงานที่ยังค้นไม่ได้ หรือ --all ทำใหม่ทุกรายงาน"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="ทำใหม่ทุกรายงาน")

    def handle(self, *args: Any, **options: Any) -> None:
        count = reindex(everything=options["all"])
        if options["verbosity"]:
            write_utf8()
            self.stdout.write(to_thai(f"ทำให้ค้นได้แล้ว {count} รายงาน"))
