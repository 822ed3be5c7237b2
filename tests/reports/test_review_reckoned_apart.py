"""Every figure of the review is what a script of its own reckons from the records."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from schemas import ROOT
from siptui.reports.review import day_of_review
from siptui.reports.review_columns import review_columns
from siptui.reports.review_data import as_data
from siptui.reports.review_groups import distributions, groups, totals_of
from siptui.reports.years import as_data as as_years
from siptui.reports.years import columns_of_all, read_years
from siptui.store.store import Store
from siptui.store.years.store_of_each import all_years
from support.caseload.authority import SCHOOLS, small_authority
from support.caseload.reckoned_apart import Reckoner, late_in_the_second_term

FOLDER = ROOT / "frameworks" / "milton_keynes_2010_11"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return small_authority(tmp_path_factory.mktemp("authority") / "store", past=2)


def test_every_figure_of_every_school(authority: Store) -> None:
    today = day_of_review(authority.framework, demo=True)
    assert today == late_in_the_second_term(FOLDER)
    rows, _ = authority.overview()
    apart = Reckoner(FOLDER, today)
    found = {each["id"]: each for each in as_data(authority.framework, rows, today)}
    assert len(found) == SCHOOLS
    seen = {"alerts": 0, "late": 0, "moved": 0, "gains": 0}
    for school, figures in found.items():
        expected = apart.school(dict(authority.load(school).values))
        assert {key: figures[key] for key in ("category", "target", "movement", "reds", "ambers")} == {
            key: expected[key] for key in ("category", "target", "movement", "reds", "ambers")
        }, school
        assert len(figures["actions"]) == expected["actions"]
        assert sum(each["late"] for each in figures["actions"]) == expected["late"]
        assert (len(figures["alerts"]), len(figures["concerns"])) == (expected["alerts"], expected["concerns"])
        assert (figures["days"]["used"], figures["days"]["planned"]) == expected["days"], school
        for subject, gain in expected["gains"].items():
            said = figures["gains"][subject]
            told = (said["made"], said["expected"], said["counted"]) if said["counted"] else None
            assert told == pytest.approx(gain, abs=1e-5) if gain else told is None, (school, subject)
            seen["gains"] += bool(gain)
        seen["alerts"] += expected["alerts"]
        seen["late"] += expected["late"]
        seen["moved"] += bool(expected["movement"])
    assert all(seen.values()), seen


def test_every_figure_of_the_years_beside_each_other(authority: Store) -> None:
    columns = columns_of_all(authority.framework)
    found = as_years(columns, [*read_years(all_years(authority), "", [], date.today())])
    assert [each["year"] for each in found] == ["2010-11", "2009-10", "2008-09"]
    for store, told in zip(all_years(authority), found, strict=True):
        folder = FOLDER if not store.office.closed else merged(store)
        apart = Reckoner(folder, date(2010, 1, 1))
        expected = apart.year([dict(store.load(row.id).values) for row in store.overview()[0]])
        assert told["schools"] == str(expected["schools"])
        assert {n: int(told[f"category_{n}"]) for n in expected["categories"]} == expected["categories"]
        assert [int(told[key]) for key in ("better", "worse", "reds", "ambers", "actions")] == [
            expected[key] for key in ("better", "worse", "reds", "ambers", "actions")
        ]
        for subject, gain in expected["gains"].items():
            assert told[f"gain_{subject}"].rstrip("*◀") == f"{gain:+.1f}"


def merged(store: Store) -> Path:
    """The files of a year's framework, those that it takes from the one it extends among them, in one folder."""
    above, own = (store.folder / "frameworks" / name for name in ("milton_keynes_2010_11", store.framework.name))
    out = store.folder.parent / f"merged_{store.framework.name}"
    shutil.copytree(above, out, dirs_exist_ok=True)
    shutil.copytree(own, out, dirs_exist_ok=True)
    return out


def test_groups_and_distributions_leave_no_school_out(authority: Store) -> None:
    framework, (rows, _) = authority.framework, authority.overview()
    today = day_of_review(framework, demo=True)
    whole = totals_of(framework, rows, today)
    kip = framework.register.kips[0].code
    for by in ("sip", "phase", "category", "target", kip, f"{kip}/{framework.register.judgement[-2].key}"):
        found = groups(framework, rows, by, authority.office.full_name)
        parts = [totals_of(framework, group.rows, today) for group in found]
        for field in ("schools", "reds", "ambers", "actions", "actions_late", "alerts", "notes_waiting", "days_used"):
            assert sum(getattr(each, field) for each in parts) == getattr(whole, field), (by, field)
    for each in distributions(framework, rows):
        assert sum(each.counts.values()) + each.none == SCHOOLS, each.name


def test_a_figure_counts_what_it_says(authority: Store) -> None:
    framework, (rows, _) = authority.framework, authority.overview()
    today = day_of_review(framework, demo=True)
    counting = {"reds", "ambers", "alerts"}
    for column in review_columns(framework, today):
        for row in rows:
            paths, words = column.counts(row), column.figure(row).words
            if column.key in counting:
                assert len(paths) == int(words or 0)
            values = authority.load(row.id).values
            assert all(
                any(f"{path}/".startswith(f"{p}/") or p.startswith(f"{path}/") for p in values) for path in paths
            )
            if column.key in ("reds", "ambers"):
                assert {values[path] for path in paths} <= {column.key.removesuffix("s")}
