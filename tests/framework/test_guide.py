"""The guide for authors names every key of the model and no other, and its examples are a sound framework."""

import re
from collections import defaultdict
from pathlib import Path

import msgspec
import pytest
from msgspec import inspect

from schemas import ROOT
from siptui.framework.checking import checked
from siptui.framework.folders import Places
from siptui.framework.json_schema import KINDS

GUIDE = (ROOT / "WRITING_A_FRAMEWORK.md").read_text("utf-8")
EVERY_BLOCK = "What every block has"
PROSE = re.sub(r"```toml\n.*?```", "", GUIDE, flags=re.DOTALL)
SECTIONS = {
    (re.search(r"\((\w+)\)$", head) or [head, head])[1]: body
    for head, _, body in (part.partition("\n") for part in re.split(r"^#{2,3} ", PROSE, flags=re.MULTILINE))
}
EXAMPLES = re.findall(r"```toml\n# (\S+)\n(.*?)```", GUIDE, flags=re.DOTALL)


def structs() -> dict[str, inspect.StructType]:
    found: dict[str, inspect.StructType] = {}

    def walk(kind: inspect.Type) -> None:
        if isinstance(kind, inspect.UnionType):
            for each in kind.types:
                walk(each)
        elif isinstance(kind, inspect.ListType):
            walk(kind.item_type)
        elif isinstance(kind, inspect.DictType):
            walk(kind.value_type)
        elif isinstance(kind, inspect.StructType) and kind.cls.__name__ not in found:
            found[kind.cls.__name__] = kind
            for field in kind.fields:
                walk(field.type)

    for kind in KINDS.values():
        walk(inspect.type_info(kind))
    return found


STRUCTS = structs()


def told(section: str) -> set[str]:
    """The keys that a section's list names, before the colon of each."""
    lines = re.findall(r"^- (`[^:]*`):", SECTIONS[section], flags=re.MULTILINE)
    return {key for line in lines for key in re.findall(r"`([\w]+)`", line)}


@pytest.mark.parametrize("name", STRUCTS)
def test_a_section_names_every_key_of_its_struct_and_no_other(name: str) -> None:
    keys = {field.encode_name for field in STRUCTS[name].fields}
    common = told(EVERY_BLOCK) - {"block"} if STRUCTS[name].tag else set()
    assert told(name) == keys - common
    assert not STRUCTS[name].tag or f'`block = "{STRUCTS[name].tag}"`' in SECTIONS[name]


def test_every_word_that_may_be_chosen_is_named() -> None:
    missing = defaultdict(list)
    for name, struct in STRUCTS.items():
        for field in struct.fields:
            if isinstance(field.type, inspect.LiteralType) and (name, field.name) not in {
                ("ProgressMeasure", "kind"),  # a kind of field
                ("Measure", "unit"),
            }:
                missing[name] += [v for v in field.type.values if v and f"`{v}`" not in SECTIONS[name]]
    assert {name: values for name, values in missing.items() if values} == {}


def test_the_examples_are_a_sound_framework(tmp_path: Path) -> None:
    for name, text in EXAMPLES:
        (tmp_path / "anyshire" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "anyshire" / name).write_text(text, "utf-8")
    assert [str(fault) for fault in checked(tmp_path / "anyshire", Places()).faults] == []


def test_every_key_has_its_example() -> None:
    used = set()
    for _, text in EXAMPLES:
        used |= set(re.findall(r"[\w]+(?= = )|(?<=\[)\w+(?=\])|(?<=[.\[])\w+(?=\]\])", text))
        msgspec.toml.decode(text)
    keys = {field.encode_name for struct in STRUCTS.values() for field in struct.fields}
    assert keys - used - {"ways", "scales", "roles"} == set()


def test_the_guide_is_printed() -> None:
    from support import split_processes

    assert split_processes.run(["help", "framework"]).out == GUIDE + "\n"
