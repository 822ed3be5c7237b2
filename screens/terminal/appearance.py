"""How siptui looks in this terminal: its theme, its colours, its signs."""

import asyncio
from typing import ClassVar

from rich.segment import Segment, Segments
from rich.style import Style
from textual import constants
from textual.driver import Driver
from textual.filter import Monochrome
from textual.scrollbar import ScrollBar, ScrollBarRender

from screens.terminal import themes
from screens.terminal.colours import CHANGES, Restyle, without_colours
from screens.terminal.driver import TerminalDriver
from screens.terminal.key_queue import KeyQueue
from screens.terminal.less_work.late_imports import finder
from screens.terminal.less_work.style_sheet import LastingStyles

# The finder is Textual's, and takes its colours from where ours are not. Read when it is opened for the first time.
FINDER = """
CommandPalette { background: $behind; }
CommandPalette > Vertical { background: $surface; }
CommandPalette SearchIcon { display: none; }
CommandPalette #--input, CommandPalette #--input.--list-visible { padding: 0 1; border: none; }
CommandPalette CommandInput, CommandPalette CommandInput:focus { height: 2; border: none; padding: 0; }
CommandPalette LoadingIndicator { border: none; }
CommandPalette > .command-palette--help-text { color: transparent; text-style: not dim not bold; }
CommandList, CommandList:focus { border: none; scrollbar-size-vertical: 1; }
CommandList > .option-list--option { text-style: none; }
CommandList:nocolor > .option-list--option-highlighted { text-style: bold underline; }
"""


class MarkedScrollBar(ScrollBarRender):
    """A scroll bar of signs, as the grid's: one of colours alone is nowhere to be seen under NO_COLOR."""

    @classmethod
    def render_bar(
        cls,
        size: int = 25,
        virtual_size: float = 50,
        window_size: float = 20,
        position: float = 0,
        thickness: int = 1,
        vertical: bool = True,
        back_color: object = None,
        bar_color: object = None,
    ) -> Segments:
        """The bar, a thumb as long as what is seen is of the whole."""
        first, last = 0, size
        if window_size and size and virtual_size > window_size:
            length = max(1, round(size * window_size / virtual_size))
            first = round((size - length) * min(1.0, position / (virtual_size - window_size)))
            last = first + length
        style = Style(color=bar_color, bgcolor=back_color)  # type: ignore[arg-type]
        track, thumb = ("│", "█") if vertical else ("─", "█")
        parts = [
            Segment(
                (thumb if first <= at < last else track) * (thickness if vertical else 1),
                style + Style(meta={"@mouse.down": _on_press(at, first, last)}),
            )
            for at in range(size)
        ]
        if vertical:
            return Segments(parts, new_lines=True)
        return Segments([*parts, Segment.line()] * thickness, new_lines=False)


def _on_press(at: int, first: int, last: int) -> str:
    return "scroll_up" if at < first else "scroll_down" if at >= last else "grab"


class Looks(LastingStyles, KeyQueue):
    """An application in its own colours."""

    CSS: ClassVar[str] = """
    ModalScreen { background: $behind; }
    TextArea .text-area--cursor { background: $background; color: $foreground; text-style: reverse; }
    TextArea .text-area--selection, Input > .input--selection {
        background: $background; color: $foreground; text-style: reverse;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        ScrollBar.renderer = MarkedScrollBar
        self._few = False
        self._filters = [Restyle(without_colours) if isinstance(each, Monochrome) else each for each in self._filters]
        for theme in themes.THEMES:
            self.register_theme(theme)
        self.theme = themes.chosen()
        self.use_colours()

    def get_driver_class(self) -> type[Driver]:
        """Our own, which writes what the locale has signs for; or what TEXTUAL_DRIVER names, as a browser needs."""
        return super().get_driver_class() if constants.DRIVER else TerminalDriver

    def fit_terminal(self) -> None:
        """Keep to the colours that the terminal has."""
        system = self.console.color_system
        self._few = system == "standard"
        if system in CHANGES and not self.no_color:
            self._filters.append(Restyle(CHANGES[system]))
        self._put_on(self.theme)
        self.use_colours()

    def _put_on(self, name: str) -> None:
        self.theme = name + themes.FEW if self._few else name

    async def choose_theme(self, name: str) -> str:
        """Change the theme, and remember it for the next time; gives what is wrong with that."""
        self._put_on(name)
        try:
            await asyncio.to_thread(themes.remember, name)
        except OSError as fault:
            return f"The theme cannot be remembered: {fault.strerror}"
        return ""

    def action_command_palette(self) -> None:
        """Open the finder, unless it is open: under a dialog, say, where Textual would open another and fail."""
        palette = finder()
        if not any(isinstance(screen, palette) for screen in self.screen_stack):
            self.stylesheet.add_source(FINDER, (__file__, "FINDER"))
            super().action_command_palette()
