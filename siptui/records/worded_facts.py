"""Facts filled in where words name them; what a cell holds is quoted, and no more than 80 characters of it."""

from collections.abc import Mapping

from siptui.records.controls_made_visible import quoted


class _Text(str):
    """A text that `{name!r}` quotes the beginning of, and `{name}` gives whole."""

    __slots__ = ()

    def __repr__(self) -> str:
        return quoted(str(self))


def filled_in(words: str, facts: Mapping[str, object]) -> str:
    """The words with their facts."""
    return words.format_map({name: _Text(fact) if isinstance(fact, str) else fact for name, fact in facts.items()})
