"""What only a person can tell, with the answers to choose from; and what was answered."""

from msgspec import Struct

from screens.grid.grid import Column, Row
from screens.importing.preview import Preview, Side, headed
from siptui.framework import Framework
from siptui.records.proposal import Question
from siptui.tracking.questions.answers_in_words import about, chosen, words

GIVEN = "given/"
"""How the key of a row begins that shows an answer."""
GIVEN_NOW = "Answered ({grid.open} takes an answer back)"
GIVEN_BEFORE = "Remembered of this school's earlier files ({grid.open} forgets it, and asks again)"
EACH_CELL = " · {importing.left_out} shows every cell"


class Answered(Struct, frozen=True):
    """An answer: under which title it is shown, its key, what that is about, and what was chosen."""

    title: str
    key: str
    about: str
    choice: str


def answered(preview: Preview) -> list[Answered]:
    """What was answered now, and what is remembered of earlier files."""
    given, remembered = preview.answers, preview.found.remembered_used
    some = [(GIVEN_NOW, key, choice) for key, choice in given.items()]
    some += [(GIVEN_BEFORE, key, choice) for key, choice in remembered.items() if key not in given]
    return [Answered(title, key, about(key, preview.asked), choice) for title, key, choice in some]


def questions(preview: Preview) -> Side:
    """The open questions over what was answered."""
    framework = preview.framework
    rows: list[Row] = []
    for question in preview.found.questions:
        rows += headed(question.key, question.asks, preview.room)
        more = preview.spell(EACH_CELL) if question.key == "unknown" else ""
        rows.append(Row(f"{question.key} where", (f"  {_where(preview, question)}{more}",), heading=True))
        rows += [Row(f"{question.key}={choice}", (f"    {_said(framework, choice)}",)) for choice in question.choices]
    given = answered(preview)
    for title in dict.fromkeys(each.title for each in given):
        rows.append(Row(title, (preview.spell(title),), heading=True))
        some = [each for each in given if each.title == title]
        rows += [Row(GIVEN + e.key, (f"    {e.about}", chosen(framework, e.key, e.choice))) for e in some]
    return [Column("choice", "", 40, grow=3), Column("answer", "", 24, grow=2)], rows


def _said(framework: Framework, choice: str) -> str:
    text = words(framework, choice)
    return text[:1].upper() + text[1:]


def _where(preview: Preview, question: Question) -> str:
    """The place that raised a question, as one would say it; the file's name stands above already."""
    place, text = question.place, question.where.removeprefix(f"{preview.found.source}: ")
    said = f"Sheet {place.sheet}, cell {place.column}{place.row}" if place else ""
    return text.replace(str(place), said, 1) if place else f"Sheet {text}" if text in _sheets(preview) else text


def _sheets(preview: Preview) -> set[str]:
    return {seen.name for seen in preview.found.seen}


def whole(preview: Preview, row: str, _column: str) -> str:
    """What an answer says, where its line has no room for that."""
    given = next((e for e in answered(preview) if row == GIVEN + e.key), None)
    return f"{given.about} {chosen(preview.framework, given.key, given.choice)}" if given else ""
