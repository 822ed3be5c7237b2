"""The early years profile of 2009 to 2012: thirteen scales of nine points (facts of the field, by hand)."""

from siptui.tracking.vocabulary.profile_table import profile_table


def test_thirteen_scales_of_nine_points() -> None:
    table = profile_table()
    assert len({scale.key for scale in table.scales}) == len(table.scales) == 13
    assert table.most_points == 9


def test_a_measure_asks_for_areas_that_there_are_and_points_that_there_can_be() -> None:
    table = profile_table()
    areas = {scale.area for scale in table.scales}
    for measure in table.measures:
        assert areas.issuperset(measure.areas)
        assert 0 < measure.each <= table.most_points
        assert measure.total <= table.most_points * len(table.scales)
    assert max(measure.total for measure in table.measures) == 78
