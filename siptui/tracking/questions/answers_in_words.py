"""An answer in words: what it is about, also where its question is asked no more, and what was chosen."""

from collections.abc import Mapping

from siptui.framework import Framework
from siptui.tracking.questions.choices import meanings

KINDS = {
    "means": "Column {column} of {sheet} means",
    "sheet": "Sheet {what}:",
    "value": "{what} counts as",
    "decimals": "In levels such as 2.3",
    "plus": "A level with a sign, such as 2b+, counts",
    "remarks": "A level with a remark beside it counts",
    "notation": "The numbers in column {column} of {sheet} are",
    "sublevels": "Letters in column {column} of {sheet} are",
    "subject": "The subject on {what} is",
    "term": "Results of a year group without a term are of",
    "column": "Results that stand twice ({what}): what counts is",
    "columns": "Columns of {what} not understood:",
    "above": "Rows above the headings of {what}:",
    "beside": "Columns of {what} without headings:",
    "tables": "Further tables on {what}:",
    "twice": "Of two results at one time on {what} counts",
    "year": "Year groups on {what}:",
    "point": "Results under {what} are of",
    "unknown": "Cells that hold no level:",
    "rows": "Rows of {what} that may be totals are",
    "leavers": "Pupils who are said to have left:",
    "years": "Year groups ({what}) are",
    "sheets": "Pupils on {what} are",
    "whose": "By column {column} of {sheet} count",
    "bands": "Headings over several columns of {what}:",
    "near": "Results near a point in time, on {what}:",
    "results": "Rows of {what} whose results are not read:",
    "reception": "The profile on {what}:",
    "profile": "The early years profile {what}:",
}
"""What an answer is about, by the word before the colon of its key; {what} is what follows, {sheet}!{column}."""
READ = {"results": "its results count", "leave out": "left out"}


def about(key: str, asked: Mapping[str, str]) -> str:
    """What an answer is about: its question, or what was told without being asked."""
    kind, _, what = key.partition(":")
    sheet, _, column = what.rpartition("!")
    if key in asked or kind not in KINDS:
        return asked.get(key) or f"{key}:"
    return " ".join(KINDS[kind].format(what=what, sheet=sheet, column=column).split())


def words(framework: Framework, text: str) -> str:
    """A text of the reader's with subjects and points in time as the form calls them."""
    progress = framework.progress
    names = {s.key: s.name for s in progress.subjects} | {p.key: p.name for p in progress.points}
    return " ".join(names.get(word, word) for word in text.split(" "))


def chosen(framework: Framework, key: str, choice: str) -> str:
    """What was chosen, as it was put to a person."""
    kind = key.partition(":")[0]
    if kind == "sheet":
        return READ.get(choice, choice)
    told = next((each.words for each in meanings(framework) if kind == "means" and each.answer == choice), "")
    return told or words(framework, choice)
