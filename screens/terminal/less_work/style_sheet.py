"""Style sheets that are read once, and looked up once for all widgets alike. Written for Textual 8.2.8; guarded by
tests/screens/terminal/less_work/test_style_sheet.py.

Textual reads every rule again when a screen is opened for the first time and when a theme is set before anything is
shown; and for each widget that is opened, or is within one that gets the focus, it asks every rule again whether it
applies: a third of what opening a screen costs.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path as FilePath
from types import SimpleNamespace
from typing import Any
from weakref import WeakKeyDictionary, ref

from textual.app import App
from textual.cache import LRUCache
from textual.containers import VerticalScroll
from textual.css.styles import RenderStyles, RulesMap
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.scrollbar import ScrollBar
from textual.widget import Widget

MOST_SHEETS = 512
"""Sheets whose rules are kept; each widget class has one."""
MOST_PATHS = 4096
"""Ways from the application to a widget whose styles are kept."""

USED_AS_THEY_ARE = (VerticalScroll, ScrollBar)
"""Textual's widgets that screens have and that none of ours is made from."""

Path = tuple[tuple[object, ...], ...]
"""All that decides which rules apply to a widget, and to each that it is in, from the application down."""
Flags = tuple[bool, bool, bool, bool]
_textuals_default_css = DOMNode._get_default_css


@cache
def default_css(kind: type[DOMNode]) -> list[Any]:
    """The default styles of a class and its bases. Textual looks for the file of each, for each widget anew."""
    return _textuals_default_css(SimpleNamespace(_node_bases=kind._css_bases(kind)))  # type: ignore[arg-type]


def put_in() -> None:
    """Have Textual do so too."""
    setattr(DOMNode, "_get_default_css", lambda self: default_css(self.__class__))  # noqa: B010


put_in()


def _own(node: DOMNode) -> tuple[object, ...]:
    """What of a widget itself can decide which rules apply.

    Which child it is, and where within it the focus is, are left out: rules that ask so are not kept.
    """
    asked: object = ()
    if isinstance(node, Widget):
        asked = (node._pseudo_classes_cache_key, node.allow_focus())
    elif isinstance(node, App):
        asked = frozenset(node.get_pseudo_classes())
    return node.__class__, node._id, frozenset(node._classes), asked


def put_on(node: DOMNode, rules: RulesMap, animate: bool) -> None:
    """As `Stylesheet.replace_rules`, of rules as they are once put on: only those that are others are set.

    Textual sets all, one by one, on a widget that nobody has seen too. Nothing here has transitions.
    """
    base = node.styles.base
    has: dict[str, object] = base._rules  # type: ignore[assignment]
    if animate and has == rules:
        return
    if node._is_mounted:
        for name in has.keys() | rules.keys():
            if has.get(name) is not (rule := rules.get(name)):
                setattr(base, name, rule)
    else:
        has.clear()
        has.update(rules)
        base._updates += 1
    node.notify_style_update()


