"""The same pupils on several sheets of a workbook; the answers are worked out by hand."""

from pathlib import Path

from support.spreadsheets.small_tables import Rows, grid, named, people, read, xlsx

JULY, DECEMBER = "2010-07", "2010-12"


def test_names_on_a_second_sheet_are_asked_about(tmp_path: Path) -> None:
    """15, 17 and 25 are 19; with 15 and 17 again, 17.8."""
    whole, sen = people([15], [17], [25]), people([15], [17])
    path = xlsx(tmp_path / "a.xlsx", {"Whole School": whole, "SEN": sen})
    found = read(path)
    assert not found.grid
    key = "sheets:Whole School+SEN"
    assert [q.key for q in found.questions] == [key]
    assert grid(read(path, {key: "the same pupils"})) == {("reading", 3, DECEMBER): (19.0, 3)}
    assert grid(read(path, {key: "other pupils"})) == {("reading", 3, DECEMBER): (17.8, 5)}


def test_names_in_one_column_here_and_two_there(tmp_path: Path) -> None:
    whole = people([15], [17], [25])
    for names in (["Oak0, Wren0", "Oak1, Wren1"], ["Wren0 Oak0", "Wren1 Oak1"]):
        sen: Rows = [["Name", "Year", "Reading Dec 10"], *([n, 3, 15] for n in names)]
        found = read(xlsx(tmp_path / "a.xlsx", {"Whole School": whole, "SEN": sen}))
        assert [q.key for q in found.questions] == ["sheets:Whole School+SEN"]


def test_the_only_name_of_a_sheet_that_stands_on_another(tmp_path: Path) -> None:
    whole: Rows = [["Name", "Year", "Reading Dec 10"], ["Ann", 3, 15], ["Bob", 3, 17], ["Cy", 3, 19]]
    found = read(xlsx(tmp_path / "a.xlsx", {"Whole School": whole, "SEN": [whole[0], whole[2]]}))
    assert [q.key for q in found.questions] == ["sheets:Whole School+SEN"]


def test_sheets_of_other_pupils_or_results_need_no_question(tmp_path: Path) -> None:
    reading, maths = people([15], [17]), people([21], [23], head=("Maths Dec 10",))
    found = read(xlsx(tmp_path / "a.xlsx", {"Reading": reading, "Maths": maths}))
    assert {k[0]: v[0] for k, v in grid(found).items()} == {"reading": 16.0, "mathematics": 22.0}
    sheets = {"3A": named(["Ann", 15], ["Bob", 17], ["Cy", 19]), "3B": named(["Di", 21], ["Bob", 23], ["Ed", 25])}
    found = read(xlsx(tmp_path / "b.xlsx", {f"Year {k}": v for k, v in sheets.items()}))
    assert grid(found) == {("reading", 3, DECEMBER): (20.0, 6)}
    years = {
        "Year 3": people([15], [17]),
        "Year 4": [[*r[:2], 4, *r[3:]] if n else r for n, r in enumerate(people([9], [9]))],
    }
    assert not read(xlsx(tmp_path / "c.xlsx", years)).questions


def upns(year: int, heading: str, *values: object, skip: int = 0) -> Rows:
    rows: Rows = [["UPN", "Surname", "Year", heading]]
    return rows + [[f"A82699990700{n + skip}", f"Oak{n + skip}", year, value] for n, value in enumerate(values)]


def test_a_class_that_has_moved_up_since(tmp_path: Path) -> None:
    """July's 13 and 15 are this Year 3's; so is the 17 of one who has left."""
    sheets = {"Summer 2010": upns(2, "Reading Jul 10", 13, 15, 17), "Autumn 2010": upns(3, "Reading Dec 10", 15, 17)}
    for book in (sheets, dict(reversed(sheets.items()))):
        found = read(xlsx(tmp_path / "a.xlsx", book))
        assert grid(found) == {("reading", 3, JULY): (15.0, 3), ("reading", 3, DECEMBER): (16.0, 2)}


def test_year_groups_that_contradict_each_other_are_asked_about(tmp_path: Path) -> None:
    sheets = {"S": upns(4, "Reading Jul 10", 13, 15), "A": upns(3, "Reading Dec 10", 15, 17)}
    path = xlsx(tmp_path / "a.xlsx", sheets)
    found = read(path)
    assert not found.grid
    assert [(q.key, q.choices) for q in found.questions] == [("years:S+A", ["S", "A"])]
    assert {k[1] for k in grid(read(path, {"years:S+A": "A"}))} == {3}
    assert {k[1] for k in grid(read(path, {"years:S+A": "S"}))} == {4}


