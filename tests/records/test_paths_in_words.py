"""What a place is called away from its form: told apart from every other that is so called."""

import pytest

from siptui.framework import load
from siptui.framework.model import RubricBlock
from siptui.records.fields import fields_of
from siptui.records.paths_in_words import full_name


@pytest.mark.parametrize(
    ("framework", "path", "name"),
    [
        ("milton_keynes_2010_11", "visits/autumn/actions/2/what", "Autumn visit · Agreed action 2"),
        (
            "milton_keynes_2010_11",
            "visits/autumn/comments/1/who",
            "Autumn visit · Who 1 · Comments, and what came of them",
        ),
        ("milton_keynes_2010_11", "visits/autumn/judgements/S1.1/evaluation", "Autumn visit · S1.1 Evaluation"),
        ("milton_keynes_2010_11", "forms/alert/3/concern", "Alert 3 · Concern"),
        ("milton_keynes_2010_11", "targets/ks2_l4_em/agreed", "KS2 L4+ in both English and maths: 2012 agreed"),
        (
            "england_2025_26",
            "statutory_assessment/gld/2024/pupils",
            "Pupils 2024 · End of Reception: good level of development (GLD)",
        ),
        ("england_2025_26", "plan/objectives/1/objective", "Objective 1"),
        ("england_2025_26", "not/asked", "not/asked (no longer asked)"),
    ],
)
def test_a_place_is_told_from_others_by_its_row_and_its_table(framework: str, path: str, name: str) -> None:
    fields = fields_of(load(framework))
    assert full_name(fields.framework, fields, path) == name


def test_areas_of_a_rubric_are_told_apart() -> None:
    fields = fields_of(load("milton_keynes_2010_11"))
    form = fields.framework.form("school_evaluation")
    [rubric] = [block for block in form.blocks if isinstance(block, RubricBlock) and block.grade]
    said = [full_name(fields.framework, fields, f"forms/{form.key}/1/criteria/{row.key}/grade") for row in rubric.rows]
    assert len(said) > 2
    assert len(set(said)) == len(said)
