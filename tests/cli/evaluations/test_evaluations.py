"""Annex C out and back: schools and governors are asked by document or workbook, what comes back is told by person."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from siptui.store.office_settings import Person
from siptui.store.people import add_person
from siptui.store.store import Store
from support import split_processes
from support.documents.edited_docx import EditedDocx
from support.workbooks.returned_workbook import edited, type_over

Run = Callable[..., str]
SCHOOLS = {"Ashwell Primary": "AB", "Bramble Junior": "AB", "Custard Infant": "CD"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store = Store.create(tmp_path / "store", "setter")
    for initials, name, role, login in (
        ("AB", "Ann Bell", "sip", "ann"),
        ("CD", "Cal Dunn", "sip", "cal"),
        ("MM", "Mo Marsh", "manager", "mo"),
    ):
        add_person(store, initials, Person(name, role, login))  # type: ignore[arg-type]
    for name, sip in SCHOOLS.items():
        store.add_school(name, "primary", sip)
    return store.folder


@pytest.fixture
def run(folder: Path) -> Run:
    def act(login: str, *argv: str, status: int = 0) -> str:
        done = split_processes.run(["--store", str(folder), "--as", login, *argv])
        assert done.status == status, done
        return done.out + done.err

    return act


def told(run: Run, login: str, *argv: str) -> dict[tuple[str, str], dict[str, object]]:
    found = json.loads(run(login, "evaluations", *argv, "--json"))
    return {(each["sip"], each["form"]): each for each in found}


def counts(told: dict[str, object], ending: str) -> dict[str, int]:
    answers = told["answers"]
    assert isinstance(answers, list)
    return next({k: v for k, v in a["counts"].items() if v} for a in answers if a["path"].endswith(ending))


def test_schools_are_asked_by_workbook_and_what_comes_back_is_told_by_person_and_over_all(
    run: Run, tmp_path: Path
) -> None:
    out = tmp_path / "to_send"
    run("mo", "evaluations", "--ask", "ashwell", "--ask", "bramble", "--ask", "custard", "--xlsx", "--out", str(out))
    files = sorted(out.iterdir())
    assert [file.name for file in files] == [
        "school_evaluation_ashwell_primary_AB.xlsx",
        "school_evaluation_bramble_junior_AB.xlsx",
        "school_evaluation_custard_infant_CD.xlsx",
    ]
    for file, number, advice, grade in zip(
        files, "121", ("Good", "Excellent", "Poor"), ("Effective", "Effective", "Ineffective"), strict=True
    ):
        place = f"forms/school_evaluation/{number}"

        def filled(
            book: object, file: Path = file, place: str = place, said: tuple[str, str] = (advice, grade)
        ) -> None:
            type_over(book, file, f"{place}/performance/advice", said[0])  # type: ignore[arg-type]
            type_over(book, file, f"{place}/criteria/analysis/grade", said[1])  # type: ignore[arg-type]

        edited(file, filled)
        run("mo", "import", str(file), "--yes")
    found = told(run, "mo")
    assert {key: (each["back"], each["begun"]) for key, each in found.items()} == {
        ("AB", "school_evaluation"): (2, 2),
        ("CD", "school_evaluation"): (1, 1),
        ("", "school_evaluation"): (3, 3),
    }
    assert counts(found["AB", "school_evaluation"], "advice") == {"Excellent": 1, "Good": 1}
    assert counts(found["", "school_evaluation"], "advice") == {"Excellent": 1, "Good": 1, "Poor": 1}
    assert counts(found["", "school_evaluation"], "analysis/grade") == {"Effective": 2, "Ineffective": 1}


def test_governors_are_asked_by_document(run: Run, tmp_path: Path) -> None:
    run("mo", "evaluations", "--form", "governors_evaluation", "--ask", "ashwell", "--out", str(tmp_path))
    file = tmp_path / "governors_evaluation_ashwell_primary_AB.docx"
    document = EditedDocx(file.read_bytes())
    document.type_over("forms/governors_evaluation/1/effective/advice", "Very effective")
    document.type_over("forms/governors_evaluation/1/comments", "Always prompt.")
    file.write_bytes(document.saved())
    run("mo", "import", str(file), "--yes")
    assert "Always prompt." in run("mo", "get", "@AB", "forms/governors_evaluation/1/comments")


def test_a_form_that_is_not_back_counts_as_asked_alone(run: Run, tmp_path: Path) -> None:
    run("mo", "evaluations", "--ask", "ashwell", "--out", str(tmp_path))
    said = run("mo", "evaluations")
    assert "School's evaluation, Ann Bell: 0 of 1 came back" in said
    assert "Punctuality" not in said


def test_each_sip_sees_their_own_results_and_nobody_elses(run: Run, tmp_path: Path) -> None:
    run("mo", "evaluations", "--ask", "ashwell", "--ask", "custard", "--out", str(tmp_path))
    assert {sip for sip, _ in told(run, "mo")} == {"AB", "CD", ""}
    own = told(run, "ann")
    assert {sip for sip, _ in own} == {"AB", ""}
    assert own["", "school_evaluation"]["begun"] == 1
    assert "Cal Dunn" not in run("ann", "evaluations", "CD")


def test_a_sip_asks_for_no_evaluation_of_their_own(run: Run, tmp_path: Path) -> None:
    said = run("ann", "evaluations", "--ask", "ashwell", "--out", str(tmp_path / "out"), status=1)
    assert "“School's evaluation” is filled in by: Headteacher, Chair of Governors" in said


def test_a_school_that_is_nobodys_is_asked_nothing(run: Run, folder: Path, tmp_path: Path) -> None:
    Store(folder, "mo").add_school("Lantern First", "first")
    said = run("mo", "evaluations", "--ask", "lantern", "--ask", "ashwell", "--out", str(tmp_path / "out"), status=1)
    assert "has nobody who could be evaluated" in said
    assert told(run, "mo") == {}
