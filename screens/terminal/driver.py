"""The terminal itself: what is written to it and read from it, and how it is left. Written for Textual 8.2.8."""

import contextlib
import os
import select
import selectors
import signal
import sys
import termios
from codecs import getincrementaldecoder
from functools import partial
from types import SimpleNamespace
from typing import Any

from textual.drivers import linux_driver

from screens.terminal.ascii_signs import translation, typed_in

LEFT = "\x1b[0m\x1b[?1016l"
"""Plain letters, and no mouse in pixels, which Textual turns on and never off."""
CONSOLE_LEFT = "\x1b[H\x1b[2J"
"""The console has no second screen to come back from."""
UNKNOWN_TO_CONSOLE = ("\x1b[>", "\x1b[<u", "\x1b[?2026$p", "\x1b[?2048$p")
"""Questions that older consoles print the end of."""
AT_LAST = "\x1b[?2004;1000;1003;1015;1006;2048l\x1b[?7h\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"

_before: list[Any] | None = None


class Patient(selectors.SelectSelector):
    """Waits until something comes. Textual's looks ten times a second, for a lone Esc is known by what does not follow.

    Twenty people on one machine leave theirs open all day. A byte in `woken` ends the wait, and all patience.
    """

    ROUNDS = 3  # of Textual's tenth of a second after the last byte, within which a lone Esc is told

    def __init__(self, woken: int) -> None:
        super().__init__()
        self._woken, self._left, self._ending = woken, self.ROUNDS, False
        self.register(woken, selectors.EVENT_READ)

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """What came, if not only the waking."""
        if len(self.get_map()) == 1:  # the terminal is no longer read
            return []
        self._left -= 1
        ready = super().select(timeout if self._left >= 0 or self._ending else None)
        if any(key.fd == self._woken for key, _ in ready):
            os.read(self._woken, 1)
            self._ending = True  # and is told so a moment later
        came = [(key, mask) for key, mask in ready if key.fd != self._woken]
        if came:
            self._left = self.ROUNDS
        return came


class TerminalDriver(linux_driver.LinuxDriver):
    """Textual's own driver, for every locale and every terminal."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._say = translation()
        self._console = os.environ.get("TERM", "").startswith("linux")
        # Textual's would end the program at the first byte that is not UTF-8, such as a pound sign in Latin-1.
        forgiving = partial(getincrementaldecoder(typed_in()), "replace")
        woken, self._wake = os.pipe()
        patient = SimpleNamespace(EVENT_READ=selectors.EVENT_READ, SelectSelector=partial(Patient, woken))
        # By setattr, for mypy takes these for names only.
        setattr(linux_driver, "getincrementaldecoder", lambda _: forgiving)  # noqa: B010
        setattr(linux_driver, "selectors", patient)  # noqa: B010

    def write(self, data: str) -> None:
        """Write to the terminal what it can show."""
        if self._console and data.startswith(UNKNOWN_TO_CONSOLE):
            return
        super().write(data if self._say is None else self._say(data))

    def start_application_mode(self) -> None:
        """Take the terminal, having looked how it was."""
        global _before
        with contextlib.suppress(termios.error):
            _before = _before or termios.tcgetattr(self.fileno)
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def disable_input(self) -> None:
        """Stop reading, at once."""
        os.write(self._wake, b".")
        super().disable_input()

    def stop_application_mode(self) -> None:
        """Leave the terminal as it was."""
        self.write(LEFT + (CONSOLE_LEFT if self._console else ""))
        super().stop_application_mode()


def leave_at_once() -> None:
    """Put the terminal back without waiting for anything: for when the process must end and Textual hangs."""
    if _before is None:
        return
    with contextlib.suppress(OSError, ValueError, termios.error):
        fd = sys.__stderr__.fileno() if sys.__stderr__ else 2
        if select.select([], [fd], [], 0)[1]:
            os.write(fd, (LEFT + AT_LAST).encode("ascii"))
        termios.tcsetattr(0, termios.TCSANOW, _before)


def hold_signals() -> list[int]:
    """Note what would end the process, until the application can answer; gives the list that it is noted in.

    A signal that came while the terminal is being taken would leave it taken.
    """
    came: list[int] = []
    for number in (signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, lambda number, _: came.append(number))
    return came


def end(*_: object) -> None:
    """End the process with the terminal put back, whatever still hangs."""
    leave_at_once()
    os._exit(0)
