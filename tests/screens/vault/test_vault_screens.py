"""The vault on the screen: asked for, made, written in, locked, and what never leaves it."""

from pathlib import Path
from typing import Any

import pytest
from docx import Document
from textual.pilot import Pilot
from textual.widgets import Input

from screens.grid.grid import Grid
from screens.importing.documents.document_screen import DocumentScreen
from screens.school.school_screen import SchoolScreen
from screens.vault import open_vault
from screens.vault.new_vault import NewVaultScreen
from screens.vault.passphrase import PassphraseScreen
from screens.vault.vault_screen import VaultScreen
from siptui.app import SiptuiApp
from siptui.desk import own_phrases
from siptui.documents.export import write_document
from siptui.records.change import Change
from siptui.store.store import Store
from siptui.vault.place import place_of
from siptui.vault.vault_store import Vault, make, unlock
from support.frameworks.forms_walked import fill_first
from support.piloting import answer, note, opened, press, settle, shown, until
from support.stores.drafts_on_disk import kept
from support.stores.vaults import CHEAP, CODE, PASSPHRASE, PAST

TEXT = "Zanzibar went well"


@pytest.fixture
def vault(store: Store, ashwell: str) -> Vault:
    return make(store, place_of(store.folder), PASSPHRASE, CODE, CHEAP)


async def typed(pilot: Pilot[Any], text: str) -> None:
    await press(pilot, *("space" if sign == " " else sign for sign in text))


async def unlocked(pilot: Pilot[Any]) -> None:
    """Into the vault from a school's screen."""
    await press(pilot, "v")
    pilot.app.screen.query_one(Input).value = PASSPHRASE
    await press(pilot, "enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, VaultScreen))
    await settle(pilot)


async def in_its_first_text(pilot: Pilot[Any]) -> None:
    await unlocked(pilot)
    await press(pilot, "enter", "down", "enter")


async def test_a_text_is_written_in_the_vault_and_nowhere_else(store: Store, ashwell: str, vault: Vault) -> None:
    async with opened(store, ashwell, SchoolScreen(ashwell)) as pilot:
        await press(pilot, "v")
        assert isinstance(pilot.app.screen, PassphraseScreen)
        await typed(pilot, "wrong words here")
        await press(pilot, "enter")
        assert "does not open this vault" in shown(pilot)
        pilot.app.screen.query_one(Input).value = PASSPHRASE
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, VaultScreen))
        assert shown(pilot).lstrip().startswith("CONFIDENTIAL · Caseload › Ashwell Primary")
        rows = [row.key for row in pilot.app.screen.query_one(Grid).rows]
        assert rows == [form.key for form in store.framework.forms if form.confidential and form.occurs != "many"]
        await press(pilot, "enter", "down", "enter")
        await typed(pilot, TEXT)
        await press(pilot, "escape", "escape", "escape")
        assert isinstance(pilot.app.screen, SchoolScreen)
        assert note(pilot) == "The vault is locked"
        assert TEXT not in shown(pilot)
        await press(pilot, "n", "escape")  # the store's own screens go on as before
    assert unlock(store, vault.folder, PASSPHRASE).load(ashwell).values[PAST] == TEXT
    assert kept(store) == []
    assert TEXT not in str(store.load(ashwell).values)


async def test_f10_locks_from_within_a_text_which_is_kept_sealed_and_offered(
    store: Store, ashwell: str, vault: Vault
) -> None:
    async with opened(store, ashwell, SchoolScreen(ashwell)) as pilot:
        await in_its_first_text(pilot)
        await typed(pilot, TEXT)
        await press(pilot, "f10")
        await until(pilot, lambda: isinstance(pilot.app.screen, SchoolScreen))
        assert TEXT not in shown(pilot)
    assert unlock(store, vault.folder, PASSPHRASE).load(ashwell).values[PAST] == TEXT


async def test_a_dropped_line_leaves_a_sealed_draft_that_is_offered_when_it_is_opened_again(
    store: Store, ashwell: str, vault: Vault
) -> None:
    async with opened(store, ashwell, SchoolScreen(ashwell)) as pilot:
        await in_its_first_text(pilot)
        await typed(pilot, TEXT)
        pilot.app.desk.close()  # type: ignore[attr-defined]
        assert await pilot.app.keeper.keep()  # type: ignore[attr-defined]
    drafts = list((vault.folder / "drafts").rglob("*.json"))
    assert drafts
    assert not any(TEXT.encode() in path.read_bytes() for path in drafts)
    assert kept(store) == []
    async with opened(store, ashwell, SchoolScreen(ashwell)) as pilot:
        await press(pilot, "v")
        pilot.app.screen.query_one(Input).value = PASSPHRASE
        await press(pilot, "enter")
        await until(pilot, lambda: TEXT in shown(pilot))
        await answer(pilot, "k")
        await press(pilot, "escape")
    assert unlock(store, vault.folder, PASSPHRASE).load(ashwell).values[PAST] == TEXT


async def test_it_is_locked_when_nobody_has_typed_for_long(
    store: Store, ashwell: str, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(open_vault, "IDLE", 0.5)
    monkeypatch.setattr(open_vault, "LOOK_EVERY", 0.05)
    async with opened(store, ashwell, SchoolScreen(ashwell)) as pilot:
        await press(pilot, "v")
        pilot.app.screen.query_one(Input).value = PASSPHRASE
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, VaultScreen))
        await until(pilot, lambda: isinstance(pilot.app.screen, SchoolScreen))
        await until(pilot, lambda: "The vault is locked" in shown(pilot))


