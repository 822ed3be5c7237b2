"""The handlers found by plan are those that Textual finds. What breaks here when Textual changes: the order in which
`MessagePump._get_dispatch_methods` asks classes for handlers, and what `MessagePump._on_message` does besides."""

from __future__ import annotations

from typing import Any

import pytest
from textual import events, on
from textual.message import Message
from textual.message_pump import MessagePump
from textual.widget import Widget
from textual.widgets import Button, Input, TextArea

from screens.caseload.caseload import CaseloadScreen
from screens.fields.long_text_pane import TextPane
from screens.forms.judgements import JudgementScreen
from screens.grid.grid import Grid
from screens.terminal.less_work import handler_plans


class Parent(Widget):
    @on(Button.Pressed)
    def either(self) -> None: ...

    @on(events.Focus)
    def also(self) -> None: ...

    def _on_focus(self, event: events.Focus) -> None:
        event.prevent_default()

    def on_key(self) -> None: ...


class Child(Parent):
    @on(Input.Changed, "#one")
    def one(self) -> None: ...

    @on(events.Key)
    @on(events.Focus)
    def both(self) -> None: ...

    def on_focus(self) -> None: ...


KINDS: list[type[Message]] = [
    *(events.Key, events.Focus, events.Blur, events.Idle, events.Mount, events.Callback, events.Resize),
    *(Button.Pressed, Input.Changed, Input.Submitted, TextArea.Changed, Grid.Moved, Grid.Opened, TextPane.Left),
]


def found(pump: MessagePump, kind: type[Message], by: Any) -> list[tuple[type, Any]]:
    """Handlers as (class, function), the first of them saying that the defaults are not wanted where it would."""
    message = kind.__new__(kind)
    Message.__init__(message)
    message._sender = None  # as where a selector cannot match
    return [(cls, method.__func__) for cls, method in by(pump, kind.handler_name, message)]


@pytest.mark.parametrize("cls", [Child, Parent, Grid, TextPane, Input, TextArea, CaseloadScreen, JudgementScreen])
def test_the_same_handlers_in_the_same_order(cls: type[MessagePump]) -> None:
    pump = cls.__new__(cls)
    for kind in KINDS:
        textuals = found(pump, kind, handler_plans._textuals)
        assert found(pump, kind, handler_plans._dispatch_methods) == textuals, kind


def test_no_more_classes_once_the_defaults_are_not_wanted() -> None:
    child = Child.__new__(Child)
    ways = (handler_plans._textuals, handler_plans._dispatch_methods)
    for asked in (0, 1, 2, 3):
        lists = []
        for way in ways:
            event = events.Focus()
            names = []
            for count, (_, method) in enumerate(way(child, "on_focus", event)):
                names.append(method.__qualname__)
                if count == asked:
                    event.prevent_default()
            lists.append(names)
        assert lists[0] == lists[1]


def test_a_selector_is_left_to_textual() -> None:
    assert handler_plans.plan_for(Child, Input.Changed, Input.Changed.handler_name) is None


def test_it_is_put_in() -> None:
    assert MessagePump._get_dispatch_methods is handler_plans._dispatch_methods
