"""What a login is to a subject, and what it may do there, at the store's door."""

from pathlib import Path

import pytest

from siptui.records.change import Change
from siptui.records.problem import Refused
from siptui.store.deployment import allocate
from siptui.store.office_settings import Person
from siptui.store.people import add_person
from siptui.store.store import Store

PEOPLE = {
    "AB": Person("Ann Bell", "sip", "ann"),
    "CD": Person("Cal Dunn", "sip", "cal"),
    "MM": Person("Mo Marsh", "manager", "mo"),
    "HH": Person("Hal Heath", "head", "hal"),
}
WORDS = "Always late, and the reports are thin."


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Two SIPs with a school each, a manager, the head; an evaluation of one SIP, a complaint, an alert."""
    store = Store.create(tmp_path / "store", "setter")
    for initials, person in PEOPLE.items():
        add_person(store, initials, person)
    for name, sip in (("Ashwell Primary", "AB"), ("Bramble Junior", "CD")):
        store.add_school(name, "primary", sip)
    mo = as_login(store, "mo")
    mo.new("@AB", "school_evaluation")
    mo.change("@AB", [Change("forms/school_evaluation/1/comments", WORDS)])
    mo.new("ashwell_primary", "complaint")
    mo.change("ashwell_primary", [Change("forms/complaint/1/complaint", WORDS)])
    as_login(store, "ann").new("ashwell_primary", "alert")
    return store


def as_login(store: Store, login: str) -> Store:
    return Store(store.folder, login)


def words_of(store: Store, subject: str) -> str:
    said = [store.load(subject).values, *store.history(subject), *store.history_back(subject)]
    return f"{said} {store.as_of(subject, store.load(subject).revision)}"


@pytest.mark.parametrize(
    ("login", "subject", "roles"),
    [
        ("ann", "ashwell_primary", {"sip"}),
        ("ann", "bramble_junior", {"colleague"}),
        ("ann", "@AB", {"sip"}),
        ("ann", "@CD", {"colleague"}),
        ("ann", "@office", {"sip"}),
        ("mo", "ashwell_primary", {"manager"}),
        ("mo", "@MM", {"manager", "sip"}),
        ("hal", "bramble_junior", {"head"}),
        ("somebody", "bramble_junior", set()),
    ],
)
def test_what_a_login_is_to_a_subject(store: Store, login: str, subject: str, roles: set[str]) -> None:
    assert as_login(store, login).roles(store.load(subject).values, subject) == roles


def test_an_evaluation_is_seen_by_the_sip_it_is_of_and_the_manager_and_by_no_colleague(store: Store) -> None:
    assert [login for login in ("ann", "cal", "mo", "hal") if WORDS in words_of(as_login(store, login), "@AB")] == [
        "ann",
        "mo",
    ]


def test_a_complaint_is_seen_by_the_manager_and_the_head_and_not_by_the_sip(store: Store) -> None:
    told = [
        login for login in ("ann", "cal", "mo", "hal") if WORDS in words_of(as_login(store, login), "ashwell_primary")
    ]
    assert told == ["mo", "hal"]


def test_what_a_sip_does_not_see_stays_when_they_edit_and_undo(store: Store) -> None:
    ann = as_login(store, "ann")
    ann.change("ashwell_primary", [Change("visits/autumn/date", "2010-10-12")])
    ann.undo("ashwell_primary")
    assert WORDS in words_of(as_login(store, "mo"), "ashwell_primary")


def test_an_alert_is_in_no_colleagues_caseload(store: Store) -> None:
    seen = {login: [bool(row.alerts) for row in as_login(store, login).overview()[0]] for login in ("ann", "cal", "mo")}
    assert seen == {"ann": [True, False], "cal": [False, False], "mo": [True, False]}


def test_a_sip_writes_in_their_own_schools_alone(store: Store) -> None:
    ann = as_login(store, "ann")
    ann.change("ashwell_primary", [Change("visits/autumn/date", "2010-10-12")])
    for act in (
        lambda: ann.change("bramble_junior", [Change("visits/autumn/date", "2010-10-12")]),
        lambda: ann.new("bramble_junior", "alert"),
        lambda: ann.change("@CD", [Change("self_evaluation/next_targets", "x")]),
        lambda: ann.undo("bramble_junior"),
    ):
        with pytest.raises(Refused):
            act()
    with pytest.raises(Refused, match="is a step for: SIP"):
        ann.step("bramble_junior", "visits/autumn", "raise")


@pytest.mark.parametrize("login", ["ann", "hal"])
def test_neither_a_sip_nor_the_head_adds_schools_and_people_or_gives_schools(store: Store, login: str) -> None:
    other = as_login(store, login)
    for act in (
        lambda: other.add_school("Newcomer", "primary"),
        lambda: add_person(other, "ZZ", Person("Zed Zee")),
        lambda: allocate(other, "ashwell_primary", "CD", None, "A new term"),
        lambda: other.change("ashwell_primary", [Change("school/sip", "CD")]),
    ):
        with pytest.raises(Refused):
            act()


def test_whose_school_the_manager_has_given_it_to_writes_there_and_who_had_it_no_more(store: Store) -> None:
    mo = as_login(store, "mo")
    allocate(mo, "ashwell_primary", "CD", None, "A new term")
    assert mo.load("ashwell_primary").values["school/sip"] == "CD"
    with pytest.raises(Refused):
        as_login(store, "ann").change("ashwell_primary", [Change("visits/autumn/date", "2010-10-12")])


def test_the_manager_leaves_the_sips_words_alone(store: Store) -> None:
    mo = as_login(store, "mo")
    with pytest.raises(Refused, match="“Autumn visit” is filled in by: SIP; ask one of them"):
        mo.change("ashwell_primary", [Change("visits/autumn/activities", "Rewritten.")])
    mo.change("ashwell_primary", [Change("deployment/declined/reason", "A cousin works there.")])
