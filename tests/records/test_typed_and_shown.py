"""A value as it is typed, as a form shows it, and what its field is called away from the form."""

from datetime import UTC, datetime

import pytest

from siptui.framework import Framework
from siptui.records.fields import fields_of
from siptui.records.paths_in_words import full_name, in_words, not_asked
from siptui.records.typed_and_shown import allowed, clock, day, moment, printable, shown, size, typed, words
from siptui.records.values import Value

CURRENT = "visits/autumn/judgements/S1.1/current"


@pytest.mark.parametrize(("value", "text"), [(None, ""), (15.5, "15.5"), (15.0, "15"), (3, "3"), ("x ", "x ")])
def test_as_it_would_be_typed(value: Value | None, text: str) -> None:
    assert typed(value) == text


def test_as_a_form_shows_it(framework: Framework) -> None:
    fields = fields_of(framework)
    assert shown(fields[CURRENT], "2") == "2 Good"
    assert shown(fields[CURRENT], "9") == "9"
    assert shown(fields["visits/autumn/date"], "2010-10-12") == "12 Oct 10"
    assert shown(fields["school/name"], "2") == "2"


def test_what_may_be_typed(framework: Framework) -> None:
    fields = fields_of(framework)
    assert "2 Good" in allowed(fields[CURRENT])
    assert allowed(fields["visits/autumn/date"]) == "day/month/year"
    assert allowed(fields["school/name"]) == ""


def test_a_text_from_a_file_is_one_line_and_its_commands_to_a_terminal_are_marks() -> None:
    assert printable("a\x1b[31m b\n\tc\u202e d") == "a␛[31m b c<U+202E> d"


@pytest.mark.parametrize(("count", "text"), [(0, "0 B"), (999, "999 B"), (34_000, "34 kB"), (2_100_000, "2.1 MB")])
def test_sizes(count: int, text: str) -> None:
    assert size(count) == text


@pytest.mark.parametrize(("iso", "text"), [("2010-10-02", "2 Oct 10"), ("", ""), ("some day", "some day")])
def test_days(iso: str, text: str) -> None:
    assert day(iso) == text
    assert words(3) == "3"


def test_moments_by_the_clock_on_the_wall() -> None:
    now = datetime.now(UTC).replace(hour=12, minute=0)
    local = now.astimezone()
    if local.date() == datetime.now().astimezone().date():
        assert clock(now.isoformat()) == f"{local:%H:%M}"
    assert moment(now.isoformat()).endswith(f"{local:%y %H:%M}")
    assert clock("2010-10-12T12:00:00+00:00").startswith("12 Oct 10 ")
    assert (clock("never"), moment("never")) == ("never", "never")


def test_what_a_path_is_called(framework: Framework) -> None:
    fields = fields_of(framework)
    assert full_name(framework, fields, CURRENT).startswith("Autumn visit · S1.1 ")
    assert full_name(framework, fields, "summary/E13/current").startswith("E13 ")
    assert full_name(framework, fields, "gone/field") == "gone/field (no longer asked)"


def test_a_value_in_words(framework: Framework) -> None:
    fields = fields_of(framework)
    assert in_words(fields, "progress/reading/1/2010-07", 15.123) == "15.12"
    assert in_words(fields, CURRENT, "2") == "2 Good"
    assert in_words(fields, CURRENT, None) == "(empty)"
    assert in_words(fields, "gone/field", "kept") == "kept"


def test_values_that_no_form_asks_any_more(framework: Framework) -> None:
    record = {"school/name": "Ashwell", "gone/field": "kept"}
    assert not_asked(fields_of(framework), record) == {"gone/field": "kept"}
