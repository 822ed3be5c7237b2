"""Each form of the handbook beside the note of visit asks for everything that its page has printed.

The lists are taken from the handbook by hand, form by form, in its words; a form of ours, for which the handbook has
words and no page, is listed by what those words ask for.
"""

from collections.abc import Iterator
from itertools import pairwise

import pytest

from siptui.framework import Framework, load
from siptui.framework.model import FieldsBlock, Form, FormField, RubricBlock, TableBlock, WordsBlock
from siptui.records.fields import NoSuchPath, field_at, fields_of
from siptui.rules.how_far import has
from siptui.rules.needed import shown_places

MK = "milton_keynes_2010_11"

OBJECTIVES = ["Objective 1.", "Objective 2.", "Objective 3."]
PRINTED: dict[str, tuple[str, list[str]]] = {
    "additional": (  # Annex B
        "School Improvement Partner additional note of visit",
        [
            *("School", "SIP", "Headteacher", "Chair of Governors", "Date", "Time in school", "Present"),
            *("Focus of visit", "Activities carried out", "Significant points to note"),
            "Agreed actions from this visit and who will lead, including brokering of external support",
            "Date of next visit and focus",
        ],
    ),
    "shadowing": (  # Annex C
        "SIP/NCA SHADOWING FEEDBACK FORM",
        [
            *("Name of SIP", "Date of paired visit", "School", "SIP Manager"),
            "a) Ability to analyse the schools' strengths and areas of improvement, including competency in analysing "
            "relevant data.",
            "b) Ability to make judgements about effective strategies for school improvement.",
            "c) Ability to interact well with leaders in a variety of schools, tailoring their challenge and support "
            "to particular circumstances.",
            *("Signed (Manager)", "Signed (Manager): date"),
        ],
    ),
    "self_evaluation": (  # Annex C
        "SIP/NCA SELF-EVALUATION 2010-11",
        [
            "SIP/NCA",
            "1. Ability to analyse a school's strengths and areas for improvement including competence in analysing "
            "relevant data",
            "2. Able to make relevant judgements about effective strategies for school improvement",
            "3. Interacts well with leaders in a variety of schools, tailoring challenge and support to particular "
            "circumstances",
            "4. How do you feel you have progressed towards the agreed targets from your previous Performance Review?",
            "4. What evidence do you have to support your judgements?",
            "5. What aspects of your SIP work have been effective and successful and why?",
            "6. What aspects of your SIP work have been less successful and why?",
            "7. Please identify any further professional development needs that you might have.",
            "8. Please identify specific targets for the coming year that you would like to work towards.",
            *("Signed", "Signed: date"),
        ],
    ),
    "school_evaluation": (  # Annex C
        "SCHOOL'S ANNUAL EVALUATION OF THE WORK OF THE SIP/NCA",
        [
            *("School", "SIP/NCA"),
            "1. Ability to analyse a school's strengths and areas for improvement including competency in analysing "
            "relevant data",
            "2. Able to make relevant judgements about effective strategies for school improvement",
            "3. Interacts well with leaders in a variety of schools, tailoring their challenge and support to "
            "particular circumstances",
            *("Please give an overall judgement", "Comments"),
            "4. Please also assess the performance of your SIP/NCA over the last 12 months",
            *("Punctuality overall", "Preparation for visits", "Quality of advice and guidance"),
            *("Quality of written reports", "Ability to gain the respect of governors and senior staff"),
            "5. Please identify any other strengths your SIP/NCA has shown over the year",
            "6. Further comments about your SIP/NCA or the Milton Keynes SIP programme",
            *("Signed", "Date"),
        ],
    ),
    "governors_evaluation": (  # Annex C
        "GOVERNORS' EVALUATION OF THE SUPPORT PROVIDED BY THE SIP/NCA FOR THE HEADTEACHER'S PERFORMANCE MANAGEMENT",
        [
            *("School", "SIP/NCA", "Date support provided"),
            "1. Do you feel that the SIP/NCA had a good understanding of the contextual data for your school?",
            "2. How effective was the SIP/NCA in the following areas of work?",
            "Helped us evaluate the Headteacher's progress against targets",
            "Provided clear advice to the Governing Body",
            "Showed understanding of the school's circumstances",
            "3. Please give below any further comments you wish to make about the support you received from your "
            "school's SIP/NCA regarding the Performance Management of the Headteacher.",
            *("Signed", "Name", "Date"),
        ],
    ),
    "htpm1": (  # Annex E
        "HEADTEACHER'S PERFORMANCE MANAGEMENT",
        [
            "How has performance management worked in the past?",
            "Names and roles of Governors carrying out the review",
            "Documents needed two weeks prior to the meeting",
            "Copy of last year's performance objectives",
            "Any in year monitoring information",
            "Further information or evidence that the HT and GB wish to provide",
            *("School Improvement Plan", "SEF", "School Performance Management Policy"),
            "Headteacher's Self-Review (Performance Management) Form (Form HTPM2)",
            "SIP contact details",
        ],
    ),
    "htpm2": (  # Annex E
        "HEADTEACHER'S SELF-REVIEW",
        [
            *("School", "Headteacher", "SIP", "Date of review meeting"),
            "PROGRESS MADE TOWARDS PREVIOUS YEAR'S OBJECTIVES",
            *OBJECTIVES,
            "OVERALL PROGRESS MADE",
            "SUGGESTED AREAS FOR OBJECTIVES FOR THIS YEAR",
            *OBJECTIVES,
            "Signed (Headteacher)",
        ],
    ),
    "htpm3": (  # Annex E
        "PRELIMINARY ADVICE FROM THE SIP TO THE APPOINTED GOVERNORS",
        [
            "REVIEW OF HEADTEACHER PROGRESS TOWARDS PREVIOUS YEAR'S OBJECTIVES",
            *("School", "SIP", "Date of review meeting", "Time of visit", "Evidence"),
            *("Headteacher self-evaluation", "School improvement plan", "Latest Ofsted report"),
            *("School self-evaluation document", "School review of pupil performance"),
            "Value added performance data such as the Panda/RAISE on-line, FFT information",
            "Monitoring reports by governors, LA or other agencies",
            *("Reports to governors", "Other evidence presented by the school"),
            *(*OBJECTIVES, "Evaluation of progress"),
            "Overall Performance (linked to Headteacher National Standards)",
            *("Evaluation of overall performance", "SUGGESTED AREAS FOR OBJECTIVES FOR THIS YEAR"),
            *(*OBJECTIVES, "Context and rationale", "POSSIBLE AREAS FOR CONTINUING PROFESSIONAL DEVELOPMENT"),
        ],
    ),
    "htpm4": (  # Annex E; "PRVIOUS" is the handbook's slip
        "DRAFT REVIEW STATEMENT",
        [
            *("School", "Headteacher", "Appointed governors 1.", "Appointed governors 2.", "Appointed governors 3."),
            *("SIP", "Date of review meeting", "THE REVIEW OF PROGRESS TOWARDS PREVIOUS YEAR'S OBJECTIVES"),
            *(*OBJECTIVES, "Other factors in consideration of overall performance"),
            "SUGGESTED OBJECTIVES FOR THIS YEAR",
            *(*OBJECTIVES, "Success criteria and milestones"),
            "ANNEX to PERFORMANCE MANAGEMENT STATEMENT",
            *("Training and Developmental needs", "Ways of meeting training and developmental needs"),
            *("Signed (Appointed governor)", "Signed (Headteacher)"),
        ],
    ),
    "redesignation": (  # Annex F
        "Re-designation of specialist secondary and special schools",
        [
            *("A long time in advance(!)", "One term beforehand", "One day re-designation visit"),
            *("Possible timetable", "Time", "Focus"),
            *("Evidence", "SIP's findings", "Decision"),
        ],
    ),
    "alert": (  # Annex G
        "School Improvement Service: alert form 2010-11",
        [
            *("School", "Concern", "Raised with Headteacher?", "Date (if yes)"),
            *("Improvement identified", "Alert raised by", "Date"),
        ],
    ),
}
IN_WORDS: dict[str, list[str]] = {  # what the handbook asks for without a page for it
    "familiarisation": ["School", "SIP", "Headteacher", "Date", "Time in school", "Present", "Focus of visit"],  # 6
    "htpm_stages": [  # Annex E, stages 1 to 4; in a vault
        *("Stage 1: objectives and priorities discussed with the Headteacher", "Lead Governor, who chairs"),
        *("Preliminary advice sent to the governors (HTPM3)", "Stage 2: meeting with the Governor Review Panel"),
        "Stage 3: Performance Review Meeting",
        "Stage 4: review statement given to the Chair of Governors",
    ],
    "htpm_monitoring": ["Date of the meeting", "Minutes"],  # Annex E, after stage 4; in a vault
    "htpm_visit": [  # Annex E, after stage 4: these two and nothing else
        *("School", "SIP", "Date"),
        "The performance review meeting has taken place",
        "The processes were followed fairly and consistently",
    ],
    "deployment": [  # section 2
        *("SIP", "From", "Why", "SIP declined", "The school's reason", "The Local Authority's answer"),
    ],
    "causing_concern": [  # section 3, the process
        *("Areas of concern", "Improvement Adviser (Intervention)", "Resident Consultant"),
        *("Support plan", "Monitoring arrangements", "Termly reviews of impact and outcomes"),
        "Training and support needs within the LA offer",
        "Proposed changes to support and advice",
        "Senior officer attending the feedback with the SIP",
    ],
    "ofsted_category": [  # section 3, in an Ofsted category
        *("Category", "SIP or LA officer", "HMI feedback meetings attended"),
        "Headteacher accompanied to the Ofsted seminar on",
        "LA's statement of action drawn up on",
        "Support of the school in the following months",
    ],
    "brokered_support": ["Support needed", "From the LA or another, external, source", "Impact"],  # sections 4, 6
    "additional_work": ["School", "Work offered", "Discussed with the SIP Manager on"],  # section 4
    "complaint": ["School", "Complaint"],  # section 4
    "review_record": ["SIP/NCA", "Record of the review"],  # section 4
    "meeting_day": [  # section 6, CPD and meeting schedule
        *("Date", "Venue", "Agenda and other papers circulated on", "CPD", "Business issues"),
    ],
    "selection": [  # section 4, Accreditation and Recruitment
        *("Accredited through the national programme on", "Interviewed on", "Headteacher on the panel", "Selected"),
    ],
    "support_sources": ["LA or external", "Provider"],  # section 4, Other work
}
TIMETABLE = [
    ("8.45am-9.15am", "Initial meeting with HT – introduction to the day"),
    ("9.15am-10.15am", "Scrutiny of folders provided by the school"),
    ("10.15am-11.15am", "Observe a sample lesson showing impact of specialism"),
    ("11.15am-12.00pm", "Meeting with the Director of Specialism and Subject Leaders"),
    ("12.00pm-12.20pm", "Meeting with students to discuss impact of the specialism"),
    ("12.20pm-12.40pm", "Break"),
    ("12.40pm-1.00pm", "Presentation by the Overseas Link group"),
    (
        "1.00pm-1.20pm",
        "Meeting with Subject Leaders and Deputy Head to discuss whole school impact of the specialism",
    ),
    ("1.20pm-2.00pm", "Informal meeting with governors and local partnership links over a buffet lunch"),
    ("2.00pm-3.30pm", "Further scrutiny of folders; reflection and writing time"),
    (
        "3.40pm",
        "Meeting with the Director of Specialism and the Headteacher to discuss re-designation decision",
    ),
]


