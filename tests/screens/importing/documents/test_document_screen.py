"""A note that came back, on the screen: each change and comment taken, left or edited; two people lose nothing."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from screens.grid.grid import Grid
from screens.importing.documents.document_screen import DocumentScreen
from screens.importing.import_screen import ImportScreen
from screens.people.person_screen import PersonScreen
from screens.unsaved.clash import ClashScreen
from siptui.documents.export import write_document
from siptui.records.change import Change
from siptui.store.office_settings import Person
from siptui.store.people import add_person
from siptui.store.store import Store
from siptui.workbooks.export import write_workbook
from support.documents.edited_docx import EditedDocx
from support.piloting import answer, note, opened, press, settle, shown
from support.workbooks.returned_workbook import edited, type_over

AUTUMN = "visits/autumn"
TEXT, OTHER, MINE = (f"{AUTUMN}/judgements/{kip}/evaluation" for kip in ("S1.1", "S1.2", "S2"))
DATE, COMMENTS = f"{AUTUMN}/next_date", f"{AUTUMN}/comments"
SENT = {
    TEXT: "Attainment is broadly average.",
    OTHER: "Progress is good.",
    MINE: "Attendance is high.",
    DATE: "2011-02-01",
}


@pytest.fixture
def school(store: Store) -> str:
    school = store.add_school("Ashwell Primary", "primary", "AB")
    store.change(school, [Change(path, value) for path, value in SENT.items()])
    return school


@pytest.fixture
def document(store: Store, school: str, tmp_path: Path) -> EditedDocx:
    out = tmp_path / "note.docx"
    made = store.load(school)
    write_document(store.fields, made.values, school, made.revision, out)
    return EditedDocx(out)


def arrived(store: Store, document: EditedDocx) -> Path:
    """The document in the store's inbox."""
    inbox = store.folder / "inbox"
    inbox.mkdir(exist_ok=True)
    path = inbox / "note from school.docx"
    path.write_bytes(document.saved())
    return path


@pytest.fixture
async def on_list(store: Store, school: str) -> AsyncIterator[Pilot[None]]:
    async with opened(store, school, ImportScreen(school)) as pilot:
        yield pilot


def grid(pilot: Pilot[None]) -> Grid:
    assert isinstance(pilot.app.screen, DocumentScreen), pilot.app.screen
    return pilot.app.screen.query_one(Grid)


def listed(pilot: Pilot[None]) -> list[tuple[str, ...]]:
    """Every line of the list that can be chosen in."""
    rows = [row for row in grid(pilot).rows if not row.heading]
    return [tuple(row.cell(n).text.strip() for n in range(3)) for row in rows]


async def test_two_people_one_in_word_and_one_here_lose_nothing(
    store: Store, school: str, document: EditedDocx
) -> None:
    """The school writes in Word while the SIP goes on in the program; both change one evaluation."""
    async with opened(store, school, ImportScreen(school)) as pilot:
        desk = pilot.app.desk  # type: ignore[attr-defined]
        document.track(TEXT, "Attainment is above average.")
        document.type_over(OTHER, "Progress is very good.")
        document.type_over(f"{AUTUMN}/actions/1/what", "The school's own action.")
        document.comment(MINE, "Mrs J Invented", "97% since September.")
        document.tick(f"{AUTUMN}/accuracy", "Not accurate")
        desk.change(school, [Change(TEXT, "Attainment is average, and rising."), Change(MINE, "It is very high.")])
        await settle(pilot)

        arrived(store, document)
        await press(pilot, "escape")
        pilot.app.push_screen(ImportScreen(school))
        await settle(pilot)
        await press(pilot, "down", "enter")
        assert listed(pilot) == [
            ("Autumn visit · S1.1 Evaluation", "Attainment is above average.", "choose"),
            ("Autumn visit · S1.2 Evaluation", "Progress is very good.", "theirs"),
            ("Autumn visit · Agreed action 1", "The school's own action.", "theirs"),
            ("Autumn visit · The Headteacher finds this note", "Not accurate", "theirs"),
            ("Autumn visit · S2 Evaluation", "Mrs J Invented: 97% since September.", "keep"),
        ]
        assert "Ours, since" in shown(pilot)
        assert "Before, it was:" in shown(pilot)
        await press(pilot, "y")
        assert "Both sides changed this" in note(pilot), "nothing is taken over while somebody has still to choose"
        await press(pilot, "e", "end", *" And so we agree.")
        await press(pilot, "escape")
        assert listed(pilot)[0][2] == "edited"
        await press(pilot, "y")
        assert not isinstance(pilot.app.screen, DocumentScreen | ImportScreen)
        now = store.load(school).values
        assert now[TEXT] == "Attainment is above average. And so we agree."
        assert now[OTHER] == "Progress is very good."
        assert now[MINE] == "It is very high.", "what the SIP alone wrote stands"
        assert now[DATE] == SENT[DATE]
        assert now[f"{AUTUMN}/actions/1/what"] == "The school's own action."
        assert now[f"{AUTUMN}/accuracy"] == "not_accurate"
        assert (now[f"{COMMENTS}/1/who"], now[f"{COMMENTS}/1/comment"]) == ("Mrs J Invented", "97% since September.")
        texts = {c.new for edit in store.history(school) for c in edit.changes}
        assert {"Attainment is average, and rising.", *SENT.values()} <= texts, "and what was there can be read again"

        await press(pilot, "ctrl+z")
        back = store.load(school).values
        assert (back[TEXT], back[OTHER]) == ("Attainment is average, and rising.", SENT[OTHER])
        assert not any(path.startswith(COMMENTS) for path in back), "one undo takes all of it back"


