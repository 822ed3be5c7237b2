"""One's own editor: its text comes back, and so does that of one which was cut off."""

import tempfile
from pathlib import Path

import pytest

from screens.fields.external_editor import write_outside


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A script in an editor's place; its first argument is the file."""
    made = tmp_path / "editor"
    monkeypatch.setenv("VISUAL", str(made))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "files"))
    (tmp_path / "files").mkdir()
    return made


def does(editor: Path, what: str) -> None:
    editor.write_text(f"#!/bin/sh\n{what}\n")
    editor.chmod(0o700)


@pytest.mark.parametrize(
    ("what", "after", "said"),
    [
        ("printf 'written' > \"$1\"", "written", ""),
        ("printf 'half' > \"$1\"; exit 1", "half", "was cut off"),
        ("printf 'half' > \"$1.save\"; kill -HUP $$", "half", "was cut off"),
        ("kill -HUP $$", None, "the text is as it was"),
        ("exit 1", None, "the text is as it was"),
    ],
)
def test_what_an_editor_leaves(editor: Path, tmp_path: Path, what: str, after: str | None, said: str) -> None:
    does(editor, what)
    found, problem = write_outside("before")
    assert found == after
    assert said in problem
    assert bool(said) == bool(problem)
    assert list((tmp_path / "files").iterdir()) == []