@pytest.fixture(scope="module")
def mk() -> Framework:
    return load(MK)


def printed_on(mk: Framework, form: Form) -> list[str]:
    """Every label and heading of a form, in its order."""
    return [each for block in form.blocks for each in [block.title, *_printed(mk, block)] if each]


def _printed(mk: Framework, block: object) -> Iterator[str]:
    if isinstance(block, FieldsBlock):
        for field in block.fields:
            yield from _of_field(mk, field)
    elif isinstance(block, TableBlock):
        yield from block.row_labels
        for field in block.columns:
            yield from _of_field(mk, field)
    elif isinstance(block, RubricBlock):
        for row in block.rows:
            yield row.label
        yield from (block.grade, block.remark)


def _of_field(mk: Framework, field: FormField) -> Iterator[str]:
    yield field.label
    yield from field.row_labels
    if field.kind == "ticks":
        yield from (value.name for value in mk.scales[field.scale].values)
    if field.kind == "signature":
        yield f"{field.label}: date"


def in_order(wanted: list[str], found: list[str]) -> list[str]:
    """Those wanted that are not found, each looked for after the one before it."""
    missing, rest = [], list(found)
    for each in wanted:
        if each in rest:
            rest = rest[rest.index(each) + 1 :]
        else:
            missing.append(each)
    return missing


