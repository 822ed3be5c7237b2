"""The end that nobody wanted, without Textual's traceback. Written for Textual 8.2.8; guarded by
tests/screens/terminal/test_textuals_insides.py and tests/screens/terminal/test_terminals.py."""

import os

from textual.app import App


class WordedEnd(App[None]):
    """An application that prints nothing of its own when it fails: a traceback would hold all of a school's record."""

    @property
    def fault(self) -> Exception | None:
        """What made it end that nobody expected."""
        return self._exception

    def _print_error_renderables(self) -> None:
        """Nothing; whoever ran it says it in words. SIPTUI_DEBUG has it all printed."""
        if os.environ.get("SIPTUI_DEBUG") or self._exception is None:
            super()._print_error_renderables()
        else:
            self._exit_renderables.clear()
