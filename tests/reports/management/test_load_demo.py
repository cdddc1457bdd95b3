import re
import stat
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.test import Client

from ita_portal.setup.start import shown_accounts
from measures.models import (
    AuditEvent,
    EvidenceFile,
    IssueScheme,
    Measure,
    Membership,
    Organization,
    Owner,
    Step,
    User,
)
from measures.permissions import Rights
from measures.roles import Role
from measures.services.reference import SEVEN_ISSUES, TEN_INDICATORS
from reports.elements import elements_of
from reports.kinds import Kind
from reports.models import Comment, ExportFile, Report, ReportVersion
from reports.queries.returns import last_returns
from reports.queries.reviews import decisions_on
from reports.services.acts import turn_of
from reports.services.demo import demo_codes, demo_emails
from reports.services.demo_next_year import REASON
from reports.services.opening import open_places
from reports.services.progress import progress_of
from tests.factories import make_organization, make_user
from tests.storage import keep_files_in

DONE = "The demo is loaded; its accounts are in demo-accounts.txt.\n"


@pytest.fixture
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    keep_files_in(settings, tmp_path / "files")
    return tmp_path


def chamai_published() -> ReportVersion:
    published = Report.objects.published().get(plan__organization__code="chamai")
    assert published.published_version
    return published.published_version


def password(data_dir: Path) -> str:
    text = (data_dir / "demo-accounts.txt").read_text("utf-8")
    found = re.search(r"^รหัสผ่าน: (\S+)$", text, re.M)
    assert found
    return found.group(1)


def check_reports() -> None:
    reports = Report.objects.published().order_by("pk")
    assert [
        (
            report.plan.organization.code,
            report.plan.fiscal_year.year,
            report.assessment_year,
            report.status,
            report.plan.measures.count(),
        )
        for report in reports
    ] == [
        ("tonyangmat", 2568, 2569, "published", 4),
        ("phato", 2564, 2564, "published", 10),
        ("takbai", 2564, 2564, "published", 23),
        ("nongruea", 2568, 2569, "published", 7),
        ("chamai", 2568, 2569, "published", 7),
    ]
    assert ExportFile.objects.count() == 35 + 7
    assert all(report.plan.is_locked for report in reports)


def check_meanings() -> None:
    """The words of the documents mean something, where they are words that are known."""
    schemes = {
        report.plan.organization.code: str(report.plan.issue_scheme)
        for report in Report.objects.all()
    }
    assert schemes == {
        "tonyangmat": "None",
        "phato": TEN_INDICATORS,
        "takbai": "None",
        "nongruea": SEVEN_ISSUES,
        "chamai": "None",
    }
    assert Measure.objects.filter(issue__isnull=False).count() == 17 + 7
    unmatched = Owner.objects.filter(units=None).values_list("text", flat=True)
    assert sorted({"".join(text.split()) for text in unmatched}) == [
        "กองยุทธศาสตร์และและงบประมาณ",
        "งานกรเจ้าหน้าที่",
        "งานกรเจ้าหน้าที่สำนักปลัดเทศบาล",
        "ทุกกองที่เกี่ยวข้องกับการเบิกจ่ายงบประมาณ",
        "ทุกงาน",
        "ทุกสำนัก/กอง",
    ]


def check_events() -> None:
    """Each step of a report was taken by the account whose part it is."""
    events = AuditEvent.objects.filter(organization_code="phato").order_by("pk")
    assert [
        (event.action, event.actor.split()[0])
        for event in events
        if event.action.partition(".")[0] in {"plan", "layout", "report"}
    ] == [
        ("plan.opened", "ผู้ประสานงาน"),
        ("plan.imported", "ผู้ประสานงาน"),
        ("layout.created", "นิติกร"),
        ("report.opened", "นิติกร"),
        ("report.submitted", "นิติกร"),
        ("report.approved", "ผู้บริหาร"),
        ("report.published", "นิติกร"),
    ]


def check_next_year() -> None:
    """One organization is in the middle of its next report, which was sent back once."""
    report = Report.objects.get(published_version=None, plan__organization__code="nongruea")
    plan = report.plan
    assert [str(plan), report.status, plan.is_locked] == [
        "องค์การบริหารส่วนตำบลหนองเรือ พ.ศ. ๒๕๖๙",
        "draft",
        False,
    ]
    progress = progress_of([plan], Rights())[plan.pk]
    assert [task.state for task in progress.tasks] == [
        *("noted", "done", "noted", "done", "noted", "doing", "doing"),
    ]
    assert [task.carried > 0 for task in progress.tasks] == [False] * 5 + [True] * 2
    evidence = EvidenceFile.objects.in_plan(plan).values_list(
        "measure__position", "kind", "caption"
    )
    assert [(position, kind, bool(caption)) for position, kind, caption in evidence] == [
        (1, "photo", True),
        (1, "photo", True),
        (2, "photo", False),
        (3, "link", True),
    ]
    returned = last_returns([plan])[plan.pk]
    assert (returned.reason, str(returned.by).split()[0]) == (REASON, "ผู้บริหาร")


def check_document() -> None:
    """The measures of that year are public, though its report is not."""
    [document] = Report.records.published().filter(kind=Kind.MEASURES.value)
    assert (str(document.plan), document.status) == (
        "องค์การบริหารส่วนตำบลหนองเรือ พ.ศ. ๒๕๖๙",
        "published",
    )
    version = document.published_version
    assert version is not None
    assert [element.is_complete for element in elements_of(version.snapshot())] == [True] * 6


