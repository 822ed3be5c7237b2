"""A terminal whose line can drop."""

import contextlib
import os
import signal
import time

from support.terminal import Terminal


class Line(Terminal):
    """A terminal whose line can drop."""

    ended = False

    def __exit__(self, *_: object) -> None:
        if not self.ended:
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
        self.hang_up()

    def shows(self, text: str) -> bool:
        """Whether a text is on the screen now."""
        return any(text in line for line in self.screen.display)

    def await_text(self, text: str, seconds: float = 60) -> None:
        """Wait for what may be there already."""
        self.quiet(0.05)
        if not self.shows(text):
            self.wait_for(text, seconds)

    def drop(self, how: str) -> None:
        """Have the line drop: `hang up`, `terminate`, `close the window`, or `kill`."""
        if how == "close the window":
            self.hang_up()
        else:
            self.send({"hang up": signal.SIGHUP, "terminate": signal.SIGTERM, "kill": signal.SIGKILL}[how])

    def send(self, number: signal.Signals) -> None:
        os.kill(self._pid, number)

    def hang_up(self) -> None:
        """Close the terminal's own end, as when its window is closed."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    def ends_within(self, seconds: float) -> bool:
        """Whether the program ends by itself in so long."""
        end = time.monotonic() + seconds
        while not self.ended and time.monotonic() < end:
            if self._fd >= 0:
                with contextlib.suppress(OSError):
                    self._read(0.05)
            self.ended = bool(os.waitpid(self._pid, os.WNOHANG)[0])
            time.sleep(0.02)
        return self.ended
