"""What a framework at random has besides the least that it needs: every other key of the model, now and then."""

from collections.abc import Iterator
from datetime import date
from typing import Any, get_args

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from siptui.framework.model import Spelling
from siptui.framework.model.calendar import Days

Files = dict[str, dict[str, Any]]
Entry = dict[str, Any]
TEXTS = ("line", "text")
HERE_AND_NOW = ("person", "link", *TEXTS)
WORDS = st.sampled_from(["Some words.", "Other words [of] it", "Ünder “these” words"])


class _Rarer:
    """Adds keys to entries, each as often as not."""

    def __init__(self, draw: DrawFn) -> None:
        self.draw = draw

    def maybe(self) -> bool:
        return self.draw(st.booleans())

    def words(self, entry: Entry, *keys: str) -> None:
        for key in keys:
            if self.maybe():
                entry[key] = self.draw(WORDS)

    def one(self, entry: Entry, **values: Any) -> None:
        """Each of these keys, with its value, as often as not."""
        entry |= {key: value for key, value in values.items() if self.maybe()}


def with_rarer_keys(draw: DrawFn, files: Files) -> Files:
    """The same framework with more said in it; it is as sound as it was."""
    rarer = _Rarer(draw)
    forms = {stem.removeprefix("forms/"): form for stem, form in files.items() if stem.startswith("forms/")}
    _identity(rarer, files)
    _scales(rarer, files["scales"])
    _kips(rarer, files["kips"])
    _ways(rarer, files["steps"], forms)
    _calendar(rarer, files["calendar"], forms)
    more: dict[str, Entry] = {"year": _summary(rarer)} if rarer.maybe() else {}
    for key, form in forms.items():
        if key not in ("school", "plan"):
            more |= _form(rarer, key, form)
    files["framework"]["forms"] += more
    return files | {f"forms/{key}": form for key, form in more.items()}


def _identity(rarer: _Rarer, files: Files) -> None:
    rarer.one(
        files["framework"],
        spelling=rarer.draw(st.sampled_from(get_args(Spelling))),
        titles={"sip": "Partner", "manager": "Senior partner"},
        roles={"number": "school/name"},
    )


def _scales(rarer: _Rarer, file: Entry) -> None:
    rarer.words(file, "rag_title")
    for name, scale in file["scales"].items():
        if name == "phase":
            continue
        rarer.words(scale, "note")
        for value in scale["values"]:
            rarer.words(value, "gist", "meaning")
        for earlier in scale.get("earlier", ()):
            rarer.words(earlier, "name")


def _kips(rarer: _Rarer, file: Entry) -> None:
    rarer.words(file, "judgement_title")
    for number, kip in enumerate(file["kips"]):
        rarer.one(kip, optional=True, was=[f"Z{number}"])
    for field in file["judgement"]:
        _field(rarer, field)


def _ways(rarer: _Rarer, file: Entry, forms: dict[str, Entry]) -> None:
    for name, way in file["ways"].items():
        fields = [field for form in forms.values() if form.get("way") == name for field in _plain(form)]
        days = [field["key"] for field in fields if field["kind"] == "date"]
        for state in way["states"]:
            rarer.one(state, final=True, parts=["first"], open=[field["key"] for field in fields[:1]])
            if days:
                rarer.one(state, since=days[0])
        for step in way["steps"]:
            rarer.words(step, "asks")
            rarer.one(step, who=["sip", "manager"], proofed=True)
            if days:
                rarer.one(step, dates=days[-1])


def _calendar(rarer: _Rarer, file: Entry, forms: dict[str, Entry]) -> None:
    rarer.one(
        file,
        days=rarer.draw(st.sampled_from(get_args(Days))),
        bank_holidays=rarer.draw(st.sampled_from(["", "ENG", "WLS", "SCT", "NIR"])),
        cpd=[{"key": "day", "name": "A day", "on": date(2025, 10, 3)}],
    )
    if rarer.maybe():
        line = {"key": "line", "name": "A visit", "term": "autumn", "focus": "All of it", "people": ["Partner"]}
        line |= {"in_school_days": 1, "prep_days": 0.5}
        rarer.words(line, "condition")
        if visits := [key for key, form in forms.items() if form.get("occurs") == "visit"]:
            rarer.one(line, visit=visits[0])
        file["programme"] = [line]
    for due in file["deadlines"]:
        rarer.words(due, "who", "note")
    if rarer.maybe():
        file["deadlines"] = [*file["deadlines"], {"key": "fixed", "name": "By then", "on": date(2026, 7, 1)}]


