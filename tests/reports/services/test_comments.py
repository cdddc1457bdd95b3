"""Comments on fields of a version in review."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from measures.models import AuditEvent, Measure, Owner
from measures.roles import Role
from reports.models import Comment, CommentAnswer
from reports.services.comments import (
    add_comment,
    answer_comment,
    close_comment,
    reopen_comment,
)
from reports.services.decisions import VersionChanged
from reports.services.workflow import return_report
from reports.status import TransitionRefused
from tests.factories import (
    AT,
    make_full_measure,
    make_membership,
    make_plan,
    make_report,
    make_unit,
    make_user,
)
from tests.reports.services.people import make_office
from tests.together import outcome, together

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def measure(office):
    return Measure.objects.in_plan(office.report.plan).get()


def say(office, version, **fields):
    values = {"field": "outputs", "text": "ระบุจำนวน", "by": office.legal, "at": AT}
    return add_comment(version=version, **{**values, **fields})


def returned(office, comment=None):
    """The version goes back to its writers; the comment as it stands then."""
    return_report(version=comment.version, reason="แก้", by=office.legal)
    return comment


def test_a_comment_keeps_what_the_field_said(office, measure):
    version = office.submit()

    comment = say(office, version, measure=measure)

    assert (comment.version, comment.measure, comment.field, comment.state) == (
        version,
        measure,
        "outputs",
        "open",
    )
    assert (comment.measure_name, comment.said) == ("มาตรการป้องกันการทุจริต", "มีประกาศ ๑ ฉบับ")
    event = AuditEvent.objects.latest("pk")
    assert (event.action, event.after) == (
        "comment.added",
        {"version": 1, "measure": measure.pk, "field": "outputs", "text": "ระบุจำนวน"},
    )


def test_a_form_that_is_sent_twice_says_a_thing_once(office, measure):
    version = office.submit()
    first, again = [say(office, version, measure=measure) for _ in range(2)]
    answers = [answer_comment(comment=first, text="ระบุแล้ว", by=office.legal) for _ in range(2)]

    assert (again, answers[1]) == (first, answers[0])
    say(office, version, measure=measure, text="อีกเรื่อง")
    answer_comment(comment=first, text="แก้เลขแล้ว", by=office.legal)
    assert (Comment.objects.count(), CommentAnswer.objects.count()) == (2, 2)
    actions = AuditEvent.objects.filter(action__startswith="comment.").order_by("pk")
    assert [event.action for event in actions] == ["comment.added", "comment.answered"] * 2

    close_comment(comment=first, by=office.legal)
    assert say(office, version, measure=measure) != first


def test_a_comment_may_be_on_the_report_itself(office):
    comment = say(office, office.submit(), field="title")

    assert (comment.measure, comment.measure_name, comment.said) == (
        None,
        "",
        "รายงานผลการดำเนินการ",
    )


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"text": " \n"}, ValidationError),
        ({"text": "ก" * 2001}, ValidationError),
        ({"field": "introduction"}, ValidationError),
        ({"field": "x"}, ValidationError),
    ],
)
def test_what_says_nothing_or_is_nowhere_is_refused(office, measure, fields, refusal):
    version = office.submit()

    with pytest.raises(refusal):
        say(office, version, **{"measure": measure, **fields})

    assert not Comment.objects.exists()


def test_a_measure_of_another_report_is_refused(office):
    version = office.submit()
    other = make_full_measure(plan=make_plan())

    with pytest.raises(ValidationError):
        say(office, version, measure=other)


def test_only_what_is_in_review_is_commented_on(office, measure):
    version = office.submit()
    return_report(version=version, reason="แก้", by=office.legal)

    with pytest.raises(TransitionRefused):
        say(office, version, measure=measure)
    office.submit()
    with pytest.raises(VersionChanged):
        say(office, version, measure=measure)


@pytest.mark.parametrize("role", [Role.STAFF, Role.COORDINATOR, Role.ADMINISTRATOR, Role.AUDITOR])
def test_comments_are_the_reviewers_part(office, measure, role):
    version = office.submit()
    user = make_user(role=role, organization=office.report.plan.organization)
    comment = say(office, version, measure=measure)

    for act in (
        lambda: say(office, version, measure=measure, by=user),
        lambda: close_comment(comment=comment, by=user),
        lambda: reopen_comment(comment=comment, by=user),
    ):
        with pytest.raises(PermissionDenied):
            act()

    assert Comment.objects.count() == 1


def test_a_writer_says_that_it_is_mended_and_the_reviewer_closes_it(office, measure):
    comment = returned(office, say(office, office.submit(), measure=measure))
    writer = make_user(role=Role.COORDINATOR, organization=office.report.plan.organization)

    answer = answer_comment(comment=comment, text="", by=writer, is_mended=True, at=AT)

    comment.refresh_from_db()
    assert (answer.text, answer.is_mended, comment.state) == ("แก้แล้ว", True, "answered")
    close_comment(comment=comment, by=office.executive)
    comment.refresh_from_db()
    assert comment.state == "closed"
    with pytest.raises(ValidationError):
        answer_comment(comment=comment, text="อีก", by=writer)
    reopen_comment(comment=comment, by=office.legal)
    comment.refresh_from_db()
    assert comment.state == "open"
    assert list(
        AuditEvent.objects.filter(action__startswith="comment.").values_list("action", flat=True)
    )[::-1] == ["comment.added", "comment.answered", "comment.closed", "comment.reopened"]


def test_an_answer_alone_leaves_a_comment_open(office, measure):
    comment = say(office, office.submit(), measure=measure)

    answer_comment(comment=comment, text="ดูภาคผนวก", by=office.executive)

    comment.refresh_from_db()
    assert comment.state == "open"
    with pytest.raises(ValidationError):
        answer_comment(comment=comment, text=" ", by=office.executive)


def test_a_unit_answers_what_is_of_its_measures(office, measure):
    organization = office.report.plan.organization
    treasury, works = (make_unit(organization=organization, name=name) for name in "กข")
    Owner.objects.get(measure=measure).units.set([treasury])
    comment = returned(office, say(office, office.submit(), measure=measure))
    people = []
    for unit in (treasury, works):
        user = make_user()
        make_membership(user=user, role=Role.STAFF, organization=organization).units.add(unit)
        people.append(user)

    answer_comment(comment=comment, text="แก้แล้ว", by=people[0])
    with pytest.raises(PermissionDenied):
        answer_comment(comment=comment, text="แก้แล้ว", by=people[1])

    assert CommentAnswer.objects.count() == 1


def test_closing_twice_is_one_event(office, measure):
    comment = say(office, office.submit(), measure=measure)

    for _ in range(2):
        close_comment(comment=comment, by=office.legal)

    assert AuditEvent.objects.filter(action="comment.closed").count() == 1


def test_a_measure_that_is_removed_for_good_leaves_its_name(office, measure):
    comment = returned(office, say(office, office.submit(), measure=measure))
    measure.delete()

    comment.refresh_from_db()

    assert (comment.measure, comment.measure_name) == (None, "มาตรการป้องกันการทุจริต")


@pytest.mark.django_db(transaction=True)
def test_closing_against_answering_leaves_both_or_one():
    plan = make_plan()
    measure = make_full_measure(plan=plan)
    office = make_office(make_report(plan=plan))
    comment = say(office, office.submit(), measure=measure)

    results = together(
        lambda: close_comment(comment=comment, by=office.legal),
        lambda: answer_comment(comment=comment, text="ดี", by=office.executive),
    )

    comment.refresh_from_db()
    assert comment.state == "closed"
    assert outcome(results) in (["Comment", "CommentAnswer"], ["Comment", "ValidationError"])
