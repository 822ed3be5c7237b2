"""Regular expressions kept for the next start. What breaks here when Python changes: where it works a pattern out and
what it makes of that (`re._compiler.compile`, `_code`, `_parser.parse`, `_sre.compile`)."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from screens.terminal.less_work import kept_patterns
from siptui.framework import kept_for_next_start

COMPILER: Any = getattr(re, "_compiler")  # noqa: B009 - a private name, whatever types say
PATTERNS = [
    ("", 0),
    ("(?P<year>[0-9]{4})-(?P<month>[0-9]{2})|(spring|summer)", 0),
    (r"(?<!\\)\[(?P<tag>[a-z]+)(?:=(?P<value>[^\]]*))?\]", re.IGNORECASE),
    (r"  (\w+) \s+ # a word\n | \b§ ", re.VERBOSE | re.MULTILINE),
    (r"(?s:.)(?i:straße)[À-ÿ€-₿]+?", re.UNICODE),
    (r"(a)?b(?(1)c|d)\w*\Z", re.ASCII),
]
Start = Callable[[], None]


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Start:
    """Begins as a start does, with what an earlier one has kept."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    pythons = COMPILER.compile

    def begin() -> None:
        monkeypatch.setattr(COMPILER, "compile", pythons)
        for name, fresh in (("_kept", {}), ("_new", {}), ("_begun", False), ("_noting", False)):
            monkeypatch.setattr(kept_patterns, name, fresh)
        kept_patterns.begin()
        re.purge()

    return begin


def kept() -> list[kept_patterns.Pattern]:
    found = kept_for_next_start.find(*kept_patterns._place(), kept_patterns.Patterns)
    return found.all if found else []


@pytest.mark.parametrize(("text", "flags"), PATTERNS)
def test_a_pattern_that_is_kept_is_the_one_that_python_makes(text: str, flags: int) -> None:
    made, pythons = kept_patterns.worked_out(text, int(flags)).made(COMPILER._sre), re.compile(text, flags)
    assert made == pythons  # the code too
    assert (made.groups, made.groupindex, made.flags) == (pythons.groups, pythons.groupindex, pythons.flags)
    assert repr(made) == repr(pythons)


def test_the_next_start_works_nothing_out(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    start()
    first = [re.compile(text, flags) for text, flags in PATTERNS]
    kept_patterns.keep()
    start()
    monkeypatch.setattr(COMPILER, "_code", None)
    assert [re.compile(text, flags) for text, flags in PATTERNS] == first
    match = re.search(PATTERNS[1][0], "in 2010-07")
    assert match
    assert match.groupdict() == {"year": "2010", "month": "07"}


def test_what_is_not_kept_is_worked_out_and_kept_besides(start: Start) -> None:
    start()
    re.compile("first")
    kept_patterns.keep()
    start()
    assert re.compile("second").fullmatch("second")
    kept_patterns.keep()
    assert [each.text for each in kept()] == ["first", "second"]


def test_one_that_python_does_not_believe_is_worked_out_again(start: Start) -> None:
    bad = kept_patterns.Pattern("a+", 0, 32, b"\xff\xff\xff\x7f" * 9, 0, {})
    odd = kept_patterns.Pattern("b+", 0, 32, b"odd", 0, {"name": 7})
    kept_for_next_start.keep(*kept_patterns._place(), kept_patterns.Patterns([bad, odd]))
    start()
    assert re.compile("a+").fullmatch("aaa")
    assert re.compile("b+").fullmatch("bbb")


def test_bytes_and_what_depends_on_where_it_is_used_are_not_kept(start: Start) -> None:
    start()
    assert re.compile(b"a").fullmatch(b"a")
    assert re.compile(b"b", re.LOCALE).fullmatch(b"b")
    assert re.compile(re.compile("c")).fullmatch("c")
    kept_patterns.keep()
    assert [each.text for each in kept()] == ["c"]


def test_a_faulty_pattern_is_refused_as_ever(start: Start) -> None:
    start()
    with pytest.raises(re.error):
        re.compile("[a")
    kept_patterns.keep()
    assert kept() == []


def test_what_may_have_been_made_from_what_somebody_wrote_is_not_kept(start: Start) -> None:
    start()
    re.compile("Textual's")
    kept_patterns.all_imported()
    assert re.compile("Ashwell").fullmatch("Ashwell")
    kept_patterns.keep()
    assert [each.text for each in kept()] == ["Textual's"]
