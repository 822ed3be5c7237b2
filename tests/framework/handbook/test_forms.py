"""Each form of the handbook beside the note of visit asks for everything that its page has printed."""

from collections.abc import Iterator

import pytest

from siptui.framework import Framework
from siptui.framework.model import FieldsBlock, Form, FormField, RubricBlock, TableBlock, WordsBlock
from siptui.records.fields import fields_of
from support.frameworks.handbook_pages import IN_WORDS, PRINTED, TIMETABLE


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
    assert {form.key for form in mk.forms} - note - {*PRINTED, *IN_WORDS} == {
        "particulars",
        "success_criteria",
        "last_year",
    }


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