@pytest.mark.parametrize("key", PRINTED)
def test_a_form_has_all_that_its_page_has_printed(mk: Framework, key: str) -> None:
    title, labels = PRINTED[key]
    form = mk.form(key)
    assert form.title == title
    assert sorted(label for label in labels if label not in printed_on(mk, form)) == []


@pytest.mark.parametrize("key", PRINTED)
def test_it_stands_in_the_order_of_the_page(mk: Framework, key: str) -> None:
    assert in_order(PRINTED[key][1], printed_on(mk, mk.form(key))) == []


@pytest.mark.parametrize("key", IN_WORDS)
def test_what_the_handbook_asks_for_in_words_has_a_place(mk: Framework, key: str) -> None:
    assert [label for label in IN_WORDS[key] if label not in printed_on(mk, mk.form(key))] == []


def test_every_form_is_listed_here_or_is_of_the_termly_note(mk: Framework) -> None:
    note = {"front", "autumn", "spring", "summer", "progress", "targets", "summary"}
    assert {form.key for form in mk.forms} - note - {*PRINTED, *IN_WORDS} == {"particulars", "success_criteria"}


@pytest.mark.parametrize("key", ["success_criteria", "self_evaluation", "school_evaluation"])
def test_three_criteria_of_six_statements_each_stand_in_three_forms(mk: Framework, key: str) -> None:
    [rubric] = [block for block in mk.form(key).blocks if isinstance(block, RubricBlock)]
    said = [text for row in rubric.rows for texts in row.texts.values() for text in texts]
    assert [list(row.texts) for row in rubric.rows] == [["highly_effective", "effective", "ineffective"]] * 3
    assert len(said) == len(set(said)) == 18
    assert [v.name for v in mk.scales[rubric.scale].values] == ["Highly effective", "Effective", "Ineffective"]


