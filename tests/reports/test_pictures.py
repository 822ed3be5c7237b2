"""Pictures made of characters: what each draws, what it says, and that its signs alone tell it."""

from datetime import date

import pytest

from screens.terminal.ascii_signs import into
from siptui.framework import Framework
from siptui.framework.model import Scale
from siptui.reports import pictures
from siptui.reports.pictures import Dated, HeatLine, Rated, Stroke

RED, GREEN, NONE = Rated("K1", "R", "red", "Red"), Rated("K2", "G", "green", "Green"), Rated("K3")
YEAR = (date(2010, 9, 2), date(2011, 7, 20))


@pytest.fixture
def categories(framework: Framework) -> Scale:
    return framework.scales[framework.roles.category_scale]


def test_a_strip_has_a_letter_an_indicator_and_a_dot_where_nothing_is_rated() -> None:
    drawn = pictures.strip([RED, NONE, GREEN], "Part")
    assert drawn.text == "Part R·G"
    assert drawn.words == "Part: K1 Red, K2 Green"
    assert Stroke("R", "red") in drawn.strokes
    assert not pictures.strip([NONE, NONE])


def test_a_category_shows_where_it_is_to_go_and_where_it_came_from(categories: Scale) -> None:
    best, second, third = (value.value for value in categories.values[:3])
    named = [value.name for value in categories.values]
    better = pictures.category(categories, second, best, third)
    assert named[1] in better.text
    assert named[0] in better.text
    assert pictures.ARROW in better.text
    assert "▲" in better.text
    assert "better" in better.words
    worse = pictures.category(categories, third, "", second)
    assert "▼" in worse.text
    assert "worse" in worse.words
    assert pictures.ARROW not in worse.text
    assert worse.strokes[0].colour == "red"
    same = pictures.category(categories, second, best, second)
    assert "was" not in same.text
    assert not pictures.category(categories, "", "", second)
    assert pictures.category(categories, "", best).text.startswith("?")
    assert not any(name in pictures.category(categories, second, best, third, named=False).text for name in named)


@pytest.mark.parametrize(
    ("made", "signs"),
    [
        ([0.0, 1.0, 2.0, 3.0], "▁▃▅▇"),
        ([0.0, None, 1.5, None], "▁·▄·"),
        ([0.0, 9.0], "▁█"),
        ([0.0, -4.0], "▁▁"),
        ([None, None], ""),
    ],
)
def test_a_sparkline_is_as_high_as_what_was_made_of_what_is_expected(made: list[float | None], signs: str) -> None:
    assert pictures.sparkline(made, 3.0).text == signs


def test_a_sparkline_of_which_nothing_is_expected_is_flat_and_divides_by_nothing() -> None:
    assert pictures.sparkline([0.0, 2.0], 0.0).text == "▁▁"


def test_what_was_made_is_behind_only_by_the_tenth_that_is_shown() -> None:
    assert "behind" in pictures.against(1.2, 1.3, 2.0).text
    assert "on track" in pictures.against(1.26, 1.3, 2.0).text
    assert pictures.against(1.2, 1.0, 2.0, partly=True).text.startswith("+1.2* of 2.0")
    assert "not every year group" in pictures.against(1.2, 1.0, 2.0, partly=True).words


@pytest.mark.parametrize(
    ("done", "of", "full"), [(0, 9, 0), (1, 200, 1), (5, 9, 6), (8, 9, 10), (9, 9, 12), (12, 9, 12)]
)
def test_a_bar_is_full_when_all_is_done_and_begun_once_there_is_some(done: int, of: int, full: int) -> None:
    drawn = pictures.bar(done, of, 12)
    assert drawn.text.count(pictures.FULL) == full
    assert drawn.text.endswith(f"{min(done, of)} of {of}")
    assert not pictures.bar(1, 0)


def test_a_heat_map_stands_under_its_sections() -> None:
    headings, *lines = pictures.heat_map(
        ["Sta", "Q"], [HeatLine("Autumn", ((RED, NONE), (GREEN,))), HeatLine("Spring", ((NONE, NONE), (NONE,)))]
    )
    assert [line.text.rstrip() for line in lines] == ["Autumn R·  G"]
    assert headings.text == "       Sta Q"
    assert lines[0].text.index("G") == headings.text.index("Q")
    assert lines[0].words == "Autumn: K1 Red, K2 Green"
    assert pictures.heat_map(["Sta"], [HeatLine("Autumn", ((NONE,),))]) == []


def test_the_year_shows_what_was_what_is_to_come_and_today() -> None:
    days = [Dated("autumn visit", date(2010, 10, 13), done=True), Dated("spring visit", date(2011, 3, 31), False)]
    months, marks = pictures.calendar(*YEAR, days, date(2011, 1, 9))
    assert months.text == "S O N D J F M A M J J"
    assert [months.text[marks.text.index(sign)] for sign in "●▲○"] == ["O", "J", "M"]
    assert marks.words == "autumn visit 13 Oct, spring visit 31 Mar to come"
    overdue = pictures.calendar(*YEAR, days, date(2011, 6, 1))[1]
    assert any(stroke.colour == "amber" and pictures.PLANNED in stroke.text for stroke in overdue.strokes)


def test_a_day_outside_the_year_is_said_and_not_drawn() -> None:
    _, marks = pictures.calendar(*YEAR, [Dated("visit", date(1999, 1, 1), True)], date(2030, 1, 1))
    assert marks.text.strip() == ""
    assert "1 Jan" in marks.words
    assert pictures.calendar(YEAR[1], YEAR[0], [], date(2011, 1, 1)) == []


def test_every_sign_has_one_in_ascii_of_the_same_width(categories: Scale) -> None:
    drawn = [
        pictures.strip([RED, NONE]),
        pictures.category(categories, "2", "1", "3"),
        pictures.sparkline([0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, None], 3.0),
        pictures.against(1.0, 2.0, 3.0),
        pictures.bar(3, 9),
        *pictures.calendar(*YEAR, [Dated("v", YEAR[0], True), Dated("w", YEAR[1], False)], date(2011, 1, 1)),
    ]
    for each in drawn:
        said = into("ascii")(each.text)
        assert said.isascii()
        assert "?" not in said
        assert len(said) == len(each.text)
