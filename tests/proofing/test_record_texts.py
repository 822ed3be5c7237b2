"""What of a record is proofed, and what is known where it is written."""

from pathlib import Path

import pytest

from siptui.framework import Framework
from siptui.proofing.own_words import VARIABLE, add_own_word, own_words
from siptui.proofing.proof import marks
from siptui.proofing.record_texts import known_of, texts_of
from siptui.records.fields import fields_of
from siptui.records.problem import Refused

RECORD = {
    "school/name": "Ashwell CE Primary School",
    "school/headteacher": "Mrs Wilhelmina Quetzal",
    "visits/autumn/judgements/S1.1/current": "2",
    "visits/autumn/judgements/S1.1/evaluation": "Quetzal's leadership is good, as at Beechcroft.",
    "visits/spring/judgements/S1.1/evaluation": "   ",
    "no/such/place": "teh",
}


@pytest.fixture
def own_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "settings" / "words.txt"))
    return tmp_path / "settings" / "words.txt"


def test_texts_are_those_that_the_forms_have_as_text(framework: Framework) -> None:
    path = "visits/autumn/judgements/S1.1/evaluation"
    assert texts_of(fields_of(framework), RECORD) == {path: RECORD[path]}
    assert list(texts_of(fields_of(framework), RECORD, "visits/autumn")) == [path]
    assert texts_of(fields_of(framework), RECORD, "visits/aut") == {}


def test_names_of_the_record_the_caseload_and_the_framework_are_known(framework: Framework) -> None:
    fields = fields_of(framework)
    schools = ["Ashwell CE Primary School", "Beechcroft Junior School"]
    known = known_of(fields, RECORD, schools=schools, people=["Ann Bcdefg"], own=["plonket"])
    assert {"Quetzal", "Ann Bcdefg", "plonket", framework.identity.authority} <= set(known.words)
    assert (known.school, known.other_schools) == (schools[0], schools[1:])
    assert known.codes == [kip.code for kip in framework.register.kips]
    assert known.spelling == framework.identity.spelling == "ise"
    found = marks(texts_of(fields, RECORD), known)
    assert [(m.code, m.word) for m in found] == [("other_school", "Beechcroft")]


def test_own_words_are_kept_a_line_each_once(own_file: Path) -> None:
    assert own_words() == []
    for word in ("plonket", " Zbig’s ", "plonket", "S9"):
        add_own_word(word)
    assert own_file.read_text() == "plonket\nZbig's\nS9\n"
    own_file.write_text("# mine\nplonket  # a thing\n\nlast")
    add_own_word("more")
    assert own_words() == ["plonket", "last", "more"]


@pytest.mark.parametrize("word", ["", "  ", "two words", "a\nb", "\x1b[0m", "x" * 61])
def test_what_is_no_word_is_not_added(own_file: Path, word: str) -> None:
    with pytest.raises(Refused) as refused:
        add_own_word(word)
    assert refused.value.problems[0].code == "no_word"
    assert not own_file.exists()


def test_words_that_cannot_be_kept_are_refused_with_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "file" / "words.txt"))
    with pytest.raises(Refused, match=r"words\.txt.*cannot be kept"):
        add_own_word("plonket")


def test_a_file_that_everybody_can_write_is_not_believed(own_file: Path) -> None:
    add_own_word("plonket")
    own_file.chmod(0o666)
    assert own_words() == []


def test_entries_of_a_list_need_no_full_stop_where_they_are_no_sentences(framework: Framework) -> None:
    record = {
        "visits/autumn/priorities/1": "Raising attainment in writing of all boys by the end of Year 2",
        "visits/autumn/priorities/2": "Raise attainment in writing. It is low in all of the classes",
        "visits/autumn/judgements/S1.1/evaluation": "Attainment in writing of all boys is low at the end of Year 2",
    }
    fields = fields_of(framework)
    found = marks(texts_of(fields, record), known_of(fields, record, schools=[], people=[], own=[]))
    assert [(m.path, m.code) for m in found] == [(path, "no_full_stop") for path in list(record)[1:]]


def test_what_is_locked_is_nobodys_draft(framework: Framework) -> None:
    path = "visits/autumn/judgements/S1.1/evaluation"
    record = {path: "Good.", "visits/autumn/state": "final"}
    assert texts_of(fields_of(framework), record) == {}
    assert texts_of(fields_of(framework), record | {"visits/autumn/state": "draft"}) == {path: "Good."}


def test_what_is_written_of_a_person_may_speak_of_any_school(framework: Framework) -> None:
    known = known_of(fields_of(framework), {}, schools=["Wexlebury Junior School"], people=[], own=[])
    assert marks({"a": "Wexlebury was visited twice."}, known) == []
