"""The help of the editor: every example stands in one of the five real reports."""

import re

from ita_portal.thai.text import squash
from measures.forms.guidance import GUIDANCE
from tests.measures.importing.seeds import NAMES, source

_TAG = re.compile(r"</?p>")


def test_each_field_has_two_real_examples():
    printed = "".join(squash(_TAG.sub("", source(name).decode())) for name in NAMES)

    missing = [
        example
        for guidance in GUIDANCE.values()
        for example in guidance.examples
        if squash(example) not in printed
    ]

    assert missing == []
    assert {len(guidance.examples) for guidance in GUIDANCE.values()} == {2}
