"""What is asked a thousand times for each picture, and answered in one step. Written for Textual 8.2.8; guarded by
tests/screens/terminal/less_work/test_read_at_once.py.

Textual asks four functions for each of a widget's styles, looks for a method `compute_…` at each look at an attribute
that is watched, puts all themes in a new dictionary to find the one that is on, has Python find out who a rule is, and
makes a new line for each of the filters that a line goes through: a tenth of what opening a screen costs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from textual.app import App
from textual.css.model import RuleSet
from textual.css.styles import RenderStyles
from textual.filter import LineFilter
from textual.reactive import Reactive
from textual.theme import Theme

from screens.terminal.colours import InOne

_textuals_get = Reactive.__get__
_textuals_theme: Callable[[App[Any]], Theme] = vars(App)["current_theme"].fget
_computed: dict[tuple[type, str], bool] = {}
"""Of each class, whether an attribute is worked out anew each time."""
_in_one: WeakKeyDictionary[App[Any], InOne] = WeakKeyDictionary()
"""What is done to the lines of an application."""


def _get_rule(self: RenderStyles, rule_name: str, default: object = None) -> object:
    """As RenderStyles': what was set on the widget itself, else what the style sheet says."""
    inline: dict[str, object] = self._inline_styles._rules  # type: ignore[assignment]
    if rule_name in inline:
        return inline[rule_name]
    return self._base_styles._rules.get(rule_name, default)


def _has_rule(self: RenderStyles, rule_name: str) -> bool:
    """As RenderStyles'."""
    return rule_name in self._inline_styles._rules or rule_name in self._base_styles._rules


def _get(self: Reactive[Any], obj: Any, obj_type: type) -> Any:
    """As Reactive's, where there is a value and it is not worked out anew."""
    if obj is not None:
        key = (obj_type, self.compute_name)
        computed = _computed.get(key)
        if computed is None:
            computed = _computed[key] = hasattr(obj_type, self.compute_name)
        if not computed:
            try:
                return obj.__dict__[self.internal_name]
            except KeyError:
                pass  # not asked for before
    return _textuals_get(self, obj, obj_type)


def _current_theme(self: App[Any]) -> Theme:
    """As App's."""
    found = self._registered_themes.get(self.theme)
    return _textuals_theme(self) if found is None else found


def _line_filters(self: App[Any]) -> Sequence[LineFilter]:
    """As App's, all of them in one."""
    filters = tuple(each for each in self._filters if each.enabled)
    in_one = _in_one.get(self)
    if in_one is None or in_one.filters != filters:
        in_one = _in_one[self] = InOne(filters)
    return [in_one]


def put_in() -> None:
    """Have Textual answer so."""
    # By setattr, for mypy takes these for names only.
    setattr(RenderStyles, "get_rule", _get_rule)  # noqa: B010
    setattr(RenderStyles, "has_rule", _has_rule)  # noqa: B010
    setattr(Reactive, "__get__", _get)  # noqa: B010
    setattr(RuleSet, "__hash__", object.__hash__)  # noqa: B010
    setattr(App, "current_theme", property(_current_theme))  # noqa: B010
    setattr(App, "get_line_filters", _line_filters)  # noqa: B010
