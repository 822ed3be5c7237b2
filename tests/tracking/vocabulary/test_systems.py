"""The systems that schools use: a file of wordings each, beside the common ones."""

from pathlib import Path
from shutil import copytree

import pytest
from msgspec import structs

from siptui.framework import load
from siptui.framework.data_file import FrameworkFault
from siptui.framework.model import ProgressBlock, Subject
from siptui.tracking.vocabulary.headings import Headings
from siptui.tracking.vocabulary.schema_tables import FOLDER, level_table, systems, wordings
from support.spreadsheets.small_tables import Rows, grid, read, xlsx

FRAMEWORK = load("milton_keynes_2010_11")
HEADINGS = Headings(wordings(), FRAMEWORK)
JULY, DECEMBER, MARCH, NEXT_JULY = "2010-07", "2010-12", "2011-03", "2011-07"


def test_the_known_systems() -> None:
    names = {s.name for s in systems().values()}
    assert {"SIMS Assessment Manager", "Target Tracker", "Classroom Monitor", "Pupil Asset", "RAISEonline"} <= names
    assert {s.confidence for s in systems().values()} == {"G"}


@pytest.mark.parametrize("path", systems(), ids=lambda p: p.stem)
def test_every_wording_of_a_system_means_what_it_stands_under(path: Path) -> None:
    system = systems()[path]
    for name, phrases in (*system.columns.items(), *system.long_form.items()):
        assert [(m.kind, m.name) for m in map(HEADINGS.meaning, phrases)] == [("column", name)] * len(phrases)
    for reason, phrases in system.left_out.items():
        said = [HEADINGS.meaning(f"Reading {phrase} July 2011") for phrase in phrases]
        assert [(m.kind, m.name) for m in said] == [("left out", reason)] * len(phrases), phrases
    for word in (*system.filler, *system.level_words):
        meaning = HEADINGS.meaning(f"Reading {word} July 2011")
        assert (meaning.kind, meaning.points) == ("result", (NEXT_JULY,)), word
    for term, words in system.terms.items():
        assert {HEADINGS.meaning(f"Reading {w} 2010-11").wording for w in words} == {term}


def with_system(folder: Path, text: str) -> Path:
    copytree(FOLDER, folder / "tracking", ignore=lambda *_: ["systems"])
    (folder / "tracking" / "systems").mkdir()
    (folder / "tracking" / "systems" / "new.toml").write_text(text)
    return folder / "tracking"


HEAD = 'name = "New"\nconfidence = "G"\n'


def test_a_new_wording_is_a_line_in_a_file(tmp_path: Path) -> None:
    lines = 'filler = ["blip"]\n[subjects]\nreading = ["lesen"]\n[terms]\nautumn = ["herbst"]\n[points]\n"2x" = 16\n'
    folder = with_system(tmp_path, HEAD + lines)
    meaning = Headings(wordings(folder), FRAMEWORK).meaning("Blip Lesen Herbst 10-11")
    assert (meaning.kind, meaning.subject, meaning.points) == ("result", "reading", (DECEMBER,))
    assert level_table(folder).points["2x"] == 16
    assert HEADINGS.meaning("Blip Lesen Herbst 10-11").kind == "unknown"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name = 3", "new.toml: name: should be a text"),
        (HEAD + "colour = 1", "new.toml: colour: there is no such key here"),
        (HEAD + "x", "new.toml: not TOML"),
        (HEAD + '[columns]\ncolour = ["hue"]', "new.toml: columns.colour: headings.toml has no such key"),
        (HEAD + '[columns]\nupn = ["Surname"]', "new.toml: columns.upn: 'Surname' already is columns.surname"),
        (HEAD + '[left_out]\ntarget = ["actual"]', "new.toml: left_out.target: 'actual' already is filler"),
        (HEAD + '[columns]\nupn = ["-"]', "new.toml: columns.upn: '-' holds no word"),
    ],
)
def test_a_faulty_file_is_refused_with_file_key_and_reason(tmp_path: Path, text: str, says: str) -> None:
    folder = with_system(tmp_path, text)
    with pytest.raises(FrameworkFault) as caught:
        wordings(folder)
    assert says in str(caught.value)


def test_a_level_that_is_worth_something_else_already_is_refused(tmp_path: Path) -> None:
    folder = with_system(tmp_path, HEAD + "[points]\n2B = 16\n")
    with pytest.raises(FrameworkFault, match=r"new.toml: points.2B: is already worth"):
        level_table(folder)


@pytest.mark.parametrize(
    ("heading", "point"),
    [
        ("Reading Autumn 2 10-11", DECEMBER),
        ("Rdg Aut2 10/11", DECEMBER),
        ("Reading TA Dec 10", DECEMBER),
        ("Sum 09-10 Reading NC Level", JULY),
        ("En Reading Summer 2 2009-2010", JULY),
        ("Reading Level - 31/03/2011", MARCH),
        ("2010/11 Spring 2: Reading", MARCH),
        ("Reading (Sublevel) Jul '11", NEXT_JULY),
        ("READING_TA_SUM_2011", NEXT_JULY),
        ("Reading.Autumn.2010.Sublevel", DECEMBER),
        ("Reading Teacher Assessment Spring Term 2011", MARCH),
    ],
)
def test_points_in_time_as_systems_write_them(heading: str, point: str) -> None:
    meaning = HEADINGS.meaning(heading)
    assert (meaning.kind, meaning.subject, meaning.points) == ("result", "reading", (point,))


def test_a_further_subject_counts_where_the_framework_has_progress_in_it(tmp_path: Path) -> None:
    subjects = [*FRAMEWORK.progress.subjects, Subject("science", "Science"), Subject("speaking_and_listening", "S&L")]
    forms = [
        structs.replace(
            form,
            blocks=[
                structs.replace(block, subjects=subjects) if isinstance(block, ProgressBlock) else block
                for block in form.blocks
            ],
        )
        for form in FRAMEWORK.forms
    ]
    framework = structs.replace(FRAMEWORK, forms=forms)
    headings = Headings(wordings(), framework)
    for text, subject in (("Sci Dec 10", "science"), ("S&L Dec 10", "speaking_and_listening")):
        assert (headings.meaning(text).kind, headings.meaning(text).subject) == ("result", subject)
        assert HEADINGS.meaning(text).kind == "left out"


def test_an_export_of_sims(tmp_path: Path) -> None:
    rows: Rows = [
        ["Marksheet: Y4 Tracking"],
        [
            "UPN",
            "Legal Surname",
            "Pref Forename",
            "Year Taught In",
            "Reg Grp",
            "NC Reading TA Autumn 2 10-11",
            "Rdg Tgt",
        ],
        ["A826999907001", "Oak", "Wren", "Year  4", "4HS", "3b", "4c"],
        ["B826999907002", "Ash", "Teal", "Year  4", "4HS", "3c", "4c"],
    ]
    found = read(xlsx(tmp_path / "a.xlsx", {"Sheet1": rows}))
    assert grid(found) == {("reading", 4, DECEMBER): (20.0, 2)}
    assert [c.role for c in found.columns[-2:]] == ["result", "target"]
