"""The note in plain words."""

from datetime import date

from siptui.documents.layout.note import note
from siptui.documents.plain_text import plain_words
from siptui.framework import Framework
from siptui.records.fields import fields_of
from support.documents.whole_year import SCHOOL, whole_year

TODAY = date(2011, 6, 30)


def lines(framework: Framework, record: dict, visit: str = "") -> list[str]:  # type: ignore[type-arg]
    return plain_words(note(fields_of(framework), record, TODAY, visit), 7)


def test_what_is_asked_stands_beside_each_answer(framework: Framework) -> None:
    record = SCHOOL | {
        "visits/autumn/date": "2010-11-09",
        "visits/autumn/judgements/S2/current": "2",
        "visits/autumn/judgements/S2/agreement": "green",
        "visits/autumn/judgements/S2/evaluation": "Attendance is up.\nPunctuality too.",
        "visits/autumn/actions/1/what": "Watch it.",
        "visits/autumn/actions/1/lead": "Head",
    }
    said = lines(framework, record, "autumn")
    assert said[0] == "Ashwell Primary School, revision 7, Autumn: draft, DRAFT"
    assert "Date: 9 November 2010" in said
    at = said.index(
        "S2  Attendance and punctuality: School's current category: 2 Good; SIP's agreement with category (RAG): G"
    )
    assert said[at + 1 : at + 3] == ["    Attendance is up.", "    Punctuality too."]
    assert "1: Agreed action: Watch it.; Who will lead: Head" in said


def test_nothing_that_is_written_is_left_out(framework: Framework) -> None:
    record = whole_year(fields_of(framework))
    said = "\n".join(lines(framework, record))
    shown = {p for p, v in record.items() if isinstance(v, str) and f"Of {p}:" in said}
    texts = {p for p, v in record.items() if isinstance(v, str) and v.startswith("Of ")}
    assert {p for p in texts - shown if p.startswith(("front/", "visits/"))} == set()


def test_final_notes_are_no_drafts(framework: Framework) -> None:
    record = whole_year(fields_of(framework), state="final")
    assert "DRAFT" not in lines(framework, record)[0]
