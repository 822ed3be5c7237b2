"""The tables of groups and of the early years profile, as they lie in schemas/: what they say agrees with itself."""

from siptui.tracking.vocabulary.group_table import group_table
from siptui.tracking.vocabulary.schema_tables import wordings


def test_every_column_of_groups_is_one_that_headings_know() -> None:
    assert {column.column for column in group_table().columns} <= {*wordings().columns}


def test_a_group_within_another_is_one_of_the_same_column() -> None:
    for column in group_table().columns:
        names = {group.name for group in column.groups}
        assert all(names.issuperset(group.includes) for group in column.groups)
        assert names <= {*group_table().groups}


def test_no_value_means_two_things_in_one_column() -> None:
    for column in group_table().columns:
        values = [value.casefold() for group in column.groups for value in group.values]
        assert len(values) == len(set(values)), column.column
