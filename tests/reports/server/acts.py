"""What people do when the server is killed: each act, what it must leave, and doing it again."""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from secrets import token_urlsafe

from django.core.files.storage import default_storage
from django.db import transaction

from measures.models import AnnualPlan, AuditEvent, UsedToken
from measures.services.sealing import row_name
from reports.models import Decision, ExportFile, Notice, ReportVersion
from reports.services.decisions import VERB_EVENTS
from reports.services.exports import PUBLISHED_FORMATS
from reports.services.findings import check_plan
from reports.services.workflow import reopen_report
from reports.snapshot import seen_sha256, to_json
from reports.status import Status, Verb
from tests.factories import AT, make_fiscal_year, make_full_measure, make_plan, make_report
from tests.measures.services.evidence import a_writer
from tests.reports.server.real_server import Answer, Gone, Person, RealServer
from tests.reports.services.found import check_found
from tests.reports.services.people import make_office


class Act(ABC):
    """One act of one person, in an office of its own."""

    def __init__(self, server: RealServer) -> None:
        self.plan = make_plan()
        self.measure = make_full_measure(plan=self.plan)
        self.office = make_office(make_report(plan=self.plan))
        self.report = self.office.report
        self.base = f"/plans/{self.plan.organization.code}/{self.plan.fiscal_year.year}/"
        self.legal = Person(server, self.office.legal)
        self.executive = Person(server, self.office.executive)
        self.writer = Person(server, a_writer(self.measure))
        self.was_answered = self.is_there = False
        self.lost: set[str] = set()  # what the test itself takes out of the record
        self.prepare()
        self.report.refresh_from_db()
        self.public = self.report.published_version
        self.decided = Decision.objects.filter(version__report=self.report).count()

    @abstractmethod
    def prepare(self) -> None:
        """Lead the report to where the act begins."""

    def begin(self) -> None:
        """Act until there is an answer, or nobody is there to give one."""
        try:
            self.acknowledge(self.request())
        except Gone:
            return
        self.was_answered = True

    @abstractmethod
    def request(self) -> Answer:
        """Raises Gone."""

    def acknowledge(self, answer: Answer) -> None:
        """What an answer in time says."""
        assert (answer.status, answer.location) == (302, self.leads_to)

    @property
    def leads_to(self) -> str:
        raise NotImplementedError

    def settle(self) -> None:
        """Wait until no killed transaction holds the plan any more."""
        with transaction.atomic():
            AnnualPlan.objects.select_for_update().get(pk=self.plan.pk)
        self.plan.refresh_from_db()
        self.report.refresh_from_db()

    @abstractmethod
    def check(self) -> None:
        """All is there or nothing, and all of it if it was acknowledged; sets `is_there`."""

    @property
    def ended(self) -> str:
        """What became of it, once it was checked."""
        return "answered" if self.was_answered else "there" if self.is_there else "not there"

    def again(self) -> None:
        """Do it once more, as a person does who saw no answer; then it is there once."""
        answer = self.request()
        assert answer.status == 302
        self.was_answered = True
        self.settle()
        self.check()


class DecisionAct(Act):
    """An act that leads a report on."""

    verb: Verb
    before: tuple[str, bool]
    after: tuple[str, bool]

    def check(self) -> None:
        decisions = Decision.objects.filter(version__report=self.report).order_by("pk")
        made = list(decisions.values_list("pk", "verb"))
        self.is_there = is_done = len(made) > self.decided
        assert is_done or not self.was_answered
        assert [verb for _, verb in made[self.decided :]] == [self.verb.value] * is_done
        assert (self.report.status, self.plan.is_locked) == (self.after if is_done else self.before)
        assert is_done or self.report.published_version == self.public
        if is_done:
            assert Notice.objects.filter(decision=made[-1][0]).exists()
        events = AuditEvent.objects.filter(
            action=VERB_EVENTS[self.verb], organization_code=self.plan.organization.code
        )
        assert events.count() == [verb for _, verb in made].count(self.verb.value)
        check_found(self.report)


class Submission(DecisionAct):
    """ส่งตรวจ."""

    verb = Verb.SUBMIT
    before, after = (Status.DRAFT, False), (Status.SUBMITTED, True)

    def prepare(self) -> None:
        content = to_json(check_plan(self.plan).snapshot)
        self.seen = seen_sha256(content, self.report.layout.layout_spec().to_json())

    @property
    def leads_to(self) -> str:
        return f"{self.base}submission/"

    def request(self) -> Answer:
        return self.legal.send_form(f"{self.base}submit/", seen=self.seen)

    def check(self) -> None:
        super().check()
        is_done = self.report.status == Status.SUBMITTED
        assert ReportVersion.objects.filter(report=self.report).count() == is_done


