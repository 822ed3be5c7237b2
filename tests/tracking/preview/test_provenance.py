"""What is kept of where figures came from: by path, without a group of which one could be told."""

from siptui.tracking.preview.provenance import by_path, proposed
from siptui.tracking.proposal_types import ALL_YEARS, EyfsResult, GridCell, Measurement, TrackingProposal
from support.spreadsheets.rows_read import read_rows

WHO = [("Oak", "Wren"), ("Ash", "Teal"), ("Elm", "Jay"), ("Yew", "Kite"), ("Fir", "Rook"), ("Bay", "Lark")]
READING = "progress/reading/3/2010-12"


def test_every_figure_has_its_path_and_percentages_are_kept_to_a_tenth() -> None:
    found = TrackingProposal(source="a.xlsx", grid=[GridCell("reading", 3, "2010-12", 47 / 3, 3)])
    found.eyfs = EyfsResult(3, {"psed": 200 / 3}, [], 0, {})
    assert proposed(found) == {READING: 47 / 3, "progress/eyfs/psed": 66.7}


def test_of_all_year_groups_together_nothing_is_kept_and_groups_stand_below_their_measure() -> None:
    share = Measurement("reading", 6, "2026-07", "expected", 200 / 3, 9)
    found = TrackingProposal(
        source="a.xlsx", measured=[share, Measurement("reading", ALL_YEARS, "2026-07", "expected", 50, 90)]
    )
    found.measured.append(Measurement("reading", 6, "2026-07", "expected", 40, 5, group="fsm"))
    assert {path: each.value for path, each in by_path(found).items()} == {
        "progress/reading/6/2026-07/expected": 66.7,
        "progress/reading/6/2026-07/expected/fsm": 40,
    }


def test_a_groups_average_is_kept_from_five_pupils_on() -> None:
    def kept(eligible: int) -> set[str]:
        rows = [[*who, 3, "Y" if n < eligible else "N", "2b"] for n, who in enumerate(WHO)]
        source = read_rows(["Surname", "Forename", "Year", "FSM", "Reading Dec 10"], *rows).provenance
        assert source is not None
        return {*source.figures[READING].groups}

    assert "Free school meals" not in kept(4)
    assert "Free school meals" in kept(5)


def test_whoever_is_left_out_is_kept_as_a_number_with_the_reason() -> None:
    rows = [[*who, 3, level] for who, level in zip(WHO, ["2b", "2a", "A", None, "3x", "2b"], strict=True)]
    found = read_rows(["Surname", "Forename", "Year", "Reading Dec 10"], *rows, answers={"unknown": "leave out"})
    assert found.provenance is not None
    figure = found.provenance.figures[READING]
    assert (figure.pupils, figure.left_out, figure.results_left_out) == (3, 3, 1)
    assert sum(figure.reasons.values()) == 3
    assert figure.columns == ["T!D Reading Dec 10"]
    assert found.provenance.answers == {"unknown": "leave out"}
    assert "3x" not in str(found.provenance)


def test_an_average_as_the_school_gives_it_is_kept_as_such() -> None:
    source = read_rows(["Year", "Reading Dec 10"], [3, 15.4], [4, 21]).provenance
    assert source is not None
    assert source.figures[READING].columns == ["T!B as given by the school"]
    assert (source.figures[READING].pupils, source.figures[READING].value) == (0, 15.4)
