"""Writers of the official table: (ReportSnapshot, LayoutSpec) to bytes.

Pure: no database, request, clock or settings. Drawing is work for `worker.render`, never for
the web process.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol

from reports.layouts import LayoutSpec
from reports.snapshot import ReportSnapshot


class Writer(Protocol):
    """Takes `version_label`, `is_draft`, `drawn_at`, `version` and `photos`, all optional."""

    def __call__(self, snapshot: ReportSnapshot, layout: LayoutSpec, **options: Any) -> bytes: ...


@dataclass(frozen=True, kw_only=True)
class Format:
    """A kind of file. `writer_name` is both the module here and the function in it.

    `tail` tells files of one extension apart by the end of their names.
    """

    writer_name: str
    media_type: str
    extension: str
    tail: str = ""

    @property
    def writer(self) -> Writer:
        """The writer, imported at its first use: some bring large libraries with them."""
        module = import_module(f"reports.rendering.{self.writer_name}")
        writer: Writer = getattr(module, self.writer_name)
        return writer


_OFFICE = "application/vnd.openxmlformats-officedocument"

FORMATS = {
    "html": Format(
        writer_name="write_html", media_type="text/html; charset=utf-8", extension="html"
    ),
    "embed": Format(
        writer_name="write_embed",
        media_type="text/html; charset=utf-8",
        extension="html",
        tail="-embed",
    ),
    "pdf": Format(writer_name="write_pdf", media_type="application/pdf", extension="pdf"),
    "docx": Format(
        writer_name="write_docx",
        media_type=f"{_OFFICE}.wordprocessingml.document",
        extension="docx",
    ),
    "xlsx": Format(
        writer_name="write_xlsx", media_type=f"{_OFFICE}.spreadsheetml.sheet", extension="xlsx"
    ),
    "csv": Format(writer_name="write_csv", media_type="text/csv; charset=utf-8", extension="csv"),
    "csv-safe": Format(
        writer_name="write_csv_guarded",
        media_type="text/csv; charset=utf-8",
        extension="csv",
        tail="-excel",
    ),
    "json": Format(writer_name="write_json", media_type="application/json", extension="json"),
}