IDEAS = {  # of each statement in the handbook, in its order
    "analysis": "quick data strengths|quality efficient|strengths areas|ambiguities inconsistencies|detail priorities|"
    "accurate insight",
    "judgement": "clarity pertinent|expertise|sound weaknesses|range|evidence areas|odds",
    "interaction": "respect professional|perceptive sensitive opposition|constructive credible|influence challenge|"
    "respect insights|scepticism challenge",
}


@pytest.mark.parametrize("row", IDEAS)
def test_no_statement_has_lost_its_meaning(mk: Framework, row: str) -> None:
    [rubric] = [block for block in mk.form("success_criteria").blocks if isinstance(block, RubricBlock)]
    texts = [text for r in rubric.rows if r.key == row for texts in r.texts.values() for text in texts]
    for text, ideas in zip(texts, IDEAS[row].split("|"), strict=True):
        assert [idea for idea in ideas.split() if idea not in text] == [], text


def test_the_self_evaluation_has_its_statements_to_be_marked(mk: Framework) -> None:
    places = fields_of(mk).of_form(mk.form("self_evaluation"))
    ticks = [path for path, field in places.items() if field.kind == "tick"]
    assert len(ticks) == 18
    assert "self_evaluation/criteria/analysis/highly_effective_2" in ticks


def test_the_answers_of_the_evaluations_are_those_of_the_page(mk: Framework) -> None:
    support, quality = (mk.scales[key] for key in ("support_effectiveness", "quality"))
    assert [v.name for v in quality.values] == ["Excellent", "Good", "Satisfactory", "Poor"]
    assert [v.name for v in support.values] == [
        *("Highly effective", "Effective", "Ineffective", "Don't know", "Not carried out"),
    ]
    assert [v.name for v in support.values if not v.graded] == ["Don't know", "Not carried out"]