class Approval(DecisionAct):
    """อนุมัติ."""

    verb = Verb.APPROVE
    before, after = (Status.SUBMITTED, True), (Status.APPROVED, True)

    def prepare(self) -> None:
        self.version = self.office.submit()

    @property
    def leads_to(self) -> str:
        return f"{self.base}review/"

    def request(self) -> Answer:
        return self.executive.send_form(
            f"{self.base}review/approve/",
            seen=self.version.sha256,
            step=0,
            printed_title="นายกเทศมนตรี",
            has_read="on",
        )


class Publication(DecisionAct):
    """เผยแพร่."""

    verb = Verb.PUBLISH
    before, after = (Status.APPROVED, True), (Status.PUBLISHED, True)

    def prepare(self) -> None:
        self.version = self.office.approve()

    @property
    def leads_to(self) -> str:
        return f"{self.base}publication/"

    def request(self) -> Answer:
        return self.legal.send_form(f"{self.base}publish/", seen=self.version.sha256, when="now")

    def check(self) -> None:
        super().check()
        is_done = self.report.status == Status.PUBLISHED
        assert (self.report.published_version == self.version) == is_done
        files = ExportFile.objects.filter(version=self.version)
        formats = sorted(files.values_list("format", flat=True))
        assert formats == (sorted(PUBLISHED_FORMATS) if is_done else [])
        check_files(self.version)


class Correction(Publication):
    """เผยแพร่ a second version; the first is public until then."""

    def prepare(self) -> None:
        self.office.publish()
        reopen_report(report=self.report, reason="แก้คำผิด", by=self.office.legal, at=AT)
        self.version = self.office.approve()


class Withdrawal(DecisionAct):
    """ถอนเผยแพร่."""

    verb = Verb.WITHDRAW
    before, after = (Status.PUBLISHED, True), (Status.WITHDRAWN, True)

    def prepare(self) -> None:
        self.version = self.office.publish()

    @property
    def leads_to(self) -> str:
        return f"{self.base}publication/"

    def request(self) -> Answer:
        return self.legal.send_form(f"{self.base}withdraw/", reason="พบข้อผิดพลาด", is_sure="on")

    def check(self) -> None:
        super().check()
        assert (self.report.published_version is None) == self.is_there
        check_files(self.version)


class Export(Act):
    """ส่งออก: the files that a published version lacks."""

    def prepare(self) -> None:
        self.version = self.office.publish()
        self.published = dict(self.version.files.values_list("format", "sha256"))
        others = self.version.files.exclude(format="pdf")
        self.lost = {f"{row_name(file)}: แถวหายไปจากฐานข้อมูล" for file in others}
        others.delete()

    @property
    def leads_to(self) -> str:
        return f"{self.base}exports/"

    def request(self) -> Answer:
        return self.legal.send_form(f"{self.base}exports/missing/")

    def check(self) -> None:
        stored = dict(self.version.files.values_list("format", "sha256"))
        assert stored.items() <= self.published.items()
        self.is_there = stored == self.published
        assert self.is_there or not self.was_answered
        check_files(self.version)


class Copy(Act):
    """เริ่มรายงาน from the one of last year."""

    def prepare(self) -> None:
        self.year = make_fiscal_year(self.plan.fiscal_year.year + 1)
        self.token = token_urlsafe(12)

    @property
    def leads_to(self) -> str:
        return f"/plans/{self.plan.organization.code}/{self.year.year}/"

    def request(self) -> Answer:
        return self.writer.send_form(
            f"/plans/{self.plan.organization.code}/start/?year={self.year.year}",
            way="copy",
            source=self.plan.pk,
            layout=self.report.layout_id,
            assessment_year=self.year.year + 1,
            token=self.token,
        )

    def check(self) -> None:
        plans = AnnualPlan.objects.filter(
            organization=self.plan.organization, fiscal_year=self.year
        )
        self.is_there = is_done = plans.exists()
        assert is_done or not self.was_answered
        assert UsedToken.objects.filter(token=self.token).count() == is_done
        for plan in plans:
            steps = [measure.steps.count() for measure in plan.measures.all()]
            assert (steps, plan.report.status) == ([1], Status.DRAFT)


def check_files(version: ReportVersion) -> None:
    """Each file that a row names is there whole."""
    for file in version.files.all():
        with default_storage.open(str(file.file)) as kept:
            assert hashlib.sha256(kept.read()).hexdigest() == file.sha256
