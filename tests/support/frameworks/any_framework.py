"""Frameworks at random, of every kind of block, field, scale, way and rule: the files of a folder, as mappings.

All that is made here is sound: it loads. What is wrong with one is put in by `slips.py`.
"""

from datetime import date
from pathlib import Path
from typing import Any, get_args

import tomlkit
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from siptui.framework.model import AskedKind, Colour, FormKind
from siptui.framework.model.form_fields import NUMBERS, How
from support.frameworks.any_rules import rules_of
from support.frameworks.rarer_keys import with_rarer_keys

Files = dict[str, dict[str, Any]]
"""What a framework's folder holds, by the file's name below it without its ending."""

PHASES = ("primary", "secondary", "special")
ASKED = tuple(k for kind in get_args(AskedKind) for k in (get_args(kind) or (kind,)) if k != "state")
LABELS = st.text(
    st.characters(max_codepoint=0x24F, exclude_categories=["Cc"], exclude_characters="{}"), min_size=1, max_size=20
)
WORDS = st.sampled_from("alder bryony clover daisy elder fennel gorse hazel ivy juniper kale lupin mint nettle".split())
HOLD_NUMBERS = (*sorted(NUMBERS), "computed")
ODD = st.sampled_from(["Q10.1", "KCI iv", "a-b", "é", "2b", "x y"])


class Names:
    """Gives keys that are all different: each a word, with a number where it was given before; and codes."""

    def __init__(self, draw: DrawFn) -> None:
        self.draw, self.given = draw, dict[str, int]()

    def __call__(self, kinds: st.SearchStrategy[str] = WORDS) -> str:
        word = self.draw(kinds)
        self.given[word] = self.given.get(word, 0) + 1
        return word if self.given[word] == 1 else f"{word}{self.given[word]}n"


def write(folder: Path, files: Files) -> None:
    """Write a framework into `folder`, a TOML file for each."""
    for name, content in files.items():
        path = folder / f"{name}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(tomlkit.dumps(content), encoding="utf-8")


@st.composite
def frameworks(draw: DrawFn) -> Files:
    """A sound framework."""
    names = Names(draw)
    scales = {"phase": _phases(), **{names(): draw(_scales()) for _ in range(draw(st.integers(1, 3)))}}
    ways = {names(): draw(_ways()) for _ in range(draw(st.integers(0, 2)))}
    kips = [
        {"code": names(st.one_of(WORDS, ODD)), "name": draw(LABELS), "section": "s"}
        for _ in range(draw(st.integers(1, 4)))
    ]
    asks = _Asks(draw, list(scales), [])
    forms = {"school": _who_it_is(), "plan": _plan()}
    for _ in range(draw(st.integers(1, 3))):
        forms[names()] = _form(draw, scales, ways, kips, list(forms))
    files: Files = {
        "framework": {"title": draw(LABELS), "authority": draw(LABELS), "year": "2025-26", "forms": list(forms)},
        "scales": {"scales": scales},
        "kips": {"sections": [{"key": "s", "title": "S"}], "kips": kips, "judgement": asks.fields(1, 3, slots=False)},
        "calendar": {"terms": [TERM, LENT], "deadlines": draw(_deadlines())},
        "steps": {"ways": ways},
        "rules": {"rules": rules_of(draw, forms, ways)},
    }
    return with_rarer_keys(draw, files | {f"forms/{key}": form for key, form in forms.items()})


TERM = {
    "key": "autumn",
    "name": "Autumn",
    "first": date(2025, 9, 1),
    "last": date(2025, 12, 19),
    "half_term_first": date(2025, 10, 27),
    "half_term_last": date(2025, 10, 31),
}
LENT = {"key": "lent", "name": "Lent", "first": date(2026, 1, 6), "last": date(2026, 3, 27)}


def _phases() -> dict[str, Any]:
    return {"name": "Phase", "values": [{"value": phase, "name": phase.capitalize()} for phase in PHASES]}