async def test_each_is_left_or_taken_by_a_key(
    store: Store, school: str, document: EditedDocx, on_list: Pilot[None]
) -> None:
    document.type_over(TEXT, "Theirs.")
    document.type_over(OTHER, "Theirs too.")
    document.comment(TEXT, "Mrs J Invented", "One.")
    document.comment(OTHER, "Mrs J Invented", "Two.")
    pilot = on_list
    pilot.app.push_screen(DocumentScreen(school, arrived(store, document)))
    await settle(pilot)
    await press(pilot, "o", "down", "o")
    assert [line[2] for line in listed(pilot)] == ["ours", "theirs", "leave", "keep"]
    await press(pilot, "enter")
    assert [line[2] for line in listed(pilot)] == ["ours", "theirs", "leave", "leave"]
    await press(pilot, "enter", "y")
    now = store.load(school).values
    assert (now[TEXT], now[OTHER], now[f"{COMMENTS}/2/comment"]) == (SENT[TEXT], "Theirs too.", "Two.")
    assert f"{COMMENTS}/1/comment" not in now


async def test_leaving_asks_where_choices_would_be_lost(
    store: Store, school: str, document: EditedDocx, on_list: Pilot[None]
) -> None:
    document.type_over(TEXT, "Theirs.")
    pilot = on_list
    pilot.app.push_screen(DocumentScreen(school, arrived(store, document)))
    await settle(pilot)
    await press(pilot, "o", "escape")
    assert "1 choice of yours" in note(pilot)
    await press(pilot, "escape")
    assert isinstance(pilot.app.screen, ImportScreen)
    assert store.load(school).values == {
        **SENT,
        **{p: v for p, v in store.load(school).values.items() if p not in SENT},
    }


async def test_what_was_edited_here_is_kept_as_a_draft_until_the_yes(
    store: Store, school: str, document: EditedDocx, on_list: Pilot[None]
) -> None:
    document.type_over(TEXT, "Theirs.")
    pilot = on_list
    screen = DocumentScreen(school, arrived(store, document))
    pilot.app.push_screen(screen)
    await settle(pilot)
    await press(pilot, "e", *" More")
    assert [(hand.path, hand.text) for hand in screen.in_hand()] == [(TEXT, "Theirs. More")]
    await press(pilot, "escape")
    assert [(hand.path, hand.text) for hand in screen.in_hand()] == [(TEXT, "Theirs. More")]


