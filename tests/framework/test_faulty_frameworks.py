"""A faulty framework is refused with the file, the key and the reason."""

import shutil
from pathlib import Path

import pytest

from siptui.framework import FrameworkFault, load, names
from siptui.framework.load import FOLDER
from siptui.records.fields import fields_of
from support.milton_keynes import FRAMEWORK


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(FOLDER / FRAMEWORK, tmp_path / FRAMEWORK)
    return tmp_path


FAULTS = {
    "wrong type": ("kips", 'code = "S1.1"', "code = 11", ["kips: 11: code", "should be a text"]),
    "unknown key": (
        "kips",
        'code = "S2"',
        'code = "S2"\ncolour = "red"',
        ["kips: S2: colour", "there is no such key here"],
    ),
    "missing key": (
        "forms/summary",
        'kip_heading = "Key Indicators of Performance"',
        "",
        ["summary.toml", "kip_heading: is missing"],
    ),
    "no such choice": ("forms/autumn", 'occurs = "visit"', 'occurs = "often"', ["occurs", "often"]),
    "not a date": (
        "calendar",
        "first = 2010-09-02",
        'first = "September"',
        ["terms: autumn: first", "should be a date"],
    ),
    "bad TOML": ("scales", "[scales.phase]", "[scales.phase", ["not TOML", "line"]),
    "unknown KIP": (
        "forms/autumn",
        'kip = "S1.2"',
        'kip = "S9"',
        ["blocks: 2: kip", "there is no KIP 'S9' in kips.toml"],
    ),
    "KIP twice in a part": ("forms/autumn", 'kip = "S1.2"', 'kip = "S1.1"', ["autumn", "'S1.1' stands twice"]),
    "KIP twice": ("kips", 'code = "S1.2"', 'code = "S1.1"', ["kips: S1.1", "stands twice"]),
    "KIP with a slash": ("kips", 'code = "E13"', 'code = "E/13"', ["kips: E/13: code", "which stand for"]),
    "no such section": ("kips", 'section = "overall"', 'section = "all"', ["kips: 19: section", "no section 'all'"]),
    "no such term": ("forms/autumn", 'term = "autumn"', 'term = "winter"', ["term", "no term 'winter'"]),
    "no such visit": (
        "calendar",
        'visit = "spring"',
        'visit = "lent"',
        ["programme: spring: visit", "no form 'lent'"],
    ),
    "no such scale": ("forms/front", 'scale = "la_category"', 'scale = "la"', ["la_category: scale", "no scale 'la'"]),
    "needed scale": ("scales", "[scales.phase]", "[scales.phases]", ["scales: phase", "is missing"]),
    "value twice": ("scales", 'value = "infant"', 'value = "nursery"', ["scales: phase: values", "all different"]),
    "field twice": (
        "forms/autumn",
        'key = "time_in_school"',
        'key = "date"',
        ["blocks: 1: date", "stands twice"],
    ),
    "column twice": ("forms/front", 'key = "aps"', 'key = "year"', ["entry: year", "stands twice"]),
    "key with a slash": ("forms/progress", 'key = "psed"', 'key = "p/sed"', ["'p/sed'", "which stand for"]),
    "too many presets": ("forms/progress", "slots = 6", "slots = 0", ["groups: presets", "are 1, for 0 slots"]),
    "measure twice": ("forms/targets", 'key = "absence"', 'key = "eyfs_gld"', ["eyfs_gld", "stands twice"]),
    "no such phase": ("forms/targets", '"infant"', '"infants"', ["eyfs_gld: phases", "no phase 'infants'"]),
    "no such phase of years": ("forms/progress", "infant =", "infants =", ["years_by_phase: infants"]),
    "no such point": (
        "forms/progress",
        'since = "2010-07"',
        'since = "2009-07"',
        ["no point in time '2009-07'"],
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_framework_is_refused_with_file_key_and_reason(folder: Path, fault: str) -> None:
    stem, right, wrong, says = FAULTS[fault]
    path = folder / FRAMEWORK / f"{stem}.toml"
    text = path.read_text("utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), "utf-8")
    with pytest.raises(FrameworkFault) as caught:
        load(FRAMEWORK, folder)
    message = str(caught.value)
    assert message.startswith(str(path))
    assert [each for each in says if each not in message] == [], message


def test_a_visit_twice_is_refused(folder: Path) -> None:
    path = folder / FRAMEWORK / "framework.toml"
    path.write_text(path.read_text("utf-8").replace('"spring", "summer"', '"spring", "spring"'), "utf-8")
    with pytest.raises(FrameworkFault, match=r"framework\.toml: forms: spring: stands twice"):
        load(FRAMEWORK, folder)


def test_a_missing_or_unreadable_file_is_named(folder: Path) -> None:
    (folder / FRAMEWORK / "forms" / "targets.toml").unlink()
    with pytest.raises(FrameworkFault, match=r"forms: targets: there is no file forms/targets\.toml"):
        load(FRAMEWORK, folder)
    (folder / FRAMEWORK / "forms" / "targets.toml").write_bytes(b'title = "\xff"')
    with pytest.raises(FrameworkFault, match=r"targets\.toml: not TOML"):
        load(FRAMEWORK, folder)


def test_an_unknown_framework_is_refused_with_those_there_are(folder: Path) -> None:
    with pytest.raises(FrameworkFault, match=f"atlantis: there is no such framework; there are: {FRAMEWORK}"):
        load("atlantis", folder)


def identity(extends: str) -> str:
    return f'title = "Note"\nauthority = "Elsewhere"\nyear = "2011-12"\nextends = "{extends}"\n'


@pytest.mark.parametrize("extends", ["small", "other"])
def test_a_framework_may_not_extend_itself_even_by_way_of_another(folder: Path, extends: str) -> None:
    for name, base in (("small", extends), ("other", "small")):
        (folder / name).mkdir()
        (folder / name / "framework.toml").write_text(identity(base), "utf-8")
    with pytest.raises(FrameworkFault, match=r"small.framework\.toml: extends: small extends itself"):
        load("small", folder)


def test_a_small_folder_may_extend_a_whole_framework(folder: Path) -> None:
    small = folder / "small"
    small.mkdir()
    (small / "framework.toml").write_text(identity(FRAMEWORK), "utf-8")
    kips = (folder / FRAMEWORK / "kips.toml").read_text("utf-8")
    kips = kips.replace("Extra-curricular provision", "Provision beyond the curriculum")
    (small / "kips.toml").write_text(kips, "utf-8")
    assert names(folder) == [FRAMEWORK, "small"]
    framework = load("small", folder)
    assert framework.name == "small"
    assert framework.identity.authority == "Elsewhere"
    assert framework.kip("Q8").name == "Provision beyond the curriculum"
    assert set(fields_of(framework)) == set(fields_of(load(FRAMEWORK)))


def test_a_fault_between_files_is_laid_at_the_file_it_came_from(folder: Path) -> None:
    small = folder / "small"
    small.mkdir()
    (small / "framework.toml").write_text(identity(FRAMEWORK), "utf-8")
    (small / "kips.toml").write_text('sections = []\nkips = [{ code = "X1", name = "One" }]\n', "utf-8")
    with pytest.raises(FrameworkFault) as caught:
        load("small", folder)
    assert str(caught.value).startswith(str(folder / FRAMEWORK / "forms" / "autumn.toml"))