def check_reviews() -> None:
    """Two more are in review: one came back with some fields, one waits for its last approval."""
    begun = {
        report.plan.organization.code: report
        for report in Report.objects.filter(published_version=None)
    }
    assert sorted(begun) == ["chamai", "nongruea", "tonyangmat"]
    returned, waiting = begun["tonyangmat"], begun["chamai"]
    places = open_places(returned.plan, returned.plan.opening)
    assert (returned.status, [place.labels for place in places]) == (
        "draft",
        [("บทนำ",), ("ผลลัพธ์",), ("มาตรการ/ประเด็น",)],
    )
    states = Comment.objects.in_plan(returned.plan).values_list("field", "state")
    assert sorted(states) == [
        ("introduction", "open"),
        ("outcomes", "open"),
        ("title", "answered"),
    ]
    assert "ต้นหยงมัส" not in returned.plan.measures.get(position=4).title
    turn = turn_of(waiting, decisions_on(waiting.versions.get()))
    assert turn is not None
    assert (turn.step.post, turn.is_last) == ("นายกเทศมนตรี", True)
    assert Comment.objects.in_plan(waiting.plan).not_closed().count() == 1


def check_accounts(data_dir: Path, client: Client) -> None:
    """Each part of each organization has an account, told in a file for nobody else's eyes."""
    emails = demo_emails()
    assert sorted(User.objects.values_list("email", flat=True)) == sorted(emails)
    assert len(emails) == 2 + 5 * 5
    parts = Membership.objects.values_list("organization__code", "role")
    assert sorted(part for part in parts if part[0]) == sorted(
        (code, role.value) for code in demo_codes() for role in Role if role != Role.AUDITOR
    )
    assert client.login(username="legal@takbai.example", password=password(data_dir))
    assert str(User.objects.get(email="legal@takbai.example")) == ("นิติกร เทศบาลเมืองตากใบ (บัญชีสาธิต)")
    for code, unit in (("takbai", "กองคลัง"), ("phato", "งานการเจ้าหน้าที่")):
        staff = Membership.objects.get(user__email=f"staff@{code}.example")
        assert [unit.name for unit in staff.units.all()] == [unit]
        assert str(staff.user).startswith(f"เจ้าหน้าที่ของ{unit} ")
    path = data_dir / "demo-accounts.txt"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert all(email in path.read_text("utf-8") for email in emails)
    assert list(data_dir.glob("*.new")) == []
    text = path.read_text("utf-8")
    assert "\n\nเทศบาลเมืองตากใบ\n  staff@takbai.example              เจ้าหน้าที่ของกองคลัง\n" in text
    assert text.count("\n\n") == 6
    shown = shown_accounts(text)
    assert [email for email in emails if email in shown] == emails[:7]
    assert shown.endswith(f"\n\nอีก 4 หน่วยงาน / 4 more: {path}")


def check_written_again(data_dir: Path, client: Client) -> None:
    """The accounts are written down anew where a load was stopped before it came to that."""
    (data_dir / "demo-accounts.txt").unlink()
    call_command("load_demo")
    assert Report.objects.count() == 8
    assert client.login(username="admin@demo.example", password=password(data_dir))


def check_reset(data_dir: Path) -> None:
    """All is as it was, under another password, whatever has been done to it."""
    old, content = password(data_dir), chamai_published().content
    Step.objects.all().delete()
    Organization.objects.update(name="แก้แล้ว")
    IssueScheme.objects.filter(plans=None).delete()

    call_command("load_demo", "--reset")

    assert password(data_dir) != old
    assert chamai_published().content == content
    assert Report.objects.count() == 8
    assert len(default_storage.listdir("exports")[1]) == ExportFile.objects.count() == 35 + 7


@pytest.mark.django_db(transaction=True)
def test_load_demo_publishes_five_reports_once_and_brings_them_back(data_dir, capsys, client):
    call_command("load_demo")
    first = password(data_dir)
    call_command("load_demo")

    assert (capsys.readouterr().out, password(data_dir)) == (DONE * 2, first)
    check_reports()
    check_meanings()
    check_events()
    check_next_year()
    check_document()
    check_reviews()
    check_accounts(data_dir, client)
    check_written_again(data_dir, client)
    check_reset(data_dir)


@pytest.mark.parametrize("text", ["", "บัญชี\n", "บัญชี\n\nทุกหน่วยงาน\n"])
def test_a_short_list_of_accounts_is_shown_as_it_is(text):
    assert shown_accounts(text) == text.strip()


@pytest.mark.django_db
def test_load_demo_refuses_where_demo_is_off(data_dir, settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="DEMO=on"):
        call_command("load_demo")

    assert not Organization.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("make", [make_organization, make_user])
def test_load_demo_stays_out_of_a_database_with_other_data(data_dir, make):
    make()

    for arguments in ([], ["--reset"]):
        with pytest.raises(CommandError):
            call_command("load_demo", *arguments)

    assert not Report.objects.exists()
    assert (Organization.objects.count(), User.objects.count()) in {(1, 0), (0, 1)}


@pytest.mark.django_db
def test_load_reference_can_be_run_again():
    call_command("load_reference")
    count = AuditEvent.objects.count()
    call_command("load_reference")

    assert AuditEvent.objects.count() == count == 47


@pytest.mark.django_db
def test_remove_orphan_files_names_what_it_removed(data_dir, capsys):
    call_command("remove_orphan_files")

    assert capsys.readouterr().out == ""
