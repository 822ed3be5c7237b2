"""The Milton Keynes framework holds what the handbook's note of visit has."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from siptui.framework import Framework
from siptui.framework.load import FOLDER
from siptui.framework.model import FieldsBlock, FormField, TableBlock
from siptui.records.fields import fields_of
from support.milton_keynes import FRAMEWORK

PART_F = {
    "STANDARDS - PUPIL OUTCOMES": "S1.1 S1.2 S1.3 S2 S3 S4 S4.1 S4.2 S4.3 S4.4",
    "QUALITY - PROVISION & EXPERIENCE": "Q5 Q6 Q7 Q8 Q9 Q10 Q10.1 Q11",
    "EFFECTIVENESS - PARTNERSHIPS, LEADERSHIP, MANAGEMENT & GOVERNANCE": (
        "E12 E13 E14 E14.1 E15 E16 E17 E18 E18.1 E18.2"
    ),
    "OVERALL EFFECTIVENESS & IMPROVEMENT": "19 19.1 19.2 20",
}


PARTS = {
    "autumn": "S1.1 S1.2 S1.3 S2 Q5 E12 E17 E18 E18.1 19 20",
    "spring": "Q5 Q6 Q7 Q8 Q10 Q10.1 Q11|KCI iv|E16",
    "summer": "S3 S4 S4.1 S4.2 S4.3 S4.4 Q5 Q9 E18.2 19.1 19.2 20",
}


OWN_NAMES = {
    ("autumn", "S1.1"): "Attainment of pupils",
    ("autumn", "S1.2"): "Achievement (progress) of all pupils",
    ("autumn", "S1.3"): (
        "Achievement (progress) of particular groups, especially children in care and any other identified groups"
    ),
    ("autumn", "E12"): "Links & engagement with parents/carers",
    ("autumn", "19"): "Overall efficiency, effectiveness & inclusiveness",
    ("autumn", "20"): "School Improvement planning and capacity for sustained improvement",
    ("summer", "20"): "School Improvement planning and capacity for sustained improvement",
    ("summer", "S4"): "Pupils' overall PDWB, including the quality of learning; SMSC",
    ("summer", "19.2"): "Promoting ECM Outcomes",
}


def part_codes(text: str) -> list[str]:
    return [code for part in text.split("|") for code in ([part] if part.startswith("KCI") else part.split())]


def keys(fields: list[FormField]) -> list[str]:
    return [field.key for field in fields]


def test_part_f_has_its_32_rows_in_order_under_its_four_sections(mk: Framework) -> None:
    found = {s.title: " ".join(k.code for k in mk.register.kips if k.section == s.key) for s in mk.register.sections}
    assert found == PART_F
    assert list(found) == list(PART_F)
    assert len(mk.register.kips) == 33
    assert [k.code for k in mk.register.kips if not k.section] == ["KCI iv"]
    assert [k.code for k in mk.register.kips if k.optional] == ["E14.1"]


@pytest.mark.parametrize(("visit", "rows"), [("autumn", 11), ("spring", 9), ("summer", 12)])
def test_each_part_judges_its_rows_in_order(mk: Framework, visit: str, rows: int) -> None:
    codes = [row.kip for row in mk.visit(visit).rows]
    assert codes == part_codes(PARTS[visit])
    assert len(codes) == rows


def test_four_kips_are_never_judged_and_two_more_than_once(mk: Framework) -> None:
    judged = [row.kip for visit in mk.visits for row in visit.rows]
    assert [k.code for k in mk.register.kips if k.code not in judged] == ["E13", "E14", "E14.1", "E15"]
    assert {code: judged.count(code) for code in judged if judged.count(code) > 1} == {"Q5": 3, "20": 2}
    assert len(judged) == 32


def test_a_part_names_a_kip_only_where_it_differs_from_part_f(mk: Framework) -> None:
    own = {(v.key, r.kip): r.name for v in mk.visits for r in v.rows if r.name}
    assert own == OWN_NAMES
    assert len({code for _, code in own}) == 8
    assert all(mk.kip(code).name != name for (_, code), name in own.items())
    assert mk.row_name(mk.visit("autumn").rows[3]) == "Attendance and punctuality"


def test_the_section_titles_of_the_parts_are_the_forms_own(mk: Framework) -> None:
    assert [s.title for v in mk.visits for s in v.sections] == [
        "STANDARDS - PUPIL OUTCOMES",
        "QUALITY – PROVISION",
        "EFFECTIVENESS - PARTNERSHIPS, LEADERSHIP, MANAGEMENT",
        "OVERALL EFFECTIVENESS & IMPROVEMENT",
        "QUALITY – PROVISION AND EXPERIENCE",
        "EFFECTIVENESS - GOVERNANCE",
        "QUALITY OF PROVISION",
        "EFFECTIVENESS - FINANCIAL MANAGEMENT",
        "OVERALL EFFECTIVENESS & IMPROVEMENT",
    ]
    assert [f.label for f in mk.register.judgement[:4]] == [
        "School's current category",
        "School's target category",
        "SIP's agreement with category (RAG)",
        "Progress to date towards meeting improvement targets (RAG)",
    ]


def test_every_judgement_row_says_what_is_to_be_evaluated(mk: Framework) -> None:
    for visit in mk.visits:
        for section in visit.sections:
            for row in section.rows:
                assert row.prompt or section.prompt, (visit.key, row.kip)
    prompts = {row.kip: row.prompt for v in mk.visits for row in v.rows if row.prompt}
    for word in ("gender", "ability", "ethnic", "national", "similar schools", "targets", "key stages"):
        assert word in prompts["S1.1"]
    assert "statutory requirements" in prompts["Q10.1"]
    assert "monitoring" in mk.visit("spring").sections[1].prompt
    assert "T&L" in mk.visit("summer").sections[0].prompt
    assert "Part F" in mk.visit("summer").sections[1].prompt


def test_the_fields_of_a_visit_stand_in_the_forms_order(mk: Framework) -> None:
    head = ["date", "time_in_school", "present", "focus", "activities"]
    tail = ["next_date", "next_focus", "sent", "accuracy", "confirmed", "comments"]
    assert asked("autumn", mk) == [
        *head,
        *("priorities", "other_judgements", "actions", "category_current", "category_target"),
        *tail,
    ]
    for key in ("spring", "summer"):
        between = ["previous", "previous_actions", "priorities_progress", "other_judgements", "actions"]
        assert asked(key, mk) == [*head, *between, *tail]
    for visit in mk.visits:
        before = [("previous", 0)] if visit.key != "autumn" else []
        assert [(t.key, t.slots) for t in mk.form(visit.key).tables] == [*before, ("actions", 8), ("comments", 0)]


def asked(form: str, mk: Framework) -> list[str]:
    """The keys of a form's fields and tables, in its order."""
    found: list[str] = []
    for block in mk.form(form).blocks:
        if isinstance(block, FieldsBlock):
            found += keys(block.fields)
        elif isinstance(block, TableBlock):
            found.append(block.key)
    return found


