"""No text from data is read as markup by a command: names and texts are printed as they are, in tables too."""

from pathlib import Path

from siptui.records.change import Change
from siptui.records.controls_made_visible import marked_line
from siptui.store.store import Store
from support.names_like_markup import NAMES
from support.shell import Shell

TURNED = "as \u202edetrevni\u202c"
EVALUATION = "visits/autumn/judgements/S1.1/evaluation"


def test_every_command_prints_names_as_they_are(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "s", "tester")
    names = (*NAMES, TURNED, ":smile:")
    ids = {name: store.add_school(name, "primary") for name in names}
    for name, school in ids.items():
        changes = {"school/headteacher": name, EVALUATION: f"of {name}", "school/sip": name}
        store.change(school, [Change(path, text) for path, text in changes.items()])
        store.change(school, [Change(EVALUATION, f"again of {name}")])
    siptui = Shell(tmp_path / "s")

    def flat(text: str) -> str:
        return "".join(text.split())

    for command in (("schools",), ("review",)):
        printed = flat(siptui(*command))
        for name in names:
            assert flat(marked_line(name)) in printed, (command, name, printed)
    for name, school in ids.items():
        told = marked_line(name)
        assert siptui("get", school, "school/headteacher") == f"{told}\n"
        assert f"of {told}" in siptui("history", school, EVALUATION)
        assert f"again of {told}" in siptui("history", school)
        assert told in siptui("undo", school)
    refused = siptui("get", NAMES[0] + " nowhere", status=1)
    assert NAMES[0] in refused