def _who_it_is() -> dict[str, Any]:
    phase = {"key": "phase", "label": "Phase", "kind": "scale", "scale": "phase"}
    name = {"key": "name", "label": "School", "kind": "line", "required": True}
    return {"title": "Who it is", "kind": "front", "blocks": [{"block": "fields", "fields": [name, phase]}]}


def _plan() -> dict[str, Any]:
    columns = [{"key": "objective", "label": "Objective", "kind": "text"}]
    return {
        "title": "Plan",
        "blocks": [{"block": "table", "key": "objectives", "title": "Objectives", "columns": columns}],
    }


@st.composite
def _scales(draw: DrawFn) -> dict[str, Any]:
    values = [_value(draw, f"v{number}") for number in range(draw(st.integers(1, 5)))]
    for number, value in enumerate(values):
        if draw(st.booleans()):
            value |= {"key": "123456789"[number], "mark": "ABCDEFGHI"[number]}
    if len(values) > 1 and draw(st.booleans()):
        values[1]["under"] = values[0]["value"]
    scale: dict[str, Any] = {"name": draw(LABELS), "values": values}
    if draw(st.booleans()):
        scale |= {
            "since": date(2025, 11, 10),
            "earlier": [{"until": date(2025, 11, 9), "values": [_value(draw, "old")]}],
        }
    return scale


def _value(draw: DrawFn, value: str) -> dict[str, Any]:
    return {
        "value": value,
        "name": f"{draw(LABELS)} {value}",
        "colour": draw(st.sampled_from(get_args(Colour))),
        "graded": draw(st.booleans()),
        "points": draw(st.integers(0, 5)),
    }


@st.composite
def _ways(draw: DrawFn) -> dict[str, Any]:
    states = [
        {"key": f"state{n}", "name": draw(LABELS), "locked": draw(st.booleans())}
        for n in range(draw(st.integers(1, 4)))
    ]
    keys = st.sampled_from([state["key"] for state in states])
    steps = [
        {
            "key": f"step{n}",
            "name": draw(LABELS),
            "from": draw(st.lists(keys, min_size=1, max_size=2, unique=True)),
            "to": draw(keys),
            "reason": draw(st.booleans()),
            "whole": draw(st.booleans()),
        }
        for n in range(draw(st.integers(0, 3)))
    ]
    return {"name": draw(LABELS), "states": states, "steps": steps}


@st.composite
def _deadlines(draw: DrawFn) -> list[dict[str, Any]]:
    units = ("day", "working day", "school day", "week", "month", "term", "year")
    return [
        {
            "key": f"due{n}",
            "name": draw(LABELS),
            "anchor": "date sent",
            "count": draw(st.integers(0, 9)),
            "unit": draw(st.sampled_from(units)),
            "side": draw(st.sampled_from(["before", "after", "at once"])),
        }
        for n in range(draw(st.integers(0, 2)))
    ]


