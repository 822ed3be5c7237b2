"""What a list would put into a store, what is asked, and that what was proposed is what is there afterwards."""

from siptui.rules.caseload.allocations import allocations
from siptui.sheets.cells import Sheet
from siptui.store.store import Store
from siptui.workbooks.lists.list_words import list_words
from siptui.workbooks.lists.proposal import ListProposal, propose
from siptui.workbooks.lists.read_list import read_list
from siptui.workbooks.lists.take_list import take_list
from support.caseload import invented_list as listed

ANSWERS = {"phase:Special/PRU": "special"}


def proposed(store: Store, rows: list[list[str]], answers: dict[str, str] | None = None) -> ListProposal:
    words = list_words()
    read = read_list([Sheet(name="List", rows=[list(row) for row in rows])], words)
    return propose("list.xlsx", read, words, store.framework, store.office, store.overview()[0], answers or {})


def test_the_phase_is_in_a_name_or_a_heading_and_asked_otherwise(store: Store) -> None:
    found = proposed(store, listed.rows())
    assert {each.listed.name: (each.phase, each.phase_by) for each in found.new if each.phase_by != "heading"} == {
        "Bramble Infant": ("infant", "name"),
        "Dock Lane Junior": ("junior", "name"),
        "Elder Nursery": ("nursery", "name"),
        "Fern Middle": ("middle", "name"),
        "Larch PRU": ("pru", "name"),
        "The Knoll": ("", "answer"),
    }
    assert [(each.key, each.where) for each in found.questions] == [("phase:Special/PRU", "List!E6")]
    answered = proposed(store, listed.rows(), {**ANSWERS, "phase:ash_hollow": "first"})
    assert answered.questions == []
    assert {each.listed.name: each.phase for each in answered.new if each.phase_by == "answer"} == {
        "The Knoll": "special",
        "Ash Hollow": "first",
    }


def test_all_of_it_goes_in_and_a_second_time_nothing(store: Store) -> None:
    take_list(store, "list.xlsx", proposed(store, listed.rows(), ANSWERS))
    rows, problems = store.overview()
    assert problems == []
    assert {(row.name, row.sip) for row in rows} == {*listed.PRIMARY, *listed.SECONDARY, *listed.SPECIAL}
    assert {each: store.office.full_name(each) for each in store.office.people} == listed.KEY
    again = proposed(store, listed.rows())
    assert (again.new, again.moved, again.people, again.questions) == ([], [], {}, [])


def test_next_years_list_moves_schools_and_keeps_who_had_them(store: Store) -> None:
    take_list(store, "list.xlsx", proposed(store, listed.rows(), ANSWERS))
    rows = [["PT" if cell == "OM" else cell for cell in row] for row in listed.rows()]
    rows = [["" if cell in ("Oswin Moss", "Fern Middle") else cell for cell in row] for row in rows]
    found = proposed(store, rows)
    assert {each.listed.name for each in found.moved} == {name for name, sip in listed.PRIMARY if sip == "OM"}
    assert found.not_listed == ["Fern Middle"]
    take_list(store, "next.xlsx", found)
    told = allocations(store.framework, store.load("bramble_infant").values)
    assert [(each.sip, each.reason) for each in told] == [("OM", ""), ("PT", "list next.xlsx")]


def test_what_only_a_person_can_say_is_asked(store: Store) -> None:
    store.add_school("Ash Hollow Primary", "primary", "PT")
    rows = [["Primary", ""], ["Ash Hollow", "PT"], ["Ivy Park", "QX"], ["Ivy Park", "ZQ"]]
    found = proposed(store, rows)
    assert {each.key: each.choices for each in found.questions} == {
        "is:ash_hollow": ["ash_hollow_primary", "new"],
        "sip:ivy_park": ["QX", "ZQ"],
        "name:PT": [],
        "name:QX": [],
    }
    answers = {"is:ash_hollow": "ash_hollow_primary", "sip:ivy_park": "ZQ", "name:ZQ": "Zara Quill"}
    answered = proposed(store, rows, answers)
    assert answered.questions == []
    assert [each.id for each in answered.same] == ["ash_hollow_primary"]
    assert answered.people == {"ZQ": "Zara Quill"}
    assert [each.code for each in proposed(store, rows, {"name:XX": "Nobody"}).problems] == ["no_such_question"]
