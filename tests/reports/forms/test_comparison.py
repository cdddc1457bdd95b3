import pytest
from django.http import QueryDict

from reports.forms.comparison import ComparisonChoice
from reports.forms.filters import ReportFilter

A, B, C, D = ("takbai", 2564), ("06410102", 2568), ("phato", 2564), ("a-1", 2567)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ComparisonChoice()),
        ("report=takbai/2564", ComparisonChoice(reports=(A,))),
        ("report=takbai%2F๒๕๖๔&report=takbai/2564", ComparisonChoice(reports=(A,))),
        (
            "report=takbai/2564&report=06410102/2568&report=phato/2564&report=a-1/2567",
            ComparisonChoice(reports=(A, B, C, D)),
        ),
        (
            "report=takbai/2564&report=06410102/2568&report=phato/2564&report=a-1/2567&report=x/2568",
            ComparisonChoice(reports=(A, B, C, D), left_out=True),
        ),
        ("report=takbai&report=/2568&report=../2568&report=TAKBAI/2564", ComparisonChoice()),
        ("report=a%00/2568&report=a/2568/1&report=a/25680", ComparisonChoice()),
        ("show=all&report=takbai/2564", ComparisonChoice(reports=(A,), show="all")),
        ("show=nothing", ComparisonChoice()),
        (
            "name=พะโต๊ะ ๒๕๖๔",
            ComparisonChoice(search=ReportFilter(name="พะโต๊ะ", year=2564)),
        ),
    ],
)
def test_comparison_choice_leaves_out_what_makes_no_sense(query, expected):
    assert ComparisonChoice.read(QueryDict(query)) == expected


def test_comparison_choice_gives_addresses():
    chosen = ComparisonChoice(reports=(A, B), show="steps")

    assert [chosen.without(A), chosen.beside(C), ComparisonChoice(reports=(A,)).without(A)] == [
        "?report=06410102/2568&show=steps",
        "?report=takbai/2564&report=06410102/2568&report=phato/2564&show=steps",
        "",
    ]