class _Asks:
    """Makes fields whose keys are all different in one folder of a record, for some steps of a way."""

    def __init__(self, draw: DrawFn, scales: list[str], steps: list[str]) -> None:
        self.draw, self.scales, self.steps = draw, scales, steps
        self.names = Names(draw)

    def fields(self, least: int, most: int, *, slots: bool = True) -> list[dict[str, Any]]:
        made: list[dict[str, Any]] = []
        for _ in range(self.draw(st.integers(least, most))):
            made.append(self.field(made, slots=slots))
        return made

    def field(self, before: list[dict[str, Any]], *, slots: bool) -> dict[str, Any]:
        draw = self.draw
        kind = draw(st.sampled_from([*ASKED, *["computed", "scale"] * 3]))  # for there are ten ways to reckon
        plain = [
            each["key"] for each in before if each["kind"] != "ticks" and "slots" not in each and "rows" not in each
        ]
        if kind == "computed" and not plain:
            kind = "text"
        asked: dict[str, Any] = {"key": self.names(), "label": draw(LABELS), "kind": kind, "prompt": draw(LABELS)}
        if kind in ("scale", "ticks"):
            asked["scale"] = draw(st.sampled_from(self.scales))
        if kind == "computed":
            asked["computed"] = _how(draw, [each for each in before if each["key"] in plain])
        if kind == "duration":
            asked["unit"] = draw(st.sampled_from(["days", "hours"]))
        if kind in ("line", "text") and draw(st.booleans()):
            asked["most"] = draw(st.integers(1, 200))
        if kind not in ("ticks", "signature", "computed"):
            self._beside(asked, slots)
        if plain and draw(st.booleans()):
            name = draw(
                st.sampled_from(
                    [each["key"] for each in before if each["key"] in plain and each["kind"] != "computed"]
                    or ["school/name"]
                )
            )
            asked[draw(st.sampled_from(["shown_when", "needed_when"]))] = {name: ["*"]}
        if self.steps and draw(st.booleans()):
            asked["needed"] = [draw(st.sampled_from([*self.steps, "always"]))]
        return asked

    def _beside(self, asked: dict[str, Any], slots: bool) -> None:
        """Slots, rows, a remark or sides: what one field has more places by."""
        match self.draw(st.sampled_from(["", "", "slots", "rows", "remark", "sides"])):
            case "slots" if slots:
                asked["slots"] = self.draw(st.integers(1, 4))
            case "rows" if slots:
                asked["rows"] = ["one", "two"]
            case "remark":
                asked["remark"] = self.draw(LABELS)
            case "sides":
                asked["sides"] = {side: side for side in ("own", "agreed", "dissent") if self.draw(st.booleans())}


def _how(draw: DrawFn, beside: list[dict[str, Any]]) -> dict[str, Any]:
    numbers = [each["key"] for each in beside if each["kind"] in HOLD_NUMBERS]
    graded = [each["key"] for each in beside if each["kind"] == "scale"]
    own = [each["key"] for each in beside if each["kind"] == "scale" and each["scale"] != "phase"]
    among = {"difference": numbers, "sum": numbers, "mean": numbers, "worst": graded, "weighted": own, "lookup": own}
    possible = [each for each in get_args(How) if among.get(each, [each])]
    how = draw(st.sampled_from([*possible, *(["weighted", "lookup"] * 3 if own else [])]))
    plain = [each["key"] for each in beside]
    of = [draw(st.sampled_from(among.get(how, plain)))]
    if how in ("difference", "lookup"):
        of.append(draw(st.sampled_from(among[how])))
    else:
        of += draw(st.lists(st.sampled_from(plain), max_size=1))
    said: dict[str, Any] = {"how": how, "of": of}
    match how:
        case "count" if days := [each["key"] for each in beside if each["kind"] == "date"]:
            return said | {"dated": days[0], "days": draw(st.integers(1, 400))}
        case "status":
            return said | {"words": ["none", "some", "all"]}
        case "lookup":
            return said | {"table": {"v0": {"v0": "v0"}}}
        case "percentage" if numbers and draw(st.booleans()):
            return said | {"of": [numbers[0]], "among": numbers[-1]}
        case "percentage":
            kind, scale = next((each["kind"], each.get("scale")) for each in beside if each["key"] == of[0])
            return said | {"counts": [{"scale": PHASES[0] if scale == "phase" else "v0"}.get(kind, "yes")]}
    return said


