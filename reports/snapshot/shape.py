"""What a report holds when it is frozen, value by value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Period:
    """`start` and `end` are ISO dates or None; `text` is what is printed."""

    text: str = ""
    kind: str = ""
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, kw_only=True)
class Item:
    """One output, outcome or suggestion with its list mark as printed."""

    text: str
    mark: str = ""


@dataclass(frozen=True, kw_only=True)
class Extra:
    """A cell under a heading that no field stands for."""

    heading: str
    text: str


@dataclass(frozen=True, kw_only=True)
class StepRow:
    """One step; `depth` 0-2 nests it under the nearest step above of a smaller depth."""

    text: str
    mark: str = ""
    depth: int = 0
    owners: tuple[str, ...] = ()
    period: Period = Period()
    outputs: tuple[Item, ...] = ()
    suggestions: tuple[Item, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """A photo, a file or a link that stands for a measure in the annex.

    Its bytes are those of `sha256`, which the version keeps; a photo has a small picture too, and
    `width` and `height` in pixels. A link has only its `url`.
    """

    kind: str
    caption: str
    sha256: str = ""
    thumbnail_sha256: str = ""
    media_type: str = ""
    size_bytes: int = 0
    width: int | None = None
    height: int | None = None
    page_count: int | None = None
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Emblem:
    """The picture of the organization's emblem, which the version keeps; its size in pixels."""

    sha256: str
    width: int
    height: int


@dataclass(frozen=True, kw_only=True)
class MeasureRow:
    """One measure; `number` as printed, `title` one activity a line."""

    title: str
    number: str = ""
    issue: str = ""
    status: str = "not_started"
    expected_on: str | None = None
    status_reason: str = ""
    period: Period = Period()
    owners: tuple[str, ...] = ()
    steps_lead: str = ""
    steps: tuple[StepRow, ...] = ()
    outputs: tuple[Item, ...] = ()
    outcomes: tuple[Item, ...] = ()
    suggestions: tuple[Item, ...] = ()
    extras: tuple[Extra, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @property
    def name(self) -> str:
        """How it is called in one line: by its issue, else by its first activity."""
        return " ".join((self.issue or self.title.partition("\n")[0]).split())


@dataclass(frozen=True, kw_only=True)
class AnnexEntry:
    """One heading of the annex with the words under it."""

    number: str
    heading: str
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Organization:
    """The organization under the name it had; `code` is its permanent code, "" outside a plan."""

    name: str = ""
    kind: str = ""
    subdistrict: str = ""
    district: str = ""
    province: str = ""
    code: str = ""


@dataclass(frozen=True, kw_only=True)
class Ita:
    """The ITA result quoted; `total` is text with two places."""

    year: int | None = None
    total: str | None = None
    level: str = ""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One element that a round asks for; without `is_required` it may be missing."""

    field: str
    label: str
    is_required: bool = True


@dataclass(frozen=True, kw_only=True)
class Criteria:
    """What the ITA round of `year` asked of the report on that day; `code` is of its item."""

    year: int
    code: str = ""
    title: str = ""
    is_confirmed: bool = False
    elements: tuple[Asked, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ReportSnapshot:
    """Everything that is shown of one report, and nothing that is not.

    `place_text` is the line below the title as written; "" leaves it to the organization.
    `assessment_year` is the ITA round that the report answers, `criteria` what that asks for.
    `emblem` is there where the layout prints it.
    """

    organization: Organization
    fiscal_year: int | None
    title: str
    assessment_year: int | None = None
    criteria: Criteria | None = None
    place_text: str = ""
    cover: tuple[str, ...] = ()
    introduction: str = ""
    ita: Ita = Ita()
    issues: tuple[str, ...] = ()
    measures: tuple[MeasureRow, ...] = ()
    annex_heading: str = ""
    annex_lead: str = ""
    annex: tuple[AnnexEntry, ...] = ()
    emblem: Emblem | None = None