def test_the_day_of_a_re_designation_has_eleven_slots(mk: Framework) -> None:
    fields = fields_of(mk)
    slots = [
        tuple(fields[f"forms/redesignation/1/timetable/{n}/{column}"].preset for column in ("time", "focus"))
        for n in range(1, 12)
    ]
    assert slots == TIMETABLE
    assert mk.form("redesignation").phases == ["secondary", "special"]


def test_the_words_at_the_end_of_an_additional_note(mk: Framework) -> None:
    words = [block.text for block in mk.form("additional").blocks if isinstance(block, WordsBlock)]
    assert "agree how to share it with the Governing Body" in words[0]
    assert words[1].splitlines() == [
        "Hard copy to: Headteacher, Chair of Governors",
        "Electronic access via Learning Platform: Headteacher, SIP, relevant LA officers",
    ]


def test_who_a_form_is_about_and_how_often_it_occurs(mk: Framework) -> None:
    about = {form.key: form.about for form in mk.forms}
    assert {key for key, whom in about.items() if whom == "person"} == {
        *("particulars", "success_criteria", "shadowing", "self_evaluation", "school_evaluation"),
        *("governors_evaluation", "review_record", "additional_work"),
    }
    assert {key for key, whom in about.items() if whom == "office"} == {"meeting_day", "selection", "support_sources"}
    assert {form.key for form in mk.forms if form.occurs == "many"} == {
        *("additional", "familiarisation", "redesignation", "alert", "causing_concern", "ofsted_category"),
        *("brokered_support", "complaint", "shadowing", "school_evaluation", "governors_evaluation"),
        *("additional_work", "htpm_monitoring", "meeting_day", "selection"),
    }


def test_performance_management_is_confidential_and_its_record_has_no_words(mk: Framework) -> None:
    confidential = [form.key for form in mk.forms if form.confidential]
    assert confidential == ["htpm1", "htpm2", "htpm3", "htpm4", "htpm_stages", "htpm_monitoring"]
    shared = fields_of(mk)
    assert [path for path in shared if path.startswith("htpm") and not path.startswith("htpm_visit/")] == []
    for path in ("htpm2", "htpm2/overall", "htpm1/documents/sef"):
        with pytest.raises(NoSuchPath, match="is confidential, and has no place in the record that is shared"):
            field_at(shared, path)
    kinds = {field.kind for field in shared.of_form(mk.form("htpm_visit")).values()}
    assert kinds == {"computed", "date", "scale"}


DEADLINES = {
    "additional": ["3 day after sent"],
    "familiarisation": ["3 day after sent"],
    "autumn": ["3 day after sent"],
    "spring": ["3 day after sent"],
    "summer": ["3 day after sent"],
    "alert": ["at once raised_on"],
    "htpm1": ["2 week before review_date"],
    "htpm2": ["2 week before review_date"],
    "htpm3": ["3 day before review_date"],
    "htpm4": ["5 working day after review_date", "10 working day after review_date"],
    "self_evaluation": ["1 week before review_date"],
    "redesignation": ["1 term before date", "2011-07-31"],
    "particulars": ["1 year after appointed"],
    "meeting_day": ["1 week before date"],
}


@pytest.mark.parametrize("key", DEADLINES)
def test_a_form_says_what_is_due_when_and_from_which_of_its_dates(mk: Framework, key: str) -> None:
    form = mk.form(key)
    said = [
        str(d.on) if d.on else " ".join(str(each) for each in (d.count or "", d.unit, d.side, d.anchor) if each)
        for d in form.deadlines
    ]
    assert said == DEADLINES[key]
    assert {d.anchor for d in form.deadlines if not d.on} <= {field.key for field in form.fields}


def test_an_alert_goes_to_the_head_of_school_improvement_with_a_copy_to_the_manager(mk: Framework) -> None:
    form = mk.form("alert")
    way = mk.ways[form.way]
    assert form.gets == ["head", "manager"]
    assert [state.key for state in way.states] == ["raised", "with_head", "closed"]
    assert [(s.key, s.start, s.to) for s in way.steps if s.key != "reopen"] == [
        ("give", ["raised"], "with_head"),
        ("close", ["with_head"], "closed"),
    ]