def _form(
    draw: DrawFn, scales: dict[str, Any], ways: dict[str, Any], kips: list[dict[str, Any]], before: list[str]
) -> dict[str, Any]:
    way = draw(st.sampled_from(["", *ways]))
    asks = _Asks(draw, list(scales), [step["key"] for step in ways[way]["steps"]] if way else [])
    form: dict[str, Any] = {
        "title": draw(LABELS),
        "way": way,
        "occurs": draw(st.sampled_from(["once", "visit", "many"])),
        "about": draw(st.sampled_from(["school", "school", "person", "office"])),
        "kind": draw(st.sampled_from(get_args(FormKind))),
        "phases": draw(st.lists(st.sampled_from(PHASES), max_size=2, unique=True)),
        "parts": [{"key": "first", "title": "First", "owner": "school"}, {"key": "second", "title": "Second"}],
    }
    if form["occurs"] == "visit":
        form["term"] = draw(st.sampled_from(["", "autumn"]))
    form["blocks"] = [
        {"block": "fields", "fields": asks.fields(1, 5)},
        *(_block(draw, asks, scales, kips, number) for number in range(draw(st.integers(0, 4)))),
    ]
    for block in form["blocks"]:
        block |= {"title": draw(LABELS), "part": draw(st.sampled_from(["", "first", "second"]))}
    dates = [f["key"] for f in form["blocks"][0]["fields"] if f["kind"] == "date" and not f.keys() & {"slots", "rows"}]
    if dates:
        form |= {"dated": dates[0], "titled": "{number}. of {date}"}
    return form


def _block(
    draw: DrawFn, asks: _Asks, scales: dict[str, Any], kips: list[dict[str, Any]], number: int
) -> dict[str, Any]:
    """One of the kinds of block; those whose places follow from data have a folder of their own."""
    own = {"at": f"block{number}"}
    inside = _Asks(draw, list(scales), [])
    match draw(st.sampled_from(["table", "judgements", "progress", "measures", "rubric", "words", "fields"])):
        case "table":
            rows = draw(
                st.sampled_from(
                    [
                        {},
                        {"slots": 2},
                        {"rows": ["one", "two"]},
                        {"rows_of": "plan/objectives", "row_label": "objective"},
                    ]
                )
            )
            return {"block": "table", "key": asks.names(), "columns": inside.fields(1, 3, slots=False), **rows}
        case "judgements":
            rows = [{"kip": kip["code"], "prompt": draw(LABELS)} for kip in kips]
            return {"block": "judgements", **own, "sections": [{"title": draw(LABELS), "rows": rows}]}
        case "progress":
            return {"block": "progress", **own, **_grid(draw, inside)}
        case "measures":
            measures = [
                {"key": f"m{n}", "name": draw(LABELS), "unit": draw(st.sampled_from(["percent", "number", "line"]))}
                for n in range(2)
            ]
            columns = [{"key": "figure", "label": "Figure", "kind": "number"}, *inside.fields(0, 2, slots=False)]
            return {"block": "measures", **own, "columns": columns, "measures": measures}
        case "rubric":
            key = draw(st.sampled_from(list(scales)))
            values = [value["value"] for value in scales[key]["values"]]
            rows = [
                {"key": f"r{n}", "label": draw(LABELS), "texts": {v: [draw(LABELS)] for v in values}} for n in range(2)
            ]
            how = {"grade": draw(LABELS), "statements": draw(st.booleans()), "remark": draw(LABELS)}
            return {"block": "rubric", **own, "key": "rubric", "scale": key, "rows": rows, **how}
        case "fields":
            return {"block": "fields", "fields": asks.fields(1, 2), "shown_when": {"school/phase": ["primary"]}}
    return {"block": "words", "text": draw(LABELS)}


def _grid(draw: DrawFn, inside: _Asks) -> dict[str, Any]:
    points = [{"key": f"2025-0{n}", "label": f"P{n}", "name": f"Point {n}"} for n in (7, 9)]
    average = draw(st.booleans())
    return {
        "points": points,
        "subjects": [{"key": "reading", "name": "Reading"}],
        "years": [1, 2],
        "years_by_phase": {"primary": [1]},
        "average": average,
        "measures": [{"key": "expected", "name": "Expected", "kind": draw(st.sampled_from(["percent", "whole"]))}],
        "groups": draw(st.sampled_from([[], [{"key": "send", "name": "SEND"}]])),
        "comments": inside.fields(0, 2, slots=False),
        **({"increase": {"label": "More", "since": "2025-07", "until": "2025-09"}} if average else {}),
    }