def known_by_name(year: int, heading: str, *values: object) -> Rows:
    rows: Rows = [["Surname", "Forename", "Year", heading]]
    return rows + [[f"Oak{n}", f"Wren{n}", year, value] for n, value in enumerate(values)]


def test_a_class_that_has_moved_up_known_by_name(tmp_path: Path) -> None:
    sheets = {
        "2010-11": known_by_name(3, "Reading Dec 10", 15, 17),
        "2009-10": known_by_name(2, "Reading Jul 10", 13, 15, 17),
    }
    found = read(xlsx(tmp_path / "a.xlsx", sheets))
    assert grid(found) == {("reading", 3, JULY): (15.0, 3), ("reading", 3, DECEMBER): (16.0, 2)}


def test_the_year_groups_of_last_summer_alone_are_asked_about(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"T": known_by_name(2, "Reading Jul 10", 13, 15)})
    found = read(path)
    assert not found.grid
    assert [(q.key, q.choices) for q in found.questions] == [("years:2009-10", ["of 2009-10", "of 2010-11"])]
    assert grid(read(path, {"years:2009-10": "of 2009-10"})) == {("reading", 3, JULY): (14.0, 2)}
    assert grid(read(path, {"years:2009-10": "of 2010-11"})) == {("reading", 2, JULY): (14.0, 2)}
    this_year = xlsx(tmp_path / "b.xlsx", {"Tracking 2010-11": known_by_name(2, "Reading Jul 10", 13, 15)})
    assert grid(read(this_year)) == {("reading", 2, JULY): (14.0, 2)}


def test_sheets_named_by_a_letter_are_subjects_once_somebody_says_so(tmp_path: Path) -> None:
    rows: Rows = [
        ["UPN", "Surname", "Class", "Dec 10"],
        ["A826999907001", "Oak", "0B", 9],
        ["A826999907002", "Elm", "1B", 9],
    ]
    path = xlsx(tmp_path / "a.xlsx", {"R": rows, "W": rows, "M": rows})
    found = read(path)
    assert not found.grid
    assert [q.key for q in found.questions] == ["subject:R", "subject:W", "subject:M"]
    told = {"subject:R": "reading", "subject:W": "writing", "subject:M": "mathematics"}
    assert {k[:2]: v for k, v in grid(read(path, told)).items()} == {(s, 1): (9.0, 1) for s in told.values()}


def test_a_class_that_has_moved_up_and_stands_on_two_sheets_since(tmp_path: Path) -> None:
    """One who has left moves up once, not twice."""
    sheets = {
        "Summer 2010": known_by_name(2, "Reading Jul 10", 13, 15, 17),
        "Autumn 2010": known_by_name(3, "Reading Dec 10", 15, 17),
        "Spring 2011": known_by_name(3, "Reading Mar 11", 15, 17),
    }
    found = grid(read(xlsx(tmp_path / "a.xlsx", sheets)))
    assert found[("reading", 3, JULY)] == (15.0, 3)
    assert {year for _, year, _ in found} == {3}


def test_first_names_on_a_sheet_beside_full_names_are_asked_about(tmp_path: Path) -> None:
    """15, 17 and 25 are 19; a group's sheet calls two of them by their first names, or with an initial."""
    head, whole = ["Name", "Year", "Reading Dec 10"], people([15], [17], [25])
    whole = [whole[0], *([s, name, *rest] for name, (s, _, *rest) in zip(("Ann", "Bob", "Cy"), whole[1:], strict=True))]
    for names in (["Bob", "Ann"], ["Ann O", "Bob O."]):
        group: Rows = [head, *([n, 3, 15] for n in names)]
        for book in ({"3": whole, "Group": group}, {"Group": group, "3": whole}):
            path, key = xlsx(tmp_path / "a.xlsx", book), f"sheets:{'+'.join(book)}"
            found = read(path)
            assert not found.grid
            assert [q.key for q in found.questions] == [key]
            assert {n for _, n in grid(read(path, {key: "the same pupils"})).values()} == {3}
    others: Rows = [head, ["Di", 3, 15], ["Ed", 3, 17], ["Ann", 3, 19]]
    assert not read(xlsx(tmp_path / "b.xlsx", {"3": whole, "3B": others})).questions


def test_one_of_two_sheets_with_the_same_upns_may_be_left_out(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"All": upns(3, "Reading Dec 10", 15, 17), "SEN": upns(3, "Reading Dec 10", 15)})
    (question,) = read(path).questions
    assert question.code == "same_on_sheets"
    first = "the same pupil, the first row counts"
    assert grid(read(path, {question.key: first})) == {("reading", 3, DECEMBER): (16.0, 2)}
    assert grid(read(path, {"sheet:SEN": "leave out"})) == {("reading", 3, DECEMBER): (16.0, 2)}
