"""The command line refuses what is not for a role, with a sentence, and prints nothing of it."""

from pathlib import Path

import pytest

from siptui.records.change import Change
from siptui.store.office_settings import Person
from siptui.store.people import add_person
from siptui.store.store import Store
from support import split_processes

WORDS = "Always late, and the reports are thin."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = Store.create(tmp_path_factory.mktemp("roles") / "store", "setter")
    people = {"AB": Person("Ann Bell", "sip", "ann"), "CD": Person("Cal Dunn", "sip", "cal")}
    for initials, person in {**people, "MM": Person("Mo Marsh", "manager", "mo")}.items():
        add_person(store, initials, person)
    store.add_school("Ashwell Primary", "primary", "AB")
    mo = Store(store.folder, "mo")
    for subject, form, field in (
        ("@AB", "school_evaluation", "comments"),
        ("ashwell_primary", "complaint", "complaint"),
    ):
        mo.new(subject, form)
        mo.change(subject, [Change(f"forms/{form}/1/{field}", WORDS)])
    return store.folder


def said(folder: Path, login: str, *argv: str) -> tuple[int, str]:
    done = split_processes.run(["--store", str(folder), "--as", login, *argv])
    return done.status, done.out + done.err


READING = (
    ("get", "@AB"),
    ("get", "@AB", "forms/school_evaluation/1"),
    ("get", "@AB", "forms/school_evaluation/1/comments"),
    ("get", "ashwell_primary", "forms/complaint/1/complaint"),
    ("history", "@AB", "--json"),
    ("history", "@AB", "forms/school_evaluation/1/comments"),
    ("history", "ashwell_primary", "--json"),
    ("forms", "@AB", "--json"),
    ("dump",),
    ("find", "reports are thin"),
    ("review", "--json"),
    ("quality", "--json"),
    ("due", "--json"),
    ("check", "@AB", "--json"),
)


@pytest.mark.parametrize("argv", READING, ids=" ".join)
def test_a_colleague_reads_nothing_of_an_evaluation_and_a_complaint(folder: Path, argv: tuple[str, ...]) -> None:
    assert WORDS not in said(folder, "cal", *argv)[1]


def test_whom_it_is_of_and_the_manager_read_it(folder: Path) -> None:
    path = "forms/school_evaluation/1/comments"
    assert [said(folder, login, "get", "@AB", path)[1].strip() for login in ("ann", "mo")] == [WORDS, WORDS]


@pytest.mark.parametrize(
    ("login", "argv", "sentence"),
    [
        ("cal", ("get", "@AB", "forms/school_evaluation/1/comments"), "is read by: SIP, SIP Manager; ask one of them"),
        ("cal", ("set", "ashwell_primary", "visits/autumn/date", "12/10/2010"), "is not yours to change"),
        ("cal", ("new", "ashwell_primary", "alert"), "is not yours to change"),
        ("ann", ("set", "ashwell_primary", "school/sip", "CD"), "is filled in by: SIP Manager, Administration"),
        ("ann", ("add-school", "Newcomer", "--phase", "primary"), "is done by: SIP Manager, Administration"),
        ("ann", ("add-person", "ZZ", "Zed Zee"), "is done by: SIP Manager, Administration"),
        ("ann", ("allocate", "ashwell_primary", "CD"), "is done by: SIP Manager, Administration"),
        ("mo", ("set", "ashwell_primary", "visits/autumn/activities", "Rewritten"), "is filled in by: SIP"),
        ("mo", ("step", "ashwell_primary", "visits/autumn", "raise"), "is a step for: SIP"),
    ],
)
def test_what_is_not_for_a_role_is_refused_with_a_sentence(
    folder: Path, login: str, argv: tuple[str, ...], sentence: str
) -> None:
    status, words = said(folder, login, *argv)
    assert status == 1
    assert sentence in words


def test_the_quick_way_of_get_is_no_way_around(folder: Path) -> None:
    """Under one's own login it reads a school's file itself; where anybody is named by a login, it does not."""
    from siptui.cli import fast_open_and_get

    words = ["get", "ashwell_primary", "forms/complaint/1/complaint"]
    assert fast_open_and_get.text_of({"store": str(folder)}, words) is None