def _form(rarer: _Rarer, key: str, form: Entry) -> dict[str, Entry]:
    """More of a form; gives the forms that there are besides because of it."""
    rarer.words(form, "name", "intro")
    rarer.one(form, letter="A", fills=["sip"], reads=["head"], gets=["officer"])
    rarer.one(form, at=f"elsewhere/{key}", shown_when={"school/phase": ["primary", "special"]})
    form["confidential"] = rarer.draw(st.integers(0, 9)) == 9
    if days := [field["key"] for field in _plain(form) if field["kind"] == "date"]:
        due = {"key": "due", "name": "Due", "anchor": days[0], "count": 3, "unit": "working day", "side": "after"}
        rarer.one(form, deadlines=[due])
    more: dict[str, Entry] = {}
    rubrics = [number for number, block in enumerate(form["blocks"]) if block["block"] == "rubric"]
    for number, block in enumerate(form["blocks"]):
        rarer.words(block, "prompt")
        rarer.one(block, shown_when={"school/phase": ["primary", "secondary"]})
        more |= _block(rarer, key, number, block, rubrics[0] if len(rubrics) == 1 else -1)
        for field in _asked(block):
            _field(rarer, field)
    if rarer.maybe():
        form["blocks"].append(_comments())
    if any(block["block"] == "progress" for block in form["blocks"]):
        profile = {"key": "profile", "label": "Of the profile", "kind": "percent"}
        form["blocks"].append({"block": "fields", "at": "early", "role": "early_years", "fields": [profile]})
    return more


def _summary(rarer: _Rarer) -> Entry:
    date_ = {"key": "date", "label": "Date", "kind": "date"}
    phase = {"key": "current", "label": "Now", "kind": "scale", "scale": "phase"}
    block = {"block": "summary", "kip_heading": "Indicator", "category_heading": "Grade", "fields": [phase, date_]}
    rarer.words(block, "title", "prompt")
    rarer.one(block, at="rows", part="all", shown_when={"school/name": ["*"]})
    return {"title": "The year", "kind": "summary", "blocks": [block], "parts": [{"key": "all", "title": "All"}]}


def _comments() -> Entry:
    kinds = {"who": "person", "when": "line", "about": "line", "comment": "text"}
    columns = [{"key": key, "label": key.capitalize(), "kind": kind} for key, kind in kinds.items()]
    return {"block": "table", "key": "comments_kept", "role": "comments", "columns": columns}


def _block(rarer: _Rarer, form: str, number: int, block: Entry, alone: int) -> dict[str, Entry]:
    """More of a block of a form; `alone` is the number of the form's one rubric, if it has one."""
    primary = {"school/phase": ["primary"]}
    match block["block"]:
        case "table":
            rarer.one(block, was=[f"was_{block['key']}"], at="deeper")
            if "rows" in block:
                rarer.one(block, row_labels=["The first", "The second"])
        case "judgements":
            rarer.one(block, shown_when=primary)
            for section in block["sections"]:
                rarer.words(section, "prompt")
                rarer.one(section, shown_when={"school/name": ["*"]})
                for row in section["rows"]:
                    rarer.words(row, "name")
                    rarer.one(row, shown_when=primary)
        case "progress":
            rarer.words(block, "subject_label", "year_label")
            rarer.one(block, year_names={"1": "First"}, answers=[{"key": "kept", "label": "Kept", "kind": "line"}])
        case "words":
            rarer.one(block, at="beside")
        case "measures":
            for measure in block["measures"]:
                rarer.words(measure, "note")
                rarer.one(measure, statutory=True, phases=["primary"])
        case "rubric" if number == alone and rarer.maybe():
            rows = [{"key": row["key"], "label": row["label"]} for row in block["rows"]]
            again = {"block": "rubric", "key": "again", "scale": block["scale"], "texts_of": form, "rows": rows}
            return {f"{form}_again{number}": {"title": "Read again", "blocks": [again]}}
        case _:
            pass
    return {}


def _field(rarer: _Rarer, field: Entry) -> None:
    kind, several = field["kind"], field.get("slots", 0) or len(field.get("rows", ()))
    rarer.words(field, "short")
    if kind == "computed":
        rarer.one(field["computed"], places=2)
        if field["computed"]["how"] == "weighted":
            rarer.one(field["computed"], as_percentage=True)
        return
    rarer.one(field, was=[f"was_{field['key']}"])
    if kind in ("signature", "ticks"):
        return
    if kind in HERE_AND_NOW:
        rarer.one(field, carried_from=["school/name"])
    if kind == "number":
        rarer.one(field, unit="pupils")
    if kind in TEXTS and not several:
        rarer.one(field, preset="As printed")
    if several:
        if "rows" in field:
            rarer.one(field, row_labels=["The first"])
        if kind in TEXTS:
            rarer.one(field, presets=["One"], presets_by_phase={"primary": ["Another"]})
    elif "remark" not in field and "sides" not in field:
        rarer.one(field, required=True)


def _plain(form: Entry) -> Iterator[Entry]:
    """The fields of a form that are one place each, outside tables."""
    for block in form["blocks"]:
        for field in block["fields"] if block["block"] == "fields" else ():
            if field["kind"] != "ticks" and not field.keys() & {"slots", "rows"}:
                yield field


def _asked(block: Entry) -> list[Entry]:
    return [*block.get("fields", ()), *block.get("columns", ()), *block.get("comments", ())]
