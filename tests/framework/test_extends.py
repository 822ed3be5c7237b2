"""What a framework takes over from the one that it extends."""

from pathlib import Path

import pytest

from siptui.framework import Framework, FrameworkFault
from siptui.framework.folders import Places
from siptui.framework.reading import read

SCALES = '[scales.phase]\nname = "Phase"\nvalues = [{ value = "primary", name = "Primary" }]\n'
BASE = 'title = "Base"\nauthority = "Anyshire"\nyear = "2010-11"\nforms = ["school", "alert", "visit"]\n'
FORM = 'title = "A form"\nblocks = [{ block = "fields", fields = [{ key = "why", label = "Why" }] }]\n'
SCHOOL = """
title = "The school"
[[blocks]]
block = "fields"
fields = [
  { key = "name", label = "Name" },
  { key = "phase", label = "Phase", kind = "scale", scale = "phase" },
]
"""


def _rule(key: str, *forms: str) -> str:
    named = ", ".join(f'"{form}"' for form in forms)
    return f'[[rules]]\nkey = "{key}"\nkind = "filled"\nforms = [{named}]\nof = ["why"]\nmessage = "m"\nsource = "s"\n'


def _read(folder: Path, rules: str, own_rules: str = "") -> Framework:
    files = {
        "base/framework.toml": BASE,
        "base/scales.toml": SCALES,
        "base/rules.toml": rules,
        "base/forms/school.toml": SCHOOL,
        "base/forms/alert.toml": FORM,
        "base/forms/visit.toml": FORM,
        "own/framework.toml": BASE.replace('"alert", ', "") + 'extends = "base"\n',
        "own/rules.toml": own_rules,
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    places = Places(package=folder)
    home = places.find("own")
    assert home
    return read("own", home, places)[0]


def test_rules_are_taken_over_for_the_forms_that_are_there(tmp_path: Path) -> None:
    found = _read(tmp_path, _rule("both", "alert", "visit") + _rule("alert_only", "alert") + _rule("all"))
    assert [(rule.key, rule.forms) for rule in found.rules] == [("both", ["visit"]), ("all", [])]


def test_a_rule_of_its_own_for_a_form_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FrameworkFault, match=r"own/rules.toml: rules: odd: forms: there is no form 'alert'"):
        _read(tmp_path, "", _rule("odd", "alert"))


def test_a_rule_taken_over_is_for_what_the_form_of_that_key_has_here(tmp_path: Path) -> None:
    form = '[[blocks]]\nblock = "fields"\nfields = [{ key = "who", label = "Who" }]\n'
    (tmp_path / "own/forms").mkdir(parents=True)
    (tmp_path / "own/forms/visit.toml").write_text(f'title = "Another"\n{form}', encoding="utf-8")
    either = _rule("either", "visit").replace('["why"]', '["why", "who"]')
    found = _read(tmp_path, _rule("why", "visit") + either)
    assert [(rule.key, rule.of) for rule in found.rules] == [("either", ["who"])]
