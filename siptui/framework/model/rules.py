"""rules.toml: what is checked, each rule one use of a kind that Python knows."""

from typing import Literal

from siptui.framework.model.base_struct import Data, When

RuleKind = Literal[
    "filled",  # every place of `of`, once anything of the form is
    "at_most",  # no more than `count` places of `of`
    "at_least",  # no fewer than `count`
    "text_with",  # where a row's fields hold `when`, the text `of` of the row is written
    "no_worse",  # the grade `of` is no worse than the grade `than`
    "speaks_of",  # the text `of` holds one of `words`
    "silent_on",  # the text `of` holds none of `words`
    "within",  # the date `of` lies in [`first`, `last`], dates or paths of dates
    "not_before",  # the date `of` is not before the date `than`
    "moved_in_words",  # a judgement that differs from the last visit's of the same KIP has words
    "sums_to",  # the numbers `of` sum to `than`, a number or a path
    "between",  # the number `of` is from `least` to `most`
    "exactly_one",  # one of the places `of` is filled
    "all_different",  # no two of the places `of` hold the same
    "state_complete",  # in one of the states `states`, everything needed, before whichever step, is filled
]


class Rule(Data, frozen=True):
    """A use of a kind of rule. `of` and `than` are names in a form, or patterns of paths in which `*` is one segment.

    A `*` in `than` stands for what it stood for in `of`. `forms` are the keys of the forms that it is for (none: all).
    `when` says of which places, by what stands beside each. `first` and `last` are dates, names of dates, `today`, or
    `term:first` and `term:last`. The message may name {label}, {count} and {value}.
    """

    key: str
    kind: RuleKind
    message: str
    source: str
    forms: list[str] = []
    of: list[str] = []
    than: str = ""
    when: When = {}
    words: list[str] = []
    count: int = 0
    first: str = ""
    last: str = ""
    least: float = 0
    most: float = 0
    states: list[str] = []
    steps: list[str] = []  # those before which it must hold; none: it is said, and stops nobody


class Rules(Data, frozen=True):
    """rules.toml."""

    rules: list[Rule] = []
