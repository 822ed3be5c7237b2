"""A line remembers as Textual's does. What breaks here when Textual changes: `Strip.__init__` and its slots."""

from __future__ import annotations

import gc
import inspect
import re

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.cache import FIFOCache
from textual.color import Color
from textual.filter import Monochrome
from textual.strip import Strip

from screens.terminal.less_work import lean_strips

lean_strips.put_in()
TEXTUALS = inspect.getsource(lean_strips._textuals)


def line() -> Strip:
    return Strip([Segment("Bramble ", Style(color="#102030")), Segment("Primary", Style())])


def test_textual_has_these_memories() -> None:
    """As many, of the same names, each remembering as much."""
    made = {
        name: int(most) for name, most in re.findall(r"self\.(_\w+): FIFOCache\[[^=]*= FIFOCache\((\d+)\)", TEXTUALS)
    }
    assert made == lean_strips.MEMORIES
    set_ = set(re.findall(r"self\.(_\w+)\b", TEXTUALS))
    assert set_ - set(made) == set(re.findall(r"self\.(_\w+)\b", inspect.getsource(lean_strips._init)))


@pytest.mark.parametrize("name", lean_strips.MEMORIES)
def test_a_line_has_a_memory_once_it_is_asked_for(name: str) -> None:
    strip = line()
    assert not [each for each in gc.get_referents(strip) if isinstance(each, FIFOCache)]
    memory = getattr(strip, name)
    assert isinstance(memory, FIFOCache)
    assert getattr(strip, name) is memory
    assert getattr(line(), name) is not memory


def test_what_was_made_once_is_not_made_again() -> None:
    strip = line()
    grey = Monochrome()
    assert strip.crop(2, 5) is strip.crop(2, 5)
    assert strip.divide([3, 15])[0] is strip.divide([3, 15])[0]
    assert strip.apply_filter(grey, Color(0, 0, 0)) is strip.apply_filter(grey, Color(0, 0, 0))
    assert strip.adjust_cell_length(30) is strip.adjust_cell_length(30)
    assert strip.apply_offsets(1, 2) is strip.apply_offsets(1, 2)
    assert strip.crop_extend(0, 30, None) is strip.crop_extend(0, 30, None)
    assert strip.crop(2, 5).text == "amb"
    assert strip == line()
