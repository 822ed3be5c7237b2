"""What is answered in one step is what Textual would say. What breaks here when Textual changes: where a widget's
styles are (`RenderStyles._inline_styles`, `_base_styles`), where an attribute that is watched is kept
(`Reactive.internal_name`, `compute_name`), and where themes are (`App._registered_themes`)."""

from __future__ import annotations

import pytest
from textual.app import App
from textual.color import Color
from textual.css.model import RuleSet
from textual.css.styles import RULE_NAMES, RenderStyles, Styles
from textual.filter import DimFilter
from textual.geometry import Spacing
from textual.reactive import Reactive, ReactiveError, reactive
from textual.theme import Theme
from textual.widget import Widget

from screens.terminal.colours import InOne
from screens.terminal.less_work import read_at_once

read_at_once.put_in()


class Counting(Widget):
    """A widget whose one attribute follows from the other."""

    count = reactive(2)
    double: Reactive[int] = reactive(0)

    def compute_double(self) -> int:
        return 2 * self.count


class Tripling(Counting):
    """One whose first attribute is worked out, which in its base is not."""

    def compute_count(self) -> int:
        return 3


def test_a_style_is_the_widgets_own_or_else_the_sheets() -> None:
    widget = Widget()
    styles = widget.styles
    styles.base.padding, styles.base.color = Spacing(1, 1, 1, 1), Color(1, 2, 3)
    styles.padding = Spacing(2, 2, 2, 2)
    assert (styles.padding, styles.color, styles.margin) == (Spacing(2, 2, 2, 2), Color(1, 2, 3), Spacing())
    assert [name for name in ("padding", "color", "margin") if styles.has_rule(name)] == ["padding", "color"]
    assert styles.get_rule("margin", "none") == "none"
    styles.inline.clear_rule("padding")
    assert styles.padding == Spacing(1, 1, 1, 1)


def test_every_style_is_what_the_two_say_one_after_the_other() -> None:
    widget = Widget()
    styles = widget.styles
    styles.base.background, styles.width, styles.base.width = Color(9, 9, 9), 3, 4
    for name in RULE_NAMES:
        own, sheets = styles.inline, styles.base
        said = own.get_rule(name) if own.has_rule(name) else sheets.get_rule(name)
        assert (styles.get_rule(name), styles.has_rule(name)) == (said, own.has_rule(name) or sheets.has_rule(name))
    assert isinstance(styles, RenderStyles)
    assert isinstance(styles.base, Styles)


def test_an_attribute_that_follows_from_another_is_worked_out_each_time() -> None:
    one, other = Counting(), Tripling()
    assert (one.count, one.double, other.count, other.double) == (2, 4, 3, 6)
    one.count = 5
    assert (one.count, one.double) == (5, 10)
    assert isinstance(Counting.count, Reactive)


def test_an_attribute_of_a_widget_that_was_not_begun_is_refused_as_ever() -> None:
    with pytest.raises(ReactiveError, match="super"):
        _ = Counting.__new__(Counting).count


async def test_the_theme_is_the_one_that_is_on() -> None:
    app = App[None]()
    async with app.run_test() as pilot:
        app.register_theme(Theme("ours", primary="#112233", dark=False))
        app.theme = "ours"
        await pilot.pause()
        assert app.current_theme.name == "ours"
        assert app.ansi_theme is app.ansi_theme_light
        app.theme = "textual-dark"
        assert app.current_theme.name == "textual-dark"
        assert app.ansi_theme is app.ansi_theme_dark
        app.unregister_theme("textual-dark")
        app.register_theme(Theme("textual-dark", primary="#445566"))
        assert app.current_theme.primary == "#445566"


def test_rules_are_told_apart_by_who_they_are() -> None:
    one, other = RuleSet(), RuleSet()
    assert len({one, other, one}) == 2
    assert hash(one) == hash(one)


async def test_a_line_goes_through_the_filters_that_are_on_in_one() -> None:
    app = App[None]()
    async with app.run_test():
        (in_one,) = app.get_line_filters()
        assert isinstance(in_one, InOne)
        assert list(in_one.filters) == [each for each in app._filters if each.enabled]
        assert [*app.get_line_filters()] == [in_one]
        app._filters.append(DimFilter())
        (more,) = app.get_line_filters()
        assert isinstance(more, InOne)
        assert isinstance(more.filters[-1], DimFilter)