@pytest.mark.parametrize(
    ("visit", "topics"),
    [
        (
            "autumn",
            "2010|2012|attendance|Part E|Headteacher|financial|self-evaluation|procedures|strategies|categorisation",
        ),
        (
            "spring",
            "Part D|lessons|groups|assessment|curriculum|reviews|agreed with the school|Safeguarding|care|guidance|"
            "stakeholders",
        ),
        (
            "summer",
            "Part D|attendance|punctuality|attitudes|behaviour|capacity|governors|cohesion|ECM|well being|"
            "summary record",
        ),
    ],
)
def test_the_printed_focus_has_lost_no_topic(mk: Framework, visit: str, topics: str) -> None:
    focus = mk.visit(visit).focus
    assert [topic for topic in topics.split("|") if topic not in focus] == []
    assert fields_of(mk)[f"visits/{visit}/focus"].preset == focus


KEY_IDEAS = {
    (
        "agreement",
        "green",
    ): "accurate|evidence|robust|every KIP|stretch|managed|resources|staff capacity|timescales|evaluated",
    ("agreement", "amber"): "accurate|evidence|robust|every KIP|appropriate|for example|systematically",
    ("agreement", "red"): "confidence|particular KIPs|external scrutiny|confused|grasped|inadequate|limited|evaluated",
    ("progress", "green"): "every respect|agreed targets|Quality Management Programmes|evidence|impact",
    ("progress", "amber"): "unevenly|agreed targets|revision|timetable|less impact|recovery plan|drawing it up",
    ("progress", "red"): "not agreed|not credible|revising|nothing yet|slips|recovery plan|monitoring and evaluation",
}


@pytest.mark.parametrize(("scale", "value"), KEY_IDEAS)
def test_a_rag_rating_means_what_part_g_says(mk: Framework, scale: str, value: str) -> None:
    found = mk.scales[scale].find(value)
    assert found is not None
    assert [idea for idea in KEY_IDEAS[scale, value].split("|") if idea not in found.meaning] == []
    assert (found.mark, found.key, found.colour) == (value[0].upper(), value[0], value)


def test_scales_are_best_first(mk: Framework) -> None:
    assert [v.value for v in mk.scales["agreement"].values] == ["green", "amber", "red"]
    assert [v.value for v in mk.scales["progress"].values] == ["green", "amber", "red"]
    assert [v.name for v in mk.scales["kip_category"].values] == ["Outstanding", "Good", "Satisfactory", "Inadequate"]
    assert mk.scales["kip_category"].note
    assert mk.scales["la_category"].note
    assert mk.phase_names() == "nursery infant first primary junior middle secondary special pru".split()


def test_part_d_is_the_primary_page(mk: Framework) -> None:
    assert [p.label for p in mk.progress.points] == ["APS July 10", "APS Dec 10", "APS March 11", "APS July 11"]
    assert mk.progress.increase.label == "Increase over year (Jul to Jul)"
    assert keys(mk.progress.eyfs) == ["psed", "cll", "psed_cll", "psed_cll_78"]
    assert set(mk.progress.years_by_phase) == set(mk.phase_names())


