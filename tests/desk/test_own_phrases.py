"""A person's phrases in their file: what is kept, offered and believed."""

from pathlib import Path

import pytest

from siptui.desk import own_phrases as kept
from siptui.desk.own_phrases import LONGEST, keep_phrase, own_phrases, phrases_with, remove_phrase
from siptui.records.problem import Refused


@pytest.fixture(autouse=True)
def phrases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SIPTUI_PHRASES", str(tmp_path / "here" / "phrases.txt"))
    return tmp_path / "here" / "phrases.txt"


def test_without_a_name_of_its_own_the_file_stands_beside_the_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SIPTUI_PHRASES")
    assert kept.place_of_phrases().name == "phrases.txt"
    assert kept.place_of_phrases().parent.name == "siptui"


def test_a_phrase_is_kept_once_on_one_line_for_oneself_alone(phrases: Path) -> None:
    assert own_phrases() == []
    assert keep_phrase("  Agreed,\n after\tlooking. ") == "Agreed, after looking."
    keep_phrase("Agreed, after looking.")
    keep_phrase("# Not a comment")
    assert own_phrases() == ["Agreed, after looking.", "Not a comment"]
    assert phrases.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("phrase", ["", " \n", "#", "x" * (LONGEST + 1)])
def test_what_is_no_phrase_is_refused(phrase: str, phrases: Path) -> None:
    with pytest.raises(Refused):
        keep_phrase(phrase)
    assert not phrases.exists()


def test_only_a_file_of_ones_own_is_believed_and_of_it_what_can_be_shown(phrases: Path) -> None:
    phrases.parent.mkdir()
    phrases.write_bytes(b"# mine\nGood\n\nGood\n\xff\x1b]0;x\x07\n" + b"y" * (LONGEST + 1) + b"\nLast")
    assert own_phrases() == ["Good", "� ]0;x", "Last"]
    phrases.chmod(0o666)
    assert own_phrases() == []
    phrases.unlink()
    phrases.mkdir()
    assert own_phrases() == []


def test_one_that_is_removed_goes_and_all_else_stays(phrases: Path) -> None:
    phrases.parent.mkdir()
    phrases.write_text("# mine\nOne\nTwo\nOne\n")
    remove_phrase("One")
    assert phrases.read_text() == "# mine\nTwo\n"
    phrases.unlink()
    with pytest.raises(Refused):
        remove_phrase("Two")


def test_a_few_letters_find_a_phrase_by_the_beginnings_of_its_words() -> None:
    found = ["The school is a little generous here.", "Pupils are a little behind.", "A little late"]
    assert phrases_with(found, "li gen") == found[:1]
    assert phrases_with(found, "a li") == ["A little late", found[0], found[1]]
    assert phrases_with(found, "ittle") == []
    assert phrases_with(found, "") == found


def test_no_more_are_kept_than_are_offered(phrases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", 1)
    keep_phrase("One")
    with pytest.raises(Refused):
        keep_phrase("Two")
