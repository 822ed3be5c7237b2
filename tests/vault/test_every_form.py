"""Every form of Annex E: filled in whole, out as a document and a workbook, through other programs, and back."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from siptui.documents.export import write_document
from siptui.framework import load
from siptui.framework.places import ANY
from siptui.intake.came_back import came_back
from siptui.records.change import Change
from siptui.records.values import NOT_TYPED, Field, Value
from siptui.rules.steps import why_locked
from siptui.store.store import Store
from siptui.vault.vault_store import Vault
from siptui.workbooks.export import write_workbook
from support.documents.libreoffice import PROGRAM, saved_as
from support.milton_keynes import FRAMEWORK
from support.stores.vaults import made

FORMS = [form.key for form in load(FRAMEWORK).forms if form.confidential]
HELD: dict[str, Value] = {"date": "2010-11-26", "time": "09:15"}


def held(field: Field) -> Value:
    """Something of its own that fits a field."""
    if field.scale and field.kind == "scale":
        return field.scale.values[0].value
    return "yes" if field.kind == "tick" else HELD.get(field.kind, f"What is said at {field.path}")


def filled(vault: Vault, school: str, key: str) -> str:
    """Fill in a whole form; gives its place."""
    form = vault.framework.form(key)
    place = vault.new(school, key, "2010-11-26") if form.occurs == "many" else form.place
    vault.change(school, [Change("htpm3/agreed", "no")])  # so that both views are asked for
    record = vault.load(school).values
    wanted = [
        Change(path, held(field))
        for template, field in vault.fields.of_form(form).items()
        if field.kind not in NOT_TYPED
        and (path := form.numbered(place, template).replace(ANY, "1")) != "htpm3/agreed"
        and why_locked(vault.fields, record, path) is None
    ]
    vault.change(school, wanted)
    return place


def written(vault: Vault, school: str, place: str, out: Path) -> Path:
    found = vault.load(school)
    of = (vault.fields, found.values, school, found.revision, out)
    (write_document if out.suffix == ".docx" else write_workbook)(*of, form=place)
    return out


def changes_in(vault: Vault, file: Path) -> list[tuple[str, Value | None]]:
    proposal = came_back(vault, file, None).proposal
    assert proposal.merged.clashes == []
    return [(change.path, change.new) for change in proposal.changes]


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
@pytest.mark.parametrize("key", FORMS)
def test_an_untouched_file_proposes_nothing(store: Store, ashwell: str, tmp_path: Path, key: str, ending: str) -> None:
    vault = made(store)
    place = filled(vault, ashwell, key)
    assert changes_in(vault, written(vault, ashwell, place, tmp_path / f"form.{ending}")) == []


def test_what_a_headteacher_writes_in_the_workbook_comes_back(store: Store, ashwell: str, tmp_path: Path) -> None:
    vault = made(store)
    place = filled(vault, ashwell, "htpm2")
    file = written(vault, ashwell, place, tmp_path / "form.xlsx")
    book = load_workbook(file)
    (cell,) = [
        cell
        for sheet in book
        if sheet.sheet_state == "visible"
        for row in sheet.iter_rows()
        for cell in row
        if cell.value == "What is said at htpm2/overall"
    ]
    cell.value = "Overall it went well"
    book.save(file)
    assert changes_in(vault, file) == [("htpm2/overall", "Overall it went well")]


@pytest.mark.torture
@pytest.mark.timeout(600)
@pytest.mark.skipif(PROGRAM is None, reason="there is no LibreOffice on this machine")
def test_through_libreoffice(store: Store, ashwell: str, tmp_path: Path) -> None:
    vault = made(store)
    places = [filled(vault, ashwell, key) for key in FORMS]
    for ending, way in (("docx", ("odt", "docx")), ("xlsx", ("ods", "xlsx"))):
        files = [written(vault, ashwell, p, tmp_path / f"{n}.{ending}") for n, p in enumerate(places)]
        for number, each in enumerate(way):
            files = saved_as(tmp_path, files, each, tmp_path / ending / str(number))
        assert [changes_in(vault, file) for file in files] == [[] for _ in files]