async def test_nothing_is_copied_kept_as_a_phrase_or_given_to_an_editor(
    store: Store, ashwell: str, vault: Vault, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("EDITOR", f"cp --target-directory={tmp_path}")
    sent: list[str] = []
    async with opened(store, ashwell, SchoolScreen(ashwell)) as pilot:
        await in_its_first_text(pilot)
        await typed(pilot, TEXT)
        await press(pilot, "ctrl+e")
        assert "is written here alone" in shown(pilot)
        await press(pilot, "f8")
        assert own_phrases.own_phrases() == []
        await press(pilot, "escape")
        monkeypatch.setattr(pilot.app._driver, "write", sent.append)
        await press(pilot, "ctrl+c")
        assert not any("\x1b]52" in each for each in sent)
        assert TEXT in pilot.app.clipboard
        await press(pilot, "f10")
        assert pilot.app.clipboard == ""
    assert not any(TEXT in path.read_text("utf-8", "replace") for path in tmp_path.glob("*.txt"))


async def test_a_vault_is_made_with_what_cannot_be_undone_told_and_its_code_typed_once(
    store: Store, ashwell: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from screens.vault import entering

    monkeypatch.setattr(
        entering.vault_store, "make", lambda shared, folder, word, code: make(shared, folder, word, code, CHEAP)
    )
    async with opened(store, ashwell, SchoolScreen(ashwell)) as pilot:
        await press(pilot, "v")
        dialog = pilot.app.screen
        assert isinstance(dialog, NewVaultScreen)
        assert "nobody can open it" in " ".join(shown(pilot).replace("│", " ").split())
        for word in ("short", PASSPHRASE, "not the same words", PASSPHRASE, PASSPHRASE):
            dialog.query_one(Input).value = word
            await press(pilot, "enter")
        assert dialog._code in shown(pilot)
        dialog.query_one(Input).value = CODE
        await press(pilot, "enter")
        assert "That is another code" in shown(pilot)
        dialog.query_one(Input).value = dialog._code.lower()
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, VaultScreen))
        await settle(pilot)
    assert unlock(store, place_of(store.folder), PASSPHRASE).load(ashwell).revision == 0


async def test_leaving_the_passphrase_leaves_it_locked(store: Store, ashwell: str, vault: Vault) -> None:
    async with opened(store, ashwell, SchoolScreen(ashwell)) as pilot:
        await press(pilot, "v", "escape")
        assert note(pilot) == "The vault stays locked"
        assert isinstance(pilot.app, SiptuiApp)
        assert not pilot.app.desk.confidential


async def test_quitting_locks_it_first(store: Store, ashwell: str, vault: Vault) -> None:
    async with opened(store, ashwell, SchoolScreen(ashwell)) as pilot:
        await in_its_first_text(pilot)
        await typed(pilot, TEXT)
        await pilot.press("escape", "ctrl+q")
        await until(pilot, lambda: not pilot.app.is_running)
    assert unlock(store, vault.folder, PASSPHRASE).load(ashwell).values[PAST] == TEXT
    assert kept(store) == []


async def test_a_form_is_written_to_a_file_of_its_owner_alone(
    store: Store, ashwell: str, vault: Vault, tmp_path: Path
) -> None:
    async with opened(store, ashwell, SchoolScreen(ashwell)) as pilot:
        await unlocked(pilot)
        await press(pilot, "x")
        box = pilot.app.screen.query_one("#out", Input)
        box.value = str(tmp_path / "form.docx")
        await press(pilot, "enter")
        await until(pilot, lambda: "it is in the clear" in " ".join(shown(pilot).split()).lower())
    assert (tmp_path / "form.docx").stat().st_mode & 0o077 == 0


async def test_every_confidential_form_is_filled_in_by_keys(store: Store, ashwell: str, vault: Vault) -> None:
    seen = unlock(store, vault.folder, PASSPHRASE)
    async with opened(store, ashwell, SchoolScreen(ashwell)) as pilot:
        await unlocked(pilot)
        await press(pilot, "n", "enter", "escape")  # the minutes of a meeting, which there can be many of
        rows = [row.key for row in pilot.app.screen.query_one(Grid).rows]
        assert {key.partition("/")[0] for key in rows} == {f.key for f in store.framework.forms if f.confidential}
        for key in rows:
            pilot.app.screen.query_one(Grid).move_to(key, "name")
            await press(pilot, "enter")
            assert await fill_first(pilot, seen, ashwell), key
            while not isinstance(pilot.app.screen, VaultScreen):
                await press(pilot, "escape")
    assert not any("htpm1" in path for path in store.load(ashwell).values)


async def test_a_form_that_came_back_is_taken_into_the_vault(
    store: Store, ashwell: str, vault: Vault, tmp_path: Path
) -> None:
    vault.change(ashwell, [Change(PAST, TEXT)])
    found = vault.load(ashwell)
    (vault.folder / "inbox").mkdir()
    out = vault.folder / "inbox" / "form.docx"
    write_document(vault.fields, found.values, ashwell, found.revision, out, form="htpm1")
    document = Document(str(out))
    cells = [p for t in document.tables for row in t.rows for cell in row.cells for p in cell.paragraphs]
    (place,) = [p for p in [*document.paragraphs, *cells] if p.text == TEXT]
    place.runs[0].text = f"{TEXT}, says the school"
    document.save(str(out))
    async with opened(store, ashwell, SchoolScreen(ashwell)) as pilot:
        await unlocked(pilot)
        await press(pilot, "i", "down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, DocumentScreen))
        await press(pilot, "y")
        await until(pilot, lambda: "1 answer" in note(pilot) or "taken over" in note(pilot))
        await press(pilot, "f10")
    assert unlock(store, vault.folder, PASSPHRASE).load(ashwell).values[PAST] == f"{TEXT}, says the school"
    assert PAST not in store.load(ashwell).values
