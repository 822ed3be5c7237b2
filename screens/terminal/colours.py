"""Colours as the terminal has them: exact in 256, readable in 16, none under NO_COLOR.

Left to itself, Rich takes many a grey for its neighbour, and 16 colours have traps of their own: bold is brighter in
most terminals (black becomes grey), and the console keeps a bright letter's brightness when it is turned round.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache

from rich.color import Color as RichColor
from rich.color_triplet import ColorTriplet
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

GREY_FROM, GREY_STEP, GREYS = 8, 10, 24
CUBE = (0, 95, 135, 175, 215, 255)
GREY = ColorTriplet(0xAA, 0xAA, 0xAA)
"""White that is not bright, as Rich has it; bold makes it bright."""
PLAIN = Style(bold=False)


class Restyle(LineFilter):
    """A filter that looks at one style at a time."""

    def __init__(self, change: Callable[[Style], Style]) -> None:
        super().__init__()
        self._change = lru_cache(1024)(change)

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments, each restyled."""
        change = self._change
        return [Segment(text, style and change(style), control) for text, style, control in segments]


class InOne(LineFilter):
    """Several filters that look at one style at a time, gone through once for each style on each background."""

    def __init__(self, filters: Sequence[LineFilter]) -> None:
        super().__init__()
        self.filters = tuple(filters)
        self._change = lru_cache(4096)(self._changed)

    def _changed(self, style: Style | None, background: Color) -> Style | None:
        segments = [Segment(" ", style)]
        for each in self.filters:
            segments = each.apply(segments, background)
        return segments[0].style

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments, each restyled."""
        change = self._change
        return [Segment(text, change(style, background)) for text, style, _ in segments]


def without_colours(style: Style) -> Style:
    """What is left is bold, underlined and turned round; bold and turned round is grey on grey on the console."""
    plain = style.without_color + Style(meta=style.meta or None)
    return plain + PLAIN if plain.bold and plain.reverse else plain


@lru_cache(256)
def of_256(colour: RichColor) -> RichColor:
    """The nearest colour of xterm's 256, and exactly that where it is one of them."""
    if colour.triplet is None:
        return colour
    wanted = colour.triplet
    number, best = 0, 1 << 20
    cube = [min(range(6), key=lambda i: abs(CUBE[i] - part)) for part in wanted]
    grey = max(0, min(GREYS - 1, round((sum(wanted) / 3 - GREY_FROM) / GREY_STEP)))
    level = GREY_FROM + GREY_STEP * grey
    for candidate, triplet in (
        (16 + 36 * cube[0] + 6 * cube[1] + cube[2], ColorTriplet(*(CUBE[i] for i in cube))),
        (232 + grey, ColorTriplet(level, level, level)),
    ):
        distance = sum((a - b) ** 2 for a, b in zip(wanted, triplet, strict=True))
        if distance < best:
            number, best = candidate, distance
    return RichColor.from_ansi(number)


def in_256(style: Style) -> Style:
    """The same in colours of 256."""
    if style.color is None and style.bgcolor is None:
        return style
    return style + Style.from_color(style.color and of_256(style.color), style.bgcolor and of_256(style.bgcolor))


def in_16(style: Style) -> Style:
    """Dark letters are never bold, and what is turned round is said in colours, none of them bright behind letters."""
    colour = style.color
    if colour is None or colour.triplet is None:
        return style
    bright = max(colour.triplet) == 0xFF
    if style.reverse:
        behind = RichColor.from_triplet(GREY) if bright else colour
        return style + Style(color=style.bgcolor, bgcolor=behind, reverse=False, bold=False)
    return style if bright or colour.triplet == GREY else style + PLAIN


CHANGES: dict[str | None, Callable[[Style], Style]] = {"256": in_256, "standard": in_16}
"""What is done to a style, by the name that Rich has for what the terminal can."""
