"""Norfolk's Record of Visit asks for everything that the autumn agenda of MI 189/10 names, and is filled whole."""

from siptui.framework import load
from siptui.framework.model import WordsBlock
from siptui.framework.places import static_places
from siptui.records.fields import fields_of
from siptui.records.values import parse

NORFOLK = load("norfolk_2010_11")

# From the sheet, by hand: what it says the visit is about, with the place where that is written.
OF_THE_SHEET = {
    "the analysis of pupil performance data": ("data_analysis", "Results in English rose; mathematics did not."),
    "statutory target setting": ("statutory_targets", "Agreed, and above the last."),
    "non-statutory target setting": ("non_statutory_targets", "Level 5 in both subjects."),
    "headteacher performance management": ("htpm_took_place", "yes"),
    "guidance on the Headteacher's Review Statement (MI 167/08)": ("htpm_guidance", "no"),
    "succession planning": ("succession_planning", "The deputy retires in 2012."),
    "the revised Ofsted Framework": ("ofsted_framework", "Read with governors in September."),
    "an aspect of capacity for sustained improvement": ("capacity_aspect", "Assessment for learning"),
    "the evidence that your school has": ("capacity_evidence", "Book scrutiny of three terms."),
    "information to help schools prepare, on the front page": ("ready/evidence", "yes"),
    "governors regularly attend": ("governors/1/name", "Mrs G. Siskin"),
    "leadership talent": ("leadership_talent", "Two of the middle leaders."),
    "development opportunities": ("leadership_development", "Tomorrow's Leaders Today."),
}
TIMETABLE = {  # facts.md §3: MI 208/10, 209/10, 172/09
    "target_guidance": "2010-10-31",
    "autumn_visits_begin": "2010-11-01",
    "autumn_visits_end": "2010-12-03",
    "final_targets": "2010-12-03",
}


def test_every_item_of_the_sheet_has_its_place_and_holds_what_is_typed() -> None:
    fields = fields_of(NORFOLK)
    kept = {}
    for item, (place, typed) in OF_THE_SHEET.items():
        field = fields.find(f"visits/autumn/{place}")
        assert field, item
        kept[place] = parse(field, typed)
    assert kept == dict(OF_THE_SHEET.values())


def test_the_school_completes_the_first_part_and_the_sip_the_second() -> None:
    form = NORFOLK.form("autumn")
    assert [(part.key, part.owner) for part in form.parts] == [("school", "headteacher"), ("sip", "sip")]
    way = NORFOLK.ways[form.way]
    assert [(state.key, state.parts) for state in way.states][:2] == [("preparing", ["school"]), ("visiting", ["sip"])]
    assert [(step.start, step.to) for step in way.steps if step.key == "hand_over"] == [(["preparing"], "visiting")]
    front = [block for block in form.blocks if isinstance(block, WordsBlock)]
    assert [block.part for block in front] == ["school"]


def test_of_performance_management_only_the_fact_is_asked() -> None:
    asked = [f for f in static_places(NORFOLK, NORFOLK.form("autumn")) if "/htpm" in f.path]
    assert [f.kind for f in asked] == ["scale", "date", "scale"]


def test_the_timetable_of_targets_has_norfolks_days() -> None:
    due = {deadline.key: deadline for deadline in NORFOLK.calendar.deadlines}
    assert {key: str(due[key].on) for key in TIMETABLE} == TIMETABLE
    assert (due["provisional_targets"].anchor, due["provisional_targets"].side) == ("autumn visit", "before")
    assert "Key Stage 1 targets in the summer term of 2011" in due["final_targets"].note
    confirmed = [f.key for f in NORFOLK.targets.fields]
    for who in ("head", "chair", "sip"):
        assert {f"agreed_{who}", f"agreed_{who}_date"} <= set(confirmed)


def test_what_the_sheet_does_not_give_stands_in_from_the_national_programme() -> None:
    assert [visit.key for visit in NORFOLK.visits] == ["autumn", "spring", "summer"]
    assert NORFOLK.visit("autumn").rows == []
    assert NORFOLK.visit("spring").rows
    assert NORFOLK.form("autumn").title.startswith("Record of Visit")