def test_no_offer_of_work_is_answered_before_the_manager_was_asked(mk: Framework) -> None:
    way = mk.ways[mk.form("additional_work").way]
    assert {s.key: s.start for s in way.steps if s.to in ("accepted", "rejected")} == {
        "accept": ["discussed"],
        "reject": ["discussed"],
    }
    assert [s.start for s in way.steps if s.to == "discussed" and s.key != "reopen"] == [["offered"]]


def test_a_re_designation_is_reviewed_moderated_and_decided_in_that_order(mk: Framework) -> None:
    way = mk.ways[mk.form("redesignation").way]
    forward = [(s.start, s.to) for s in way.steps if s.key != "reopen"]
    states = [state.key for state in way.states]
    assert forward == [([before], after) for before, after in pairwise(states)]


SECTIONS: dict[str, tuple[list[str], list[str]]] = {  # by type of school: what its own note has, and what it has not
    "nursery": (["eyfs", "targets/eyfs_gld"], ["progress/reading", "zero_rated", "targets/ks2_l4_em"]),
    "infant": (["eyfs", "targets/ks1_reading_l2", "progress/reading/2"], ["progress/reading/3", "targets/ks2_l4_em"]),
    "primary": (["eyfs", "targets/ks2_l4_em", "progress/reading"], ["zero_rated", "targets/ks4_5ac_em"]),
    "junior": (
        ["targets/ks2_l4_em", "progress/reading/3/2010-12"],
        ["progress/reading/2", "eyfs", "zero_rated", "targets/eyfs_gld"],
    ),
    "secondary": (["targets/ks4_5ac_em"], ["eyfs", "progress/reading", "zero_rated", "targets/ks2_l4_em"]),
    "special": (["eyfs", "targets/p_scale_maths", "zero_rated", "progress/reading"], ["targets/ks2_l4_em"]),
    "pru": (["eyfs", "targets/p_scale_maths", "zero_rated", "progress/reading"], ["targets/ks4_5ac_em"]),
}


@pytest.mark.parametrize("phase", SECTIONS)
def test_each_type_of_school_has_the_relevant_sections_of_its_note(mk: Framework, phase: str) -> None:
    fields, record = fields_of(mk), {"school/phase": phase}
    forms = [mk.form(key) for key in ("progress", "targets")]
    shown = [place.path for form in forms for place in shown_places(fields, form, form.place, record)]
    there, not_there = SECTIONS[phase]
    assert [name for name in there if not any(name in path for path in shown)] == []
    assert [name for name in not_there if any(name in path for path in shown)] == []


@pytest.mark.parametrize(("phase", "has_it"), [("primary", False), ("secondary", True), ("special", True)])
def test_specialist_schools_alone_are_re_designated(mk: Framework, phase: str, has_it: bool) -> None:
    assert has(mk, mk.form("redesignation"), {"school/phase": phase}) is has_it


CARRIED = {
    "spring": {
        "previous_actions": ["{before}/actions/*/what"],
        "priorities_progress": ["visits/autumn/priorities/*"],
        "other_judgements": ["{before}/other_judgements"],
        **{f"actions/{each}": [f"{{before}}/actions/{{row}}/{each}"] for each in ("what", "lead", "brokering", "by")},
    },
}
CARRIED["summer"] = CARRIED["spring"] | {
    "priorities_progress": ["{before}/priorities_progress", "visits/autumn/priorities/*"],
}


@pytest.mark.parametrize("key", ["autumn", "spring", "summer"])
def test_what_was_said_at_the_visit_before_is_carried_to_the_next(mk: Framework, key: str) -> None:
    form = mk.form(key)
    found = {field.key: field.carried_from for field in form.fields if field.carried_from}
    found |= {f"{t.key}/{c.key}": c.carried_from for t in form.tables for c in t.columns if c.carried_from}
    assert found == CARRIED.get(key, {})
    for column in mk.register.judgement:
        assert column.carried_from == [f"{{before}}/judgements/{{row}}/{column.key}"]


def test_what_a_note_must_have_before_it_is_sent(mk: Framework) -> None:
    for key in ("autumn", "spring", "summer"):
        needed = {field.key for field in mk.form(key).fields if "send" in field.needed}
        assert needed == {"date", "time_in_school", "present", "activities"}
    assert {f.key for f in mk.form("alert").fields if "give" in f.needed} == {
        *("raised_on", "concern", "raised", "raised_by"),
    }
