"""What a file comes to, seen side by side."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec import structs
from textual.widgets import Static

from screens.fields.figure_source import FigureSourceScreen
from screens.grid.grid import Grid
from screens.importing import reading_file
from screens.importing.choice_list import ChoiceScreen
from screens.importing.preview import Preview
from screens.importing.tabs import tabs_of
from screens.importing.views.not_counted import not_counted, reason_of
from siptui.app import SiptuiApp
from siptui.framework import Framework
from siptui.intake.read_in_child import read_tracking
from siptui.records.change import Change
from siptui.store.store import Store
from siptui.tracking.proposal_types import Entry, GroupCell, NotCounted, SheetSeen, TrackingProposal
from siptui.tracking.words.reasons import why
from support.import_read import SIZE, TABLE, read_in
from support.piloting import note, press, settle, shown


async def test_the_files_own_rows_under_what_each_column_means(store: Store, ashwell: str, sent: Path) -> None:
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        await read_in(pilot, ashwell, sent)
        await press(pilot, "2")
        assert "Sheet tracking · headings in row 3, pupils from row 4" in note(pilot)
        lines = shown(pilot).splitlines()
        head = next(n for n, line in enumerate(lines) if line.split()[:3] == ["A", "B", "C"])
        titles = " ".join(lines[head + 1 : head + 4])
        assert "Reading" in titles
        assert "December" in titles
        row = next(line[1:] for line in lines if "Oak" in line).split()  # beside the mark of the cursor's row
        assert row == ["4", "A1", "Oak", "Ann", "3", "2b", "9", "2c", "x"]
        assert any("1 Tracking of an invented school" in line for line in lines)
        await press(pilot, "right", "right", "right", "right")
        assert note(pilot) == "Column E 'Reading Dec 10': Reading December 2010 · Enter changes it"


async def test_before_and_after_in_the_form_of_the_progress_grid(store: Store, ashwell: str, sent: Path) -> None:
    store.change(
        ashwell,
        [
            Change("progress/reading/3/2010-12", 15.2),
            Change("progress/reading/4/2010-12", 19),
            Change("progress/reading/3/2010-07", 14),
        ],
    )
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        screen = await read_in(pilot, ashwell, sent)
        row = screen.query_one("#view", Grid).row("progress/reading/3")
        assert row is not None
        assert [(row.cell(n).text, row.cell(n).style) for n in (1, 2, 3)] == [
            ("14.0", "dim"),
            ("15.2 → 16.0", "strong"),
            ("–", "dim"),
        ]
        other = screen.query_one("#view", Grid).row("progress/reading/4")
        assert other is not None
        assert (other.cell(2).text, other.cell(2).style) == ("19.0", "dim")
        screen.query_one("#view", Grid).move_to("progress/reading/3", "2010-12")
        await settle(pilot)
        assert note(pilot) == "Reading Year 3, December 2010: 16.00 from 2 pupils; now 15.20"
        await press(pilot, "left")
        assert "nothing in the file" in note(pilot)


async def test_groups_and_notes(store: Store, ashwell: str, sent: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    suggestion = "Year 4 boys made 1.2 points since July, girls 2.1: " + "and so on " * 9 + "[b]"
    entry = [Entry("Y1", "D", "KS1", 1, 15.25, 9, "points")]

    def read(*about: Any, **more: Any) -> TrackingProposal:
        found = read_tracking(*about, **more)
        boys = GroupCell("Boys [of/all]", "reading", 3, "2010-12", 15.0, 5)
        girls = GroupCell("Girls", "reading", 3, "2010-12", 13.25, 4)
        return structs.replace(
            found, groups=[boys, girls], notes=["5 pupils have no UPN"], suggestions=[suggestion], entry=entry
        )

    monkeypatch.setattr(reading_file, "read_tracking", read)
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        screen = await read_in(pilot, ashwell, sent)
        assert screen.file.found is not None
        screen.file.found.again = "imported before by mr"
        screen._have(first=True)
        assert str(screen.query_one("#told", Static).render()).splitlines()[1:] == [
            "This very file was imported before by mr"
        ]
        await press(pilot, "5")
        assert "15.0 (5)" in shown(pilot)
        assert "Girls" not in shown(pilot)
        assert "13.2" not in shown(pilot)
        assert "groups of fewer than 5 pupils are not shown" in note(pilot)
        screen.query_one("#view", Grid).move_to("Boys [of/all]/reading/3", "2010-12")
        await settle(pilot)
        assert note(pilot) == "Boys [of/all]: 15.00, 5 pupils; all 16.00 (2)"
        await press(pilot, "6")
        assert "5 pupils have no UPN" in shown(pilot)
        assert "Year 1, KS1 (Y1!D): 15.25 points, 9 pupils" in shown(pilot)
        screen.query_one("#view", Grid).move_to("3")
        await press(pilot, "ctrl+c")
        assert app.clipboard == suggestion
        await press(pilot, "enter")
        assert suggestion in " ".join(shown(pilot).replace("│", " ").split())


async def test_what_a_file_holds_cannot_write_to_the_terminal(
    store: Store, ashwell: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "tracking.csv"
    path.write_text("Title ODD\n\nSurname,Forename,Year,Reading Dec 10,ODD\nOak,Ann,3,2b,ODD\nAsh,Bob,3,ODD,ODD\n")

    def read(*about: Any, **more: Any) -> TrackingProposal:
        found = msgspec.json.encode(read_tracking(*about, **more))
        return msgspec.json.decode(found.replace(b"ODD", b"\\u001b[1m{grid.nothing}[b]"), type=TrackingProposal)

    monkeypatch.setattr(reading_file, "read_tracking", read)
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        screen = await read_in(pilot, ashwell, path)
        for key in "12345":
            await press(pilot, key)
            assert "\x1b" not in shown(pilot)
        await press(pilot, "2")
        assert "Title ␛[1m{grid.nothing}[b]" in shown(pilot)
        for row, column in (("4", "E"), ("5", "D")):
            screen.query_one("#view", Grid).move_to(row, column)
            await press(pilot, "enter")
            assert isinstance(app.screen, ChoiceScreen)
            assert "[1m{grid.nothing}[b]" in shown(pilot)
            assert "\x1b" not in shown(pilot)
            await press(pilot, "escape")


@pytest.mark.parametrize("size", [(80, 24), (40, 8), (20, 5)])
async def test_every_view_draws_at_any_size(store: Store, ashwell: str, sent: Path, size: tuple[int, int]) -> None:
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=size) as pilot:
        screen = await read_in(pilot, ashwell, sent)
        await pilot.press("1", "end", "2", "end", "3", "4", "5", "2")
        screen.query_one("#view", Grid).move_to("4", "E")
        await press(pilot, "enter")
        assert isinstance(app.screen, ChoiceScreen)


async def test_a_file_of_open_questions_says_that_there_is_no_average_yet(
    store: Store, ashwell: str, tmp_path: Path
) -> None:
    path = tmp_path / "tracking.csv"
    path.write_text("UPN,Surname,Forename,Year,Reading Dec 10\nA1,Oak,Ann,3,2.3\nA2,Ash,Bob,3,2.7\n")
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        screen = await read_in(pilot, ashwell, path)
        assert str(screen.query_one("#told", Static).render()) == (
            "tracking.csv: no average can be told yet; 1 question to answer first"
        )


async def test_a_cell_that_was_not_counted_says_why(store: Store, ashwell: str, sent: Path) -> None:
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        screen = await read_in(pilot, ashwell, sent)
        await press(pilot, "2")
        screen.query_one("#view", Grid).move_to("5", "F")
        await press(pilot, "right")
        assert note(pilot).startswith("G5 'A' is not counted: absent")


async def test_what_waits_for_an_answer_is_not_said_to_be_missing(store: Store, ashwell: str, sent: Path) -> None:
    sent.write_text(TABLE.replace("2a", "Z9"))
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        screen = await read_in(pilot, ashwell, sent)
        assert "1 cell holds what is not a level" in shown(pilot)
        assert "Sheet tracking, cell E5 · 3 shows every cell" in shown(pilot)
        assert "more once the questions are answered" in str(screen.query_one("#told", Static).render())
        await press(pilot, "1")
        screen.query_one("#view", Grid).move_to("progress/writing/3", "2010-12")
        await press(pilot, "right")
        assert note(pilot).endswith("nothing from the file before the questions are answered")


def preview_of(found: TrackingProposal, framework: Framework) -> Preview:
    """A file that was read, as its views are given it."""
    return Preview(found, False, "x", framework, {}, {}, str, str, {}, {}, 78)


def test_many_odd_texts_come_under_one_heading(framework: Framework) -> None:
    odd = [NotCounted("T", n, "E", f"see {n} ", why("not_a_level", value=f"see {n}")) for n in range(2, 2002)]
    absent = NotCounted("T", 9, "F", "A", why("disregarded", because="absent"))
    preview = preview_of(TrackingProposal(source="x", not_counted=[*odd, absent]), framework)
    _, rows = not_counted(preview)
    assert [row.cell(0).text for row in rows if row.heading] == [
        "This is not a level (2,000, of which the first 1,000 are shown)",
        "Absent",
    ]
    assert rows[1].cell(2).text == "see 2 "
    assert reason_of(preview, "0", "value").startswith(
        "Sheet T, cell E2, 'see 2', is not counted: 'see 2' is not a level"
    )
    assert len(rows) == 1003


def test_the_views_of_a_very_long_file_fit_a_line(framework: Framework) -> None:
    absent = NotCounted("T", 1, "E", "A", why("disregarded", because="absent"))
    found = TrackingProposal(source="x", not_counted=[absent] * 98_765)
    found.seen = [SheetSeen("T", True, None, [1], 2, [], [], [])]
    found.changes = [Change(f"progress/reading/{n}/2010-12", 9) for n in range(96)]
    texts = [
        f" {number}{text.partition('}')[2]} "
        for number, text in enumerate(tabs_of(preview_of(found, framework)).values(), 1)
    ]
    assert texts[2:4] == [" 3 Not counted 98,765 ", " 4 Questions "]
    assert len("".join(texts).rstrip()) <= 80


async def test_incomplete_figures_are_marked_beside_the_figure(store: Store, ashwell: str, sent: Path) -> None:
    sent.write_text(
        TABLE.replace("2a", "Z9")
    )  # A2 has a result in reading that does not count, and is absent in writing
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        screen = await read_in(pilot, ashwell, sent)
        screen.file.answer("unknown", "leave out")
        await settle(pilot)
        await press(pilot, "1")
        row = screen.query_one("#view", Grid).row("progress/reading/3")
        assert row is not None
        assert row.cell(2).text == "→ *15.0"
        other = screen.query_one("#view", Grid).row("progress/writing/3")
        assert other is not None
        assert other.cell(2).text == "→ 13.0"
        assert "* 1 is incomplete: a pupil with a result is not counted in it" in shown(pilot)
        screen.query_one("#view", Grid).move_to("progress/reading/3", "2010-12")
        await settle(pilot)
        assert "15.00 from 1 pupil, 1 with a result not counted; now empty" in note(pilot)
        assert screen.file.found is not None
        grid = {(c["subject"], c["year"]): c.get("left_out", 0) for c in screen.file.found.as_json()["grid"]}
        assert (grid["reading", 3], grid["writing", 3]) == (1, 0)
        await press(pilot, "y")
        source = store.load(ashwell).last.source
        assert source is not None
        figures = {path: figure.results_left_out for path, figure in source.figures.items()}
        assert (figures["progress/reading/3/2010-12"], figures["progress/writing/3/2010-12"]) == (1, 0)
        app.push_screen(FigureSourceScreen(ashwell, "progress/reading/3/2010-12", []))
        await settle(pilot)
        assert "1 pupil with a result not counted in it" in shown(pilot)


async def test_pupils_who_are_in_no_year_group_are_told_above(store: Store, ashwell: str, sent: Path) -> None:
    sent.write_text(TABLE + "A4,Yew,Dan,,2b,9,2c,\n")
    app = SiptuiApp(store, ashwell)
    async with app.run_test(size=SIZE) as pilot:
        screen = await read_in(pilot, ashwell, sent)
        while screen.file.found is not None and screen.file.found.questions:
            question = screen.file.found.questions[0]
            screen.file.answer(question.key, "leave out" if "leave out" in question.choices else question.choices[0])
            await settle(pilot)
        assert "1 pupil without a year group is in no figure" in shown(pilot)
