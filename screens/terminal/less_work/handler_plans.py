"""Which of a widget's methods answer a message, found out once. Written for Textual 8.2.8; guarded by
tests/screens/terminal/less_work/test_handler_plans.py.

Textual goes through all classes of a widget, and all of the message, for each message anew, and makes three loggers
for what only its developer tools show: a third of what a message costs, and a key is ten of them or more.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

from textual import constants
from textual._callback import invoke
from textual.message import Message
from textual.message_pump import MessagePump

Handler = Callable[..., Any]
Plan = tuple[tuple[type, tuple[Handler, ...]], ...]
"""The classes with handlers, in their order, and what each has; they are asked a class at a time."""

_textuals = MessagePump._get_dispatch_methods
_textuals_on_message = MessagePump._on_message
_plans: dict[tuple[type, type, str], Plan | None] = {}


def plan_for(pump: type, kind: type[Message], name: str) -> Plan | None:
    """The handlers of a class for a kind of message; None where that depends on who sent it (`@on` with a selector)."""
    found: list[tuple[type, tuple[Handler, ...]]] = []
    taken: set[Handler] = set()
    kinds = [each for each in kind.__mro__ if issubclass(each, Message)]
    for cls in pump.__mro__:
        here: list[Handler] = []
        decorated = cls.__dict__.get("_decorated_handlers") or {}
        for method, selectors in (pair for each in kinds for pair in decorated.get(each, ())):
            if selectors:
                return None
            if method not in taken:
                taken.add(method)
                here.append(method)
        method = cls.__dict__.get(f"_{name}") or cls.__dict__.get(name)
        if method is not None and not getattr(method, "_textual_on", None):
            here.append(method)
        if here:
            found.append((cls, tuple(here)))
    return tuple(found)


def _dispatch_methods(self: MessagePump, method_name: str, message: Message) -> Iterator[tuple[type, Handler]]:
    """As MessagePump's: the methods for a message, until one of them says that the defaults are not wanted."""
    key = (self.__class__, message.__class__, method_name)
    try:
        plan = _plans[key]
    except KeyError:
        plan = _plans[key] = plan_for(*key)
    if plan is None:
        yield from _textuals(self, method_name, message)
        return
    for cls, methods in plan:
        if message._no_default_action:
            return
        for method in methods:
            yield cls, method.__get__(self, cls)


async def _on_message(self: MessagePump, message: Message) -> None:
    """As MessagePump's, but for telling its developer tools."""
    for _, method in self._get_dispatch_methods(message.handler_name, message):
        await invoke(method, message)
    if message.bubble and self._parent and not message._stop_propagation:
        if message._sender is not None and message._sender == self._parent:
            message.stop()
        if self.is_parent_active and self.is_attached:
            message._bubble_to(self._parent)


def put_in() -> None:
    """Have Textual find handlers by plan; not where its developer tools, or a log, are asked for."""
    # By setattr, for mypy takes these for names only.
    setattr(MessagePump, "_get_dispatch_methods", _dispatch_methods)  # noqa: B010
    if not constants.LOG_FILE and "devtools" not in os.environ.get("TEXTUAL", ""):
        setattr(MessagePump, "_on_message", _on_message)  # noqa: B010
