"""Slips that an author of a framework makes, each put into a sound one."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from support.frameworks.any_framework import Files

Choose = Callable[[Sequence[Any]], Any]


class Slip(Struct, frozen=True):
    """A slip in words; `make` puts it into the files and gives the file it is in, None where it cannot be made."""

    says: str
    make: Callable[[Files, Choose], str | None]


def _blocks(files: Files, kind: str = "") -> list[tuple[str, dict[str, Any]]]:
    return [
        (name, block)
        for name, form in files.items()
        if name.startswith("forms/") and name not in ("forms/school", "forms/plan")
        for block in form["blocks"]
        if not kind or block["block"] == kind
    ]


def _asked(files: Files, *kinds: str) -> list[tuple[str, dict[str, Any]]]:
    """The fields, and columns of tables, of some kinds (none: all), each with its file."""
    return [
        (name, field)
        for name, block in _blocks(files)
        if block["block"] in ("fields", "table")
        for field in block.get("fields", block.get("columns", []))
        if not kinds or field["kind"] in kinds
    ]


def _in(found: list[tuple[str, dict[str, Any]]], choose: Choose, more: dict[str, Any]) -> str | None:
    """Put more into one of what was found."""
    if not found:
        return None
    name, thing = choose(found)
    thing |= more
    return str(name)


def _no_scale(files: Files, choose: Choose) -> str | None:
    return _in(_asked(files, "scale", "ticks"), choose, {"scale": "nowhere"})


def _no_kind(files: Files, choose: Choose) -> str | None:
    return _in(_asked(files), choose, {"kind": "ticket"})


def _no_such_key(files: Files, choose: Choose) -> str | None:
    return _in(_asked(files), choose, {"lable": "x"})


def _slash_in_key(files: Files, choose: Choose) -> str | None:
    return _in(_asked(files), choose, {"key": choose(["a/b", "", "#", "*"])})


def _key_twice(files: Files, choose: Choose) -> str | None:
    found = [(name, block["fields"]) for name, block in _blocks(files, "fields")]
    name, fields = choose(found)
    fields.append(dict(choose(fields)))
    return str(name)


def _no_computed(files: Files, choose: Choose) -> str | None:
    return _in(_asked(files, "text", "line", "date"), choose, {"kind": "computed"})


def _computed_of_nothing(files: Files, choose: Choose) -> str | None:
    found = _asked(files, "computed")
    return _in(found, choose, {"computed": {"how": "sum", "of": ["nowhere"]}})


def _how_unsaid(files: Files, choose: Choose) -> str | None:
    found = [(name, field) for name, field in _asked(files, "computed") if field["computed"]["of"]]
    how = choose([{"how": "status"}, {"how": "lookup"}, {"how": "percentage"}, {"how": "count", "days": 3}])
    if not found:
        return None
    name, field = choose(found)
    field["computed"] = {"of": field["computed"]["of"], **how}
    return str(name)


def _control_character(files: Files, choose: Choose) -> str | None:
    return _in(_asked(files), choose, {"label": choose(["a\u009bb", "a\u0007", "\u007f"])})


def _when_nothing(files: Files, choose: Choose) -> str | None:
    return _in(_asked(files), choose, {choose(["shown_when", "needed_when"]): {"nowhere": ["*"]}})


def _needed_at_no_step(files: Files, choose: Choose) -> str | None:
    return _in(_asked(files), choose, {"needed": ["nowhere"]})


def _presets_too_many(files: Files, choose: Choose) -> str | None:
    return _in(_asked(files), choose, {"presets": list("abcdefghi")})


def _no_part(files: Files, choose: Choose) -> str | None:
    return _in(_blocks(files), choose, {"part": "third"})


def _no_way(files: Files, choose: Choose) -> str | None:
    return _in([(name, form) for name, form in files.items() if name.startswith("forms/")], choose, {"way": "nowhere"})


def _no_phase(files: Files, choose: Choose) -> str | None:
    forms = [(name, form) for name, form in files.items() if name.startswith("forms/")]
    return _in(forms, choose, {"phases": ["sixth"]})


def _no_kip(files: Files, choose: Choose) -> str | None:
    found = [(name, row) for name, b in _blocks(files, "judgements") for s in b["sections"] for row in s["rows"]]
    return _in(found, choose, {"kip": "nowhere"})


def _rubric_off_scale(files: Files, choose: Choose) -> str | None:
    rows = [(name, row) for name, block in _blocks(files, "rubric") for row in block["rows"]]
    found = [(name, row["texts"]) for name, row in rows if "texts" in row]
    return _in(found, choose, {"nowhere": ["A text."]})


def _rows_and_slots(files: Files, choose: Choose) -> str | None:
    return _in(_blocks(files, "table"), choose, {"rows": ["one"], "slots": 2})


def _no_table_of_rows(files: Files, choose: Choose) -> str | None:
    found = [(name, block) for name, block in _blocks(files, "table") if not block.keys() & {"rows", "slots"}]
    return _in(found, choose, {"rows_of": "nowhere/at_all"})


def _increase_from_nowhere(files: Files, choose: Choose) -> str | None:
    return _in(_blocks(files, "progress"), choose, {"increase": {"label": "x", "since": "2025-07", "until": "2099-01"}})


def _value_twice(files: Files, choose: Choose) -> str | None:
    scale = choose(list(files["scales"]["scales"].values()))
    scale["values"].append(dict(scale["values"][0]))
    return "scales"


def _one_value_in_two_versions(files: Files, choose: Choose) -> str | None:
    scale = choose(list(files["scales"]["scales"].values()))
    scale["earlier"] = [{"until": date(2025, 11, 9), "values": [dict(scale["values"][0])]}]
    return "scales"


def _name_of_another_value(files: Files, choose: Choose) -> str | None:
    found = [scale for scale in files["scales"]["scales"].values() if len(scale["values"]) > 1]
    if not found:
        return None
    first, second, *_ = choose(found)["values"]
    first[choose(["name", "key", "mark"])] = second[choose(["value", "name"])]
    return "scales"


def _step_to_nowhere(files: Files, choose: Choose) -> str | None:
    found = [("steps", step) for way in files["steps"]["ways"].values() for step in way["steps"]]
    return _in(found, choose, {choose(["to"]): "nowhere"})


def _rule(files: Files, choose: Choose, more: dict[str, Any]) -> str | None:
    return _in([("rules", rule) for rule in files["rules"]["rules"]], choose, more)


def _table_within_a_field(files: Files, choose: Choose) -> str | None:
    """A value that has the name of a folder: what lies below it could not be told from it."""
    found = [
        (name, form)
        for name, form in files.items()
        if name.startswith("forms/") and name not in ("forms/school", "forms/plan")
    ]
    name, form = choose(found)
    column = {"key": "c", "label": "C", "kind": "line"}
    form["blocks"] += [
        {"block": "fields", "fields": [{"key": "both", "label": "Both", "kind": "line"}]},
        {"block": "table", "key": "both", "slots": 2, "columns": [column]},
    ]
    return str(name)


SLIPS = [
    Slip("a scale that is not there", _no_scale),
    Slip("a kind that is none", _no_kind),
    Slip("a misspelt key", _no_such_key),
    Slip("a key that is no segment of a path", _slash_in_key),
    Slip("a field twice", _key_twice),
    Slip("computed without how", _no_computed),
    Slip("computed of nothing", _computed_of_nothing),
    Slip("a value whose reckoning lacks what it goes by", _how_unsaid),
    Slip("a control character", _control_character),
    Slip("a condition on nothing", _when_nothing),
    Slip("needed at no step", _needed_at_no_step),
    Slip("more presets than slots", _presets_too_many),
    Slip("a part that is not there", _no_part),
    Slip("a way that is not there", _no_way),
    Slip("a phase that is not there", _no_phase),
    Slip("an indicator that is not there", _no_kip),
    Slip("a rubric's text off its scale", _rubric_off_scale),
    Slip("rows and slots", _rows_and_slots),
    Slip("rows of a list that is not there", _no_table_of_rows),
    Slip("an increase to nowhere", _increase_from_nowhere),
    Slip("a value twice", _value_twice),
    Slip("one value in two versions", _one_value_in_two_versions),
    Slip("a value called as another", _name_of_another_value),
    Slip("a step to nowhere", _step_to_nowhere),
    Slip("a rule of no field", lambda files, choose: _rule(files, choose, {"of": ["nowhere"]})),
    Slip("a rule for no form", lambda files, choose: _rule(files, choose, {"forms": ["nowhere"]})),
    Slip("a rule of no kind", lambda files, choose: _rule(files, choose, {"kind": "guess"})),
    Slip("a field and a table of one name", _table_within_a_field),
]
