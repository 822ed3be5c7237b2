"""An answer in words: what it is about, also where its question is asked no more, and what was chosen."""

from collections.abc import Mapping

from siptui.framework import Framework
from siptui.tracking.questions.meanings_to_choose import meanings
from siptui.tracking.words import questions

READ = {"results": "its results count", "leave out": "left out"}


def about(key: str, asked: Mapping[str, str]) -> str:
    """What an answer is about: its question, or what was told without being asked."""
    return asked.get(key) or questions.about(key) or f"{key}:"


def words(framework: Framework, text: str) -> str:
    """A text of the reader's with subjects and points in time as the form calls them."""
    progress = framework.progress
    names = {s.key: s.name for s in progress.subjects} | {p.key: p.name for p in progress.times}
    return " ".join(names.get(word, word) for word in text.split(" "))


def chosen(framework: Framework, key: str, choice: str) -> str:
    """What was chosen, as it was put to a person."""
    kind = key.partition(":")[0]
    if kind == "sheet":
        return READ.get(choice, choice)
    told = next((each.words for each in meanings(framework) if kind == "means" and each.answer == choice), "")
    return told or words(framework, choice)
