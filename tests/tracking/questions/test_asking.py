"""Questions are collected, answered and refused: once for what is asked of several places."""

import pytest

from siptui.records.problem import Place, Refused
from siptui.tracking.questions.asking import Asking

PLACE = Place("T", "D", 2)
CHOICES = ["count", "leave out"]


def test_a_question_is_open_until_it_is_answered() -> None:
    asking = Asking("a.xlsx", {})
    assert asking.ask("slips", "slips", CHOICES, PLACE, cells=["T!D2 7a"]) is None
    assert asking.ask("slips", "slips", CHOICES, PLACE, cells=["T!D9 EP"]) is None
    (question,) = asking.open()
    assert question.where == "a.xlsx: T!D2 and 1 more"
    assert "T!D2 7a, T!D9 EP" in question.asks
    assert asking.waits


def test_an_answer_is_taken_whatever_its_case() -> None:
    asking = Asking("a.xlsx", {"slips": "LEAVE OUT "})
    assert asking.ask("slips", "slips", CHOICES, PLACE, cells=[]) == "leave out"
    assert not asking.open()
    assert not asking.waits


def test_an_answer_of_an_earlier_file_is_used_and_said_to_be() -> None:
    asking = Asking("a.xlsx", {})
    asking.remembered = {"near:months": "count"}
    assert asking.ask("near:months", "near", CHOICES, PLACE, months=["June"]) == "count"
    assert asking.used == {"near:months": "count"}


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"slips": "perhaps"}, "'perhaps' is no answer to slips"),
        ({"slips": "count", "other": "x"}, "'other' is no question"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(answers: dict[str, str], said: str) -> None:
    with pytest.raises(Refused, match=said):
        _asked(Asking("a.xlsx", answers))


def _asked(asking: Asking) -> None:
    asking.ask("slips", "slips", CHOICES, PLACE, cells=[])
    asking.open()
