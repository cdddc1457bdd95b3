import itertools
import re
from pathlib import Path

import pytest

from reports import status
from reports.status import TRANSITIONS, Status, TransitionRefused, Verb, diagram, next_status

D, S, A, P, W = Status
LEADS = {
    (D, Verb.SUBMIT): S,
    (S, Verb.PULL_BACK): D,
    (S, Verb.RETURN): D,
    (S, Verb.ENDORSE): S,
    (S, Verb.APPROVE): A,
    (A, Verb.RETURN): D,
    (A, Verb.PUBLISH): P,
    (P, Verb.REOPEN): D,
    (P, Verb.WITHDRAW): W,
    (W, Verb.REOPEN): D,
    (D, Verb.WITHDRAW): D,
    (S, Verb.WITHDRAW): S,
    (A, Verb.WITHDRAW): A,
}
PAIRS = list(itertools.product(Status, Verb))


def test_transitions_are_those_of_the_product():
    assert TRANSITIONS == LEADS


@pytest.mark.parametrize(("status", "verb"), LEADS)
def test_next_status_leads_on(status, verb):
    assert next_status(status, verb) == LEADS[status, verb]


@pytest.mark.parametrize(("status", "verb"), [pair for pair in PAIRS if pair not in LEADS])
def test_next_status_refuses_all_other_pairs(status, verb):
    with pytest.raises(TransitionRefused):
        next_status(status, verb)


def test_readme_of_the_app_shows_the_diagram():
    readme = Path(status.__file__).with_name("README.md").read_text("utf-8")

    assert re.findall(r"```mermaid\n(.*?)\n```", readme, re.S) == [diagram()]


def test_diagram_has_an_arrow_for_each_transition():
    assert diagram() == "\n".join(
        [
            "stateDiagram-v2",
            "    [*] --> draft",
            "    draft --> submitted: submit",
            "    submitted --> draft: pull_back",
            "    submitted --> draft: return",
            "    submitted --> submitted: endorse",
            "    submitted --> approved: approve",
            "    approved --> draft: return",
            "    approved --> published: publish",
            "    published --> draft: reopen",
            "    published --> withdrawn: withdraw",
            "    withdrawn --> draft: reopen",
            "    draft --> draft: withdraw",
            "    submitted --> submitted: withdraw",
            "    approved --> approved: withdraw",
        ]
    )
