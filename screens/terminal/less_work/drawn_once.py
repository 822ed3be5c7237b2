"""A picture is drawn once, when all that leads to it is done. Written for Textual 8.2.8; guarded by
tests/screens/terminal/less_work/test_drawn_once.py.

Textual styles all of a screen, and then again in the classes of the terminal's size; draws while updates are held back,
for nobody; draws what has changed, and then everything; and draws a move of the cursor before what is told of the cell
that it came to. A screen that opened was drawn three times over. And the first picture of each screen waited for a
sixtieth of a second, so that it should not come too soon after the one before.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sized
from functools import partial
from typing import Any

from textual import screen as textuals_screen
from textual._time import get_time
from textual.screen import Screen
from textual.timer import Timer

TURNS = 50
"""How many turns of the loop a picture waits for at most: a key takes some ten to go all its ways."""

_textuals_compose = Screen._compose
_textuals_refresh = Screen._compositor_refresh
_textuals_update_timer = Screen._update_timer


async def _compose(self: Screen[Any]) -> None:
    """As Screen's, with the classes of the terminal's size from the beginning."""
    width, height = self.app.size
    across = self._get_breakpoint_classes(width, self.HORIZONTAL_BREAKPOINTS or [])
    down = self._get_breakpoint_classes(height, self.VERTICAL_BREAKPOINTS or [])
    self.update_classes(dict.fromkeys(across | down, True), update=False)
    await _textuals_compose(self)


def _compositor_refresh(self: Screen[Any]) -> None:
    """As Screen's, unless all is drawn again after this."""
    if self.app._batch_count:
        self._repaint_required = True
    if not self._repaint_required or self.app.is_inline:
        _textuals_refresh(self)


async def _draw_when_done(screen: Screen[Any]) -> None:
    """Draw once there is nothing more to do in this turn."""
    ready: Sized = getattr(asyncio.get_running_loop(), "_ready", ())  # what asyncio still does
    for _ in range(TURNS):
        if not ready:
            break
        await asyncio.sleep(0)
    screen._on_timer_update()


class FirstAtOnce(Timer):
    """Textual's timer, but that its first tick waits for nothing."""

    async def _run(self) -> None:
        await self._active.wait()
        await self._tick(next_timer=get_time(), count=0)
        await super()._run()


def _update_timer(self: Screen[Any]) -> Timer:
    """As Screen's, but for what it calls, and when first."""
    timer: Timer | None = getattr(self, "_Screen__update_timer", None)
    if timer is None:
        draw = partial(_draw_when_done, self)
        timer = FirstAtOnce(self, textuals_screen.UPDATE_PERIOD, name="screen_update", callback=draw, pause=True)
        timer._start()
        self._timers.add(timer)
        setattr(self, "_Screen__update_timer", timer)  # noqa: B010
    return timer


def put_in() -> None:
    """Have every screen do so."""
    # By setattr, for mypy takes these for names only.
    setattr(Screen, "_compose", _compose)  # noqa: B010
    setattr(Screen, "_compositor_refresh", _compositor_refresh)  # noqa: B010
    setattr(Screen, "_update_timer", property(_update_timer))  # noqa: B010
