"""What published measures are searched by: derived from their versions, and made anew at will."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import BooleanField, F, Func, Q, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from reports.kinds import Kind
from reports.models.version import ReportVersion

SHORTEST = 3  # letters: what both databases look up
MOST_LETTERS = 20_000  # of one measure, its longest part of tables included


def trigrams(text: str) -> list[str]:
    """Each run of three letters of a text, once."""
    return list(dict.fromkeys(text[i : i + SHORTEST] for i in range(len(text) - SHORTEST + 1)))


class HoldsTrigrams(Func):
    """Whether a text has each of these trigrams anywhere; by an index of either database."""

    output_field = BooleanField()

    def __init__(
        self, key: Any, text: Any, sought: list[str] | None = None, *, among_others: bool = False
    ) -> None:
        super().__init__(key, text)
        self.sought = sought or []
        # else SQLite goes through all that is found once for each version that others choose
        self.sign = "+" if among_others else ""

    def as_sqlite(  # type: ignore[override]  # its parameters are letters, too
        self, compiler: Any, connection: Any, **context: Any
    ) -> tuple[str, list[Any]]:
        key, params = compiler.compile(self.source_expressions[0])
        match = " AND ".join('"' + each.replace('"', '""') + '"' for each in self.sought)
        found = "SELECT rowid FROM reports_searchtrigrams WHERE reports_searchtrigrams MATCH %s"
        return f"{self.sign}{key} IN ({found})", [*params, match]

    def as_postgresql(
        self, compiler: Any, connection: Any, **context: Any
    ) -> tuple[str, list[Any]]:
        text, params = compiler.compile(self.source_expressions[1])
        return f"reports_trigrams({text}) @> %s::text[]", [*params, self.sought]


class SearchDocumentQuerySet(models.QuerySet["SearchDocument"]):
    """Measures, by what is written in them."""

    def public(self, kind: Kind) -> SearchDocumentQuerySet:
        """Of what the public sees now, whatever rows there are."""
        shown = F("version__report__published_version")
        return self.filter(version=shown, version__report__kind=kind.value)

    def holding(
        self, terms: tuple[str, ...], *, among_others: bool = False
    ) -> SearchDocumentQuerySet:
        """Those that have every term, each in its search form.

        `among_others` says that other filters choose the versions and the terms leave many.
        """
        sought = list(dict.fromkeys(each for term in terms for each in trigrams(term)))
        found = self
        if sought:
            found = found.filter(
                HoldsTrigrams(F("pk"), F("text"), sought, among_others=among_others)
            )
        for term in terms:
            if len(term) != SHORTEST:
                found = found.filter(GreaterThan(StrIndex("text", Value(term)), 0))
        return found


class SearchDocument(models.Model):
    """One measure of a published version: all its words in their search form, a field a line.

    The first `title_length` letters are its title. `issue` counts the seven from one, also where
    it is only likely. The index of trigrams is the migration's: SQLite keeps it by triggers of this
    table, which go when Django makes the table anew, so a later change of it must put them back.
    """

    version = models.ForeignKey(
        ReportVersion, models.CASCADE, related_name="search_documents", verbose_name="ฉบับ"
    )
    position = models.PositiveSmallIntegerField("มาตรการลำดับที่")
    issue = models.PositiveSmallIntegerField("ประเด็น", null=True, blank=True)
    is_issue_guessed = models.BooleanField("จัดเข้าประเด็นโดยประมาณ", default=False)
    title_length = models.PositiveIntegerField()
    text = models.TextField("คำที่ค้นได้")

    objects = SearchDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "มาตรการที่ค้นได้"
        verbose_name_plural = "มาตรการที่ค้นได้"
        ordering = ["version_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "position"], name="search_document_once_per_measure"
            ),
            models.CheckConstraint(
                condition=Q(position__gte=1), name="search_document_counts_from_one"
            ),
            models.CheckConstraint(
                condition=Q(issue=None) | Q(issue__gte=1, issue__lte=7),
                name="search_document_issue_is_one_of_seven",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.position}"
