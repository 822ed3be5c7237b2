"""Writes the README's table of keys from the registry: `make keys`."""

from pathlib import Path

from screens.keys.actions import ACTIONS
from screens.keys.key_names import key_names
from screens.keys.where_keys_apply import PLACES, sharing_lines

README = Path(__file__).parents[3] / "README.md"
BEGIN, END = "<!-- keys -->\n", "<!-- /keys -->\n"


def table() -> str:
    """Every action: where, by which keys, what it does, and its name for a person's own keys."""
    lines = ["| Where | Keys | What they do | Names |", "| --- | --- | --- | --- |"]
    before = ""
    for actions in sharing_lines(ACTIONS):
        where = PLACES[actions[0].where].name
        keys = key_names(actions, {}).replace(" ", "` `")
        does = (actions[0].says or actions[0].does).removeprefix(f"{where}: ")
        names = " ".join(f"`{action.id}`" for action in actions)
        lines.append(f"| {where if where != before else ''} | `{keys}` | {does[0].upper()}{does[1:]} | {names} |")
        before = where
    return "\n".join(lines) + "\n"


def with_table(readme: str) -> str:
    """The README's text with the table as it is now."""
    head, _, rest = readme.partition(BEGIN)
    return f"{head}{BEGIN}\n{table()}\n{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    README.write_text(with_table(README.read_text(encoding="utf-8")), encoding="utf-8")