class LastingSheet(Stylesheet):
    """A style sheet that keeps what it has read and found for as long as rules and colours stay the same."""

    def __init__(self, *, variables: dict[str, str] | None = None) -> None:
        super().__init__(variables=variables)
        self._parse_cache = LRUCache(MOST_SHEETS)
        self._found: dict[Path, tuple[RulesMap, Flags]] = {}
        self._parts: dict[Path, RulesMap] = {}  # of parts, as they are once put on
        self._has: WeakKeyDictionary[DOMNode, RulesMap] = WeakKeyDictionary()  # as they were put on it
        self._ways: dict[DOMNode, Path] | None = None  # while many are looked up at once

    def set_variables(self, variables: dict[str, str]) -> None:
        """Other colours: only then are the rules read again."""
        if variables != self._variables:
            super().set_variables(variables)
            self._forget()

    def reparse(self) -> None:
        """Put the rules together, reading those of new sheets. A faulty one leaves the others as they are."""
        self.parse()

    def parse(self) -> None:
        super().parse()
        self._forget()

    def _forget(self) -> None:
        self._found.clear()
        self._parts.clear()

    def update_nodes(self, nodes: Iterable[DOMNode], animate: bool = False) -> None:
        self._ways = {}
        try:
            super().update_nodes(nodes, animate=animate)
        finally:
            self._ways = None

    def _way(self, node: DOMNode) -> Path:
        """From the application to a widget."""
        if self._ways is not None and (known := self._ways.get(node)) is not None:
            return known
        above = node._parent
        way = (*self._way(above), _own(node)) if isinstance(above, DOMNode) else (_own(node),)
        if self._ways is not None:
            self._ways[node] = way
        return way

    def apply(self, node: DOMNode, *, animate: bool = False, cache: dict[Any, RulesMap] | None = None) -> None:
        """Put the styles on a widget that its rules say; those that one like it had, if there was one."""
        if self._require_parse:
            self.parse()
        way = self._way(node)
        if way not in self._found:
            self._look_up(node, way, animate)
            return
        rules, flags = self._found[way]
        node._has_hover_style, node._has_focus_within, node._has_order_style, node._has_odd_or_even = flags
        if self._has.get(node) is rules:
            node.notify_style_update()  # what it is in may have changed
            return
        self._has[node] = rules
        put_on(node, rules, animate)
        self._process_component_classes(node)

    def _look_up(self, node: DOMNode, way: Path, animate: bool) -> None:
        """Ask Textual, and keep what it keeps for as long as it goes through several widgets."""
        kept: dict[Any, RulesMap] = {}
        super().apply(node, animate=animate, cache=kept)
        if kept:
            if len(self._found) >= MOST_PATHS:
                self._forget()
            flags = node._has_hover_style, node._has_focus_within, node._has_order_style, node._has_odd_or_even
            rules = node.styles.base._rules.copy()  # as they are once put on
            self._found[way] = rules, flags
            self._has[node] = rules

    def _process_component_classes(self, node: DOMNode) -> None:
        """As Stylesheet's, but that a widget's parts have their styles looked up when they are drawn."""
        before = node._component_styles
        names = node._get_component_classes()
        if not names and not before:
            return
        node._component_styles = now = Parts(self.part, node, names)
        changed = False
        for name, styles in before.items():
            rules = self._rules_of_part(node, name) if name in names else None
            if rules == styles.base._rules:
                now[name] = styles  # and what was worked out from them
            else:
                changed = True
        if changed:
            node.refresh()

    def _rules_of_part(self, node: DOMNode, name: str) -> RulesMap:
        way = (*self._way(node), (DOMNode, None, frozenset((name,)), ()))
        return self._parts[way] if way in self._parts else self.part(node, name).base._rules

    def part(self, node: DOMNode, name: str) -> RenderStyles:
        """The styles of a widget's part, put on a node made for it."""
        part = DOMNode(classes=name)
        part._attach(node)
        way = (*self._way(node), _own(part))
        rules = part.styles.base._rules
        if way in self._parts:
            rules.update(self._parts[way])
        else:
            self._look_up(part, way, False)
            if way in self._found:
                self._parts[way] = rules.copy()
        return part.styles


class Parts(dict[str, RenderStyles]):
    """The styles of a widget's parts, each looked up when it is first asked for."""

    def __init__(self, look_up: Callable[[DOMNode, str], RenderStyles], node: DOMNode, names: Iterable[str]) -> None:
        super().__init__()
        self._look_up = look_up
        self._node = ref(node)
        self._names = frozenset(names)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __missing__(self, name: str) -> RenderStyles:
        node = self._node()
        if node is None or name not in self._names:
            raise KeyError(name)
        self[name] = styles = self._look_up(node, name)
        return styles

    def get_style(self, name: str) -> RenderStyles | None:
        """The styles of a part; None where the widget has no such part."""
        return self[name] if name in self._names else None


def _imported(kind: type[Widget] = Widget) -> Iterator[type[Widget]]:
    """The classes of widgets, but Textual's own, that there are by now; some more than once.

    Of Textual's there are some that no screen has, and whose rules would go for one of ours of the same name.
    """
    for each in kind.__subclasses__():
        if each.__module__.partition(".")[0] != "textual":
            yield each
        yield from _imported(each)


class LastingStyles(App[None]):
    """An application whose styles are looked up again only after another theme."""

    _coloured = False

    def __init__(self) -> None:
        super().__init__()
        self.stylesheet = LastingSheet()
        self._styled = -1

    def get_css_variables(self) -> dict[str, str]:
        """The theme's colours; none before it is chosen, for Textual would work them all out for its own first."""
        return super().get_css_variables() if self._coloured else {}

    def use_colours(self) -> None:
        """Have the styles in the colours of the theme that was chosen before anything was shown."""
        self._coloured = True
        self.stylesheet.set_variables(self.get_css_variables())
        self._styled = self._css_update_count

    def read_styles(self) -> None:
        """Read the styles of all screens and widgets that are imported, before any is opened.

        Textual reads them as they come, some at each depth of a screen, and what was kept is looked up again each time.
        """
        kinds: dict[type[Widget], None] = dict.fromkeys((*_imported(), *USED_AS_THEY_ARE))
        for kind in kinds:
            for read_from, css, tie_breaker, scope in default_css(kind):
                self.stylesheet.add_source(css, read_from, True, tie_breaker, scope)
            named = getattr(kind, "CSS_PATH", None)
            if isinstance(named, str | FilePath):
                path = FilePath(inspect.getfile(kind)).parent / named
                if not self.stylesheet.has_source(str(path)):
                    self.stylesheet.read(path)
        if self.stylesheet._require_parse:
            self.stylesheet.parse()

    def refresh_css(self, animate: bool = True) -> None:
        """Look all styles up again, if the theme has changed since they were."""
        if self._styled != self._css_update_count:
            self._styled = self._css_update_count
            super().refresh_css(animate)
