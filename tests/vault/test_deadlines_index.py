"""What is due of the vault's forms is told while it is locked, and nothing else of them."""

import stat
from datetime import date

from siptui.records.change import Change
from siptui.reports.due import everything_due, in_words
from siptui.store.store import Store
from siptui.vault.deadlines_index import NAME, deadlines_in
from support.stores.vaults import PAST, made


def test_deadlines_follow_the_day_of_the_review(store: Store, ashwell: str) -> None:
    """A Friday: two weeks and three days before, five and ten working days after (facts.md §8)."""
    vault = made(store)
    assert deadlines_in(vault.folder, "2010-11") == {}
    vault.change(ashwell, [Change("htpm1/review_date", "2010-11-26"), Change(PAST, "a secret")])
    found = {(due.place, due.deadline): due.on for due in deadlines_in(vault.folder, "2010-11")[ashwell]}
    assert found == {
        ("htpm1", "documents"): "2010-11-12",
        ("htpm2", "documents"): "2010-11-12",
        ("htpm3", "advice"): "2010-11-23",
        ("htpm4", "draft"): "2010-12-03",
        ("htpm4", "signed"): "2010-12-10",
    }
    kept = vault.folder / NAME
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert b"secret" not in kept.read_bytes()
    vault.undo(ashwell)
    assert deadlines_in(vault.folder, "2010-11") == {}


def test_a_damaged_index_is_made_anew_by_the_next_change(store: Store, ashwell: str) -> None:
    vault = made(store)
    vault.change(ashwell, [Change("htpm1/review_date", "2010-11-26")])
    (vault.folder / NAME).write_bytes(b"{")
    assert deadlines_in(vault.folder, "2010-11") == {}
    vault.change(ashwell, [Change(PAST, "x")])
    assert len(deadlines_in(vault.folder, "2010-11")[ashwell]) == 5


def test_they_stand_among_all_that_is_due_until_they_are_past(store: Store, ashwell: str) -> None:
    vault = made(store)
    vault.change(ashwell, [Change("htpm1/review_date", "2010-11-26"), Change(PAST, "a secret")])
    rows, _ = store.overview()
    found = everything_due(store.framework, rows, {}, date(2010, 11, 20), deadlines_in(vault.folder, "2010-11"))
    said = [(item.on, item.path, in_words(item)) for item in found if item.path.startswith("htpm")]
    assert said == [
        ("2010-11-23", "htpm3", "SIP's preliminary advice to the Headteacher and the appointed governors (HTPM3)"),
        ("2010-12-03", "htpm4", "Draft review statement to the Headteacher (HTPM4)"),
        ("2010-12-10", "htpm4", "Review statement signed by the Headteacher (HTPM4)"),
    ]