def test_part_e_gives_every_phase_targets_and_says_which_are_statutory(mk: Framework) -> None:
    for phase in mk.phase_names():
        assert [m for m in mk.targets.measures if phase in m.phases], phase
    primary = [m.key for m in mk.targets.measures if "primary" in m.phases and m.statutory]
    assert primary == ["ks2_l4_em", "ks2_2levels_english", "ks2_2levels_maths", "absence"]
    secondary = [m.key for m in mk.targets.measures if "secondary" in m.phases and m.statutory]
    assert secondary == ["ks4_5ac_em", "ks4_progress_english", "ks4_progress_maths", "absence"]
    assert len([m for m in mk.targets.measures if m.key.startswith("ks1_")]) == 9
    assert next(c.label for c in mk.targets.columns if c.key == "agreed") == "2012 agreed"


def test_a_year_of_visits_is_five_and_a_half_days_a_school(mk: Framework) -> None:
    lines = [line for line in mk.calendar.programme if not line.condition]
    assert sum(line.in_school_days for line in lines) == 3.5
    assert sum(line.prep_days for line in lines) == 2.0
    assert [line.visit for line in lines if line.visit] == ["autumn", "spring", "summer"]
    conditional = {line.key: line.in_school_days for line in mk.calendar.programme if line.condition}
    assert conditional == {"familiarisation": 0.25, "redesignation": 1}


def test_the_dates_of_the_year(mk: Framework) -> None:
    assert [day.on.strftime("%a %d %b %Y") for day in mk.calendar.cpd] == [
        "Tue 14 Sep 2010",
        "Fri 05 Nov 2010",
        "Fri 04 Mar 2011",
        "Fri 17 Jun 2011",
    ]
    ends = [(t.first, t.half_term_first, t.half_term_last, t.last) for t in mk.calendar.terms]
    assert [day for term in ends for day in term] == sorted(day for term in ends for day in term)
    assert all(day.weekday() < 5 for term in ends for day in term)
    keys_seen = [d.key for d in mk.calendar.deadlines]
    assert len(set(keys_seen)) == len(keys_seen)
    for deadline in mk.calendar.deadlines:
        assert bool(deadline.on) != bool(deadline.anchor), deadline.key


def test_paths_are_distinct_and_those_the_rules_rely_on_exist(mk: Framework) -> None:
    fields = fields_of(mk)
    judgements = [p for p in fields if "/judgements/" in p]
    assert len(judgements) == 32 * 5
    assert len([p for p in fields if p.startswith("summary/")]) == 4 * 3
    assert fields["visits/autumn/judgements/S1.1/current"].kind == "scale"
    assert fields["visits/spring/judgements/KCI iv/evaluation"].kind == "text"
    assert fields["progress/reading/3/2010-12"].kind == "points"
    assert fields["targets/ks2_l4_em/agreed"].kind == "percent"
    assert fields["targets/ks4_capped_aps/agreed"].kind == "number"
    assert fields["front/visit_record/6"].kind == "date"
    assert fields["visits/summer/actions/8/lead"].kind == "line"
    assert {"school/name", "school/phase", "school/sip", "front/la_category", "progress/groups/1"} <= set(fields)


def test_no_path_of_the_first_edition_is_gone(mk: Framework) -> None:
    paths = (Path(__file__).parent / "paths_of_the_first_edition.txt").read_text("utf-8").splitlines()
    assert len(paths) == 827
    assert [path for path in paths if path not in fields_of(mk)] == []


def test_the_entry_table_has_its_sources_printed_in_it(mk: Framework) -> None:
    fields = fields_of(mk)
    printed = [fields[f"front/entry/{n}/source"].preset for n in range(1, 6)]
    assert printed == ["School", "School", "School", "Raiseonline", "Raiseonline"]
    assert fields["front/entry/1/year"].preset == ""
    assert [t.key for t in mk.form("front").tables] == ["entry"]


def texts(value: Any, where: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from texts(each, f"{where}/{key}")
    elif isinstance(value, list):
        for n, each in enumerate(value):
            yield from texts(each, f"{where}/{n}")


def test_every_text_is_clean(mk: Framework) -> None:
    for where, text in texts(msgspec.to_builtins(mk)):
        assert text == text.strip(), where
        assert [each for each in ("  ", "\t", "facts.md") if each in text] == [], where
        if where.rsplit("/", 1)[-1] in {"prompt", "meaning", "note", "intro", "focus"} and text:
            assert text.endswith("."), where


def test_the_files_are_short_lined_and_say_where_they_come_from() -> None:
    for path in (FOLDER / FRAMEWORK).rglob("*.toml"):
        stem, text = path.stem, path.read_text("utf-8")
        assert "handbook" in text.lower() or "facts.md" in text, stem
        assert [line for line in text.splitlines() if len(line) > 120] == [], stem


def test_what_is_not_there_by_key_is_a_key_error(mk: Framework) -> None:
    with pytest.raises(KeyError):
        mk.visit("winter")
    with pytest.raises(KeyError):
        mk.kip("X1")
