"""A small framework kept in the store itself, and the store opened again after its files have changed."""

from pathlib import Path

from siptui.framework import load
from siptui.records.fields import fields_named
from siptui.store.store import Store

IDENTITY = 'title = "Note"\nauthority = "Anyshire"\nyear = "2026-27"\nforms = ["front", "visit", "alert"]\n'
SCALES = """
[scales.phase]
name = "Phase"
values = [{ value = "primary", name = "Primary" }]
[scales.grade]
name = "Grade"
values = [{ value = "1", name = "One" }, { value = "2", name = "Two" }]
"""
STEPS = """
[ways.note]
name = "Note"
states = [{ key = "draft", name = "draft" }, { key = "sent", name = "sent" }]
steps = []
"""
KIPS = """
kips = [{ code = "T1", name = "Teaching" }]
judgement = [{ key = "grade", label = "Grade", kind = "scale", scale = "grade" }]
"""
FRONT = """
title = "The school"
kind = "front"
[[blocks]]
block = "fields"
at = "/school"
fields = [
  { key = "name", label = "Name", kind = "line" },
  { key = "phase", label = "Phase", kind = "scale", scale = "phase" },
  { key = "sip", label = "SIP", kind = "line" },
]
"""
VISIT = """
title = "Visit"
occurs = "visit"
[[blocks]]
block = "fields"
fields = [
  { key = "focus", label = "Focus" },
  { key = "aims", label = "Aims", slots = 2 },
  { key = "hours", label = "Hours" },
]
[[blocks]]
block = "table"
key = "steps"
slots = 3
columns = [{ key = "what", label = "What" }]
[[blocks]]
block = "judgements"
at = "judgements"
sections = [{ title = "Teaching", rows = [{ kip = "T1" }] }]
"""
ALERT = """
title = "Alert"
occurs = "many"
[[blocks]]
block = "fields"
fields = [{ key = "why", label = "Why" }]
"""
CHANGED = {
    "forms/visit": (
        ('key = "focus"', 'key = "main_focus", was = ["focus"]'),
        ('key = "aims"', 'key = "priorities", was = ["visits/visit/aims"]'),
        ('key = "steps"', 'key = "actions"\nwas = ["steps"]'),
        ('kip = "T1"', 'kip = "T9"'),
    ),
    "kips": (
        ('code = "T1"', 'code = "T9", was = ["T1"]'),
        ('key = "grade", label', 'key = "rating", was = ["grade"], label'),
    ),
    "forms/alert": (('key = "why"', 'key = "reason", was = ["why"]'),),
}
MOVED = {
    "visits/visit/focus": "visits/visit/main_focus",
    "visits/visit/aims/2": "visits/visit/priorities/2",
    "visits/visit/steps/3/what": "visits/visit/actions/3/what",
    "forms/alert/4/why": "forms/alert/4/reason",
}
FOCUS, MAIN = next(iter(MOVED.items()))
HOURS = "visits/visit/hours"


def write(folder: Path, edits: dict[str, tuple[tuple[str, str], ...]]) -> Path:
    files = {"framework": IDENTITY, "scales": SCALES, "kips": KIPS}
    files |= {"forms/front": FRONT, "forms/visit": VISIT, "forms/alert": ALERT}
    for stem, text in files.items():
        for old, new in edits.get(stem, ()):
            assert old in text
            text = text.replace(old, new)
        (folder / f"{stem}.toml").parent.mkdir(parents=True, exist_ok=True)
        (folder / f"{stem}.toml").write_text(text, "utf-8")
    load.cache_clear()
    fields_named.cache_clear()
    return folder


def changed(store: Store, edits: dict[str, tuple[tuple[str, str], ...]] = CHANGED, who: str = "ann") -> Store:
    """The store opened again, after its framework has changed."""
    write(store.folder / "frameworks" / "small", edits)
    return Store(store.folder, who)