async def test_a_value_that_does_not_fit_is_not_left(
    store: Store, school: str, document: EditedDocx, on_list: Pilot[None]
) -> None:
    document.type_over(DATE, "3 March 2011")
    pilot = on_list
    pilot.app.push_screen(DocumentScreen(school, arrived(store, document)))
    await settle(pilot)
    await press(pilot, "e", *"x", "escape")
    assert "is not a date" in note(pilot)
    await press(pilot, "backspace", "escape", "y")
    assert store.load(school).values[DATE] == "2011-03-03"


async def test_a_colleagues_change_meanwhile_is_shown_and_not_overwritten(
    store: Store, school: str, document: EditedDocx, on_list: Pilot[None]
) -> None:
    document.type_over(TEXT, "Theirs.")
    pilot = on_list
    pilot.app.push_screen(DocumentScreen(school, arrived(store, document)))
    await settle(pilot)
    Store(store.folder, "colleague").change(school, [Change(TEXT, "A colleague's.")])
    await press(pilot, "y")
    assert isinstance(pilot.app.screen, ClashScreen)
    await answer(pilot, "m")
    await settle(pilot)
    assert store.load(school).values[TEXT] == "Theirs."


async def test_what_is_none_of_this_schools_is_said(
    store: Store, school: str, document: EditedDocx, on_list: Pilot[None], tmp_path: Path
) -> None:
    pilot = on_list
    other = store.add_school("Birch Green Primary", "primary")
    damaged = tmp_path / "damaged.docx"
    damaged.write_bytes(document.saved()[:500])
    whole = arrived(store, document)
    odt = shutil.copy(whole, tmp_path / "renamed.odt")
    for of, path, said in (
        (other, whole, "is of ashwell_primary, and not of birch_green_primary"),
        (school, damaged, "is damaged"),
        (school, Path(odt), "Nothing would change"),
    ):
        pilot.app.push_screen(DocumentScreen(of, path))
        await settle(pilot)
        assert said in note(pilot)
        await press(pilot, "y", "t", "o", "e", "space", "enter", "escape")
        while isinstance(pilot.app.screen, DocumentScreen) or not isinstance(pilot.app.screen, ImportScreen):
            await press(pilot, "escape")


async def test_a_persons_form_comes_back_on_their_own_screen(store: Store, tmp_path: Path) -> None:
    add_person(store, "AB", Person("Ann Bell", "sip"))
    record = store.load("@AB")
    out = tmp_path / "evaluation.docx"
    form = next(f for f in store.fields.forms if f.about == "person" and f.occurs == "once")
    write_document(store.fields, record.values, "@AB", record.revision, out, form=form.place)
    document = EditedDocx(out)
    path = next(p for p, field in store.fields.of_form(form).items() if field.kind == "text")
    document.type_over(path, "Written in Word.")
    arrived(store, document)
    (store.folder / "inbox" / "tracking.csv").write_text("Name,Year\n")
    async with opened(store, "@AB", PersonScreen("@AB")) as pilot:
        await press(pilot, "i", *str(store.folder / "inbox" / "tracking.csv"), "enter")
        assert "Only a form that came back" in note(pilot)
        await press(pilot, "escape", "i", *str(store.folder / "inbox" / "note from school.docx"), "enter")
        assert [line[1] for line in listed(pilot)] == ["Written in Word."]
        await press(pilot, "y")
        assert isinstance(pilot.app.screen, PersonScreen)
    assert store.load("@AB").values[path] == "Written in Word."


async def test_a_workbook_of_ours_is_told_from_a_schools_own_and_comes_to_the_same_screen(
    store: Store, school: str, on_list: Pilot[None]
) -> None:
    made = store.load(school)
    inbox = store.folder / "inbox"
    inbox.mkdir(exist_ok=True)
    path = inbox / "autumn from school.xlsx"
    write_workbook(store.fields, made.values, school, made.revision, path, form=AUTUMN)
    edited(path, lambda book: type_over(book, path, TEXT, "Attainment is above average."))
    screen = on_list.app.screen
    assert isinstance(screen, ImportScreen)
    screen._chosen(path)
    await settle(on_list)
    assert [row[:1] for row in listed(on_list)] != []
    await press(on_list, "y")
    await settle(on_list)
    assert store.load(school).values[TEXT] == "Attainment is above average."
    assert store.load(school).values[OTHER] == SENT[OTHER]
