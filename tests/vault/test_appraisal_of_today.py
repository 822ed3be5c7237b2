"""A headteacher's appraisal under today's forms: in the vault alone, and the shared record learns of its day."""

from pathlib import Path

import pytest

from siptui.documents.export import write_document
from siptui.framework.places import ANY
from siptui.intake.came_back import came_back
from siptui.records.change import Change
from siptui.records.problem import Refused
from siptui.records.values import NOT_TYPED, Field, Value
from siptui.rules.steps import why_locked
from siptui.store.store import Store
from siptui.vault.deadlines_index import deadlines_in
from siptui.vault.vault_store import Vault
from siptui.workbooks.export import write_workbook
from support.stores.vaults import made

TODAY = "england_2025_26"
HELD: dict[str, Value] = {"date": "2025-11-26"}


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    store = Store.create(tmp_path / "today", "tester", TODAY)
    store.add_school("Ashwell Primary", "primary", "AB")
    return made(store)


SCHOOL = "ashwell_primary"


def said(field: Field) -> Value:
    return field.scale.values[0].value if field.scale else HELD.get(field.kind, f"What is said at {field.path}")


def filled(vault: Vault) -> dict[str, Value]:
    """Fill in the whole form; gives what was said."""
    (form,) = vault.fields.forms
    vault.change(SCHOOL, [Change("appraisal/agreed", "no")])  # so that both views are asked for
    record = vault.load(SCHOOL).values
    wanted = {
        path: said(field)
        for template, field in vault.fields.of_form(form).items()
        if field.kind not in NOT_TYPED
        and (path := template.replace(ANY, "1")) != "appraisal/agreed"
        and why_locked(vault.fields, record, path) is None
    }
    vault.change(SCHOOL, [Change(path, value) for path, value in wanted.items()])
    return wanted


def test_the_shared_record_learns_of_the_day_and_of_nothing_else(vault: Vault) -> None:
    wanted = filled(vault)
    assert len(wanted) > 25
    shared = vault.shared.load(SCHOOL).values
    assert {path: value for path, value in shared.items() if path.startswith("appraisal")} == {
        "appraisal_held/date": "2025-11-26",
        "appraisal_held/took_place": "yes",
    }
    assert not any("What is said" in str(value) for value in shared.values())
    with pytest.raises(Refused):
        vault.shared.change(SCHOOL, [Change("appraisal/advice", "Said aloud")])
    assert [(due.deadline, due.on) for due in deadlines_in(vault.folder, "2025-26")[SCHOOL]] == [
        ("self_evaluation", "2025-11-12")
    ]


@pytest.mark.parametrize("write", [write_document, write_workbook])
def test_it_goes_out_and_comes_back_as_it_was(vault: Vault, tmp_path: Path, write: object) -> None:
    filled(vault)
    found = vault.load(SCHOOL)
    file = tmp_path / ("form.docx" if write is write_document else "form.xlsx")
    write(vault.fields, found.values, SCHOOL, found.revision, file, form="appraisal")  # type: ignore[operator]
    proposal = came_back(vault, file, None).proposal
    assert (proposal.merged.changes, proposal.merged.clashes) == ([], [])


def test_it_is_not_of_pay(vault: Vault) -> None:
    (form,) = vault.fields.forms
    labels = " ".join(field.label for field in vault.fields.of_form(form).values()).casefold()
    assert not {"pay", "salary"} & set(labels.split())
