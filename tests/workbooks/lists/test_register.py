"""A register of schools as a caseload: which are added, told apart, of which phase; and a second time none is."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from siptui.sheets.cells import Sheet
from siptui.sheets.readers.text_rows import text_rows
from siptui.store.store import Store
from siptui.workbooks.lists.list_words import list_words
from siptui.workbooks.lists.proposal import GOES_ON, ListProposal, propose
from siptui.workbooks.lists.read_list import ListRead, read_list
from siptui.workbooks.lists.read_register import read_register
from siptui.workbooks.lists.take_list import entries, numbers_of, take_list

HEAD = ["URN", "LA (code)", "EstablishmentNumber", "EstablishmentName", "EstablishmentStatus (name)", "CloseDate"]
HEAD += ["PhaseOfEducation (name)", "TypeOfEstablishment (name)", "StatutoryLowAge", "StatutoryHighAge", "Postcode"]
HEAD += ["HeadTitle (name)", "HeadFirstName", "HeadLastName"]
FILE = Path(__file__).parents[2] / "tracking" / "todays_results" / "files" / "08_school_list_register.csv"
TODAY = "england_2025_26"


def school(urn: str, name: str, *, number: str = "2001", status: str = "Open", **more: str) -> list[str]:
    said = {"phase": "Primary", "type": "Community school", "low": "4", "high": "11", "title": "Mrs", **more}
    about = [said["phase"], said["type"], said["low"], said["high"], said.get("postcode", "")]
    head = [said["title"], said.get("first", ""), said.get("last", "")]
    return [urn, said.get("la", "999"), number, name, status, said.get("closed", ""), *about, *head]


def read(*rows: Iterable[str], authority: str = "") -> ListRead:
    found = read_register("List", [HEAD, *map(list, rows)], list_words(), authority)
    assert found is not None
    return found


def proposed(store: Store, found: ListRead, **answers: str) -> ListProposal:
    rows = store.overview()[0]
    numbers = numbers_of(store, [row.id for row in rows])
    given = {key.replace("__", ":"): value for key, value in answers.items()}
    return propose("list.csv", found, list_words(), store.framework, store.office, rows, given, numbers)


@pytest.fixture
def today(tmp_path: Path) -> Store:
    return Store.create(tmp_path / "today", "tester", TODAY)


def test_a_school_list_as_the_national_register_writes_it(today: Store) -> None:
    found = read_register("list", text_rows(FILE), list_words())
    assert found is not None
    known = {each.also["urn"]: each for each in found.schools}
    assert len(known) == 12
    assert known["900104"].also["number"] == "999/0012"
    heads = {urn: each.also.get("headteacher", "") for urn, each in known.items()}
    assert (heads["900101"], heads["900105"], heads["900106"], heads["900104"]) == (
        "Mrs Ottoline Brackwater",
        "Maud Orrin",
        "",
        "",
    )
    assert known["900113"].name == "Zoë Bright Primary School"
    assert [(gone.urn, gone.became) for gone in found.not_there] == [("900103", "900187"), ("900112", "")]
    assert found.closing == ["Ashbank Primary School"]
    made = proposed(today, found)
    phases = {each.listed.also["urn"]: each.phase for each in made.new}
    assert phases == {
        **dict.fromkeys(("900101", "900102", "900187", "900111", "900113"), "primary"),
        "900104": "nursery",
        "900105": "infant",
        "900106": "junior",
        "900107": "all_through",
        "900108": "middle",
        "900109": "special",
        "900110": "alternative",
    }
    assert made.questions == []
    assert [each.sip for each in made.new] == [""] * 12
    take_list(today, "list.csv", made)
    again = proposed(today, found)
    assert (again.new, again.moved, len(again.same)) == ([], [], 12)
    assert entries(today, "list.csv", again) == []


def test_a_phase_that_a_framework_has_not_is_asked(store: Store) -> None:
    found = proposed(store, read(school("900107", "Fenmere Academy", phase="All-through", high="18")))
    assert [question.key for question in found.questions] == ["phase:fenmere_academy"]


def test_two_of_one_name_are_told_apart_by_their_urns(today: Store) -> None:
    found = read(school("1", "St Mary's", number="2901"), school("2", "St Mary's", number="3345", postcode="ZZ9 4QX"))
    take_list(today, "list.csv", proposed(today, found))
    assert {today.load(each).values["school/urn"] for each in ("st_marys", "st_marys_2")} == {"1", "2"}
    assert proposed(today, found).new == []


def test_an_authoritys_own_list_is_joined_by_the_urn(today: Store) -> None:
    take_list(today, "list.csv", proposed(today, read(school("1", "St Mary's"), school("2", "St Mary's", number="3"))))
    rows: list[list[str]] = [
        ["URN", "School", "SIP", "Category"],
        ["2", "St. Mary's", "AB", "targeted"],
        ["1", "x", "CD", ""],
    ]
    own = read_list([Sheet(name="Own", rows=[[*row] for row in rows])], list_words())
    made = proposed(today, own, name__AB="Ann Bell", name__CD="Cy Dee")
    take_list(today, "own.xlsx", made)
    second = today.load("st_marys_2").values
    assert (second["school/urn"], second["school/sip"], second["front/support"]) == ("2", "AB", "targeted")


def test_of_a_closed_school_of_the_caseload_it_is_asked_whether_its_record_goes_on(today: Store) -> None:
    take_list(today, "list.csv", proposed(today, read(school("1", "Alderbeck"))))
    found = read(
        school("1", "Alderbeck", status="Closed", closed="31-08-2024"), school("5", "Alderbeck Academy", last="Tarrant")
    )
    assert [question.key for question in proposed(today, found).questions] == ["closed:alderbeck"]
    take_list(today, "list.csv", proposed(today, found, closed__alderbeck=GOES_ON))
    record = today.load("alderbeck").values
    assert (record["school/urn"], record["school/headteacher"]) == ("5", "Mrs Tarrant")
    assert [row.id for row in today.overview()[0]] == ["alderbeck"]


def test_of_a_large_register_one_authority_is_wanted() -> None:
    many = [school(str(n), f"School {n}", la=str(900 + n % 3), number=str(2000 + n)) for n in range(600)]
    assert read(*many).authorities == {"900": "", "901": "", "902": ""}
    assert len(read(*many, authority="901").schools) == 200


@pytest.mark.parametrize("row", [["Name", "SIP"], ["URN", "Name"], []])
def test_what_is_no_register_is_none(row: list[str]) -> None:
    assert read_register("x", [row] * 9, list_words()) is None
