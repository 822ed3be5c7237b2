"""What stands against giving a school to a SIP. Source: handbook, section 2 and section 4; facts.md §12 R3-R6.

A conflict of interest, recent employment and a school's own refusal must be answered with a reason; the others are
said, and stop nobody.
"""

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from siptui.framework import Framework
from siptui.records.change import Record
from siptui.rules.caseload.open_forms import open_forms
from siptui.rules.summary import text

Code = Literal["conflict_of_interest", "declined_by_school", "not_accredited", "associate_in_difficulty"]
TO_ANSWER: tuple[Code, ...] = ("conflict_of_interest", "declined_by_school")
"""Those that a reason must answer."""
SHORTEST = 4
"""Letters of a word that can name a school alone."""


class Objection(Struct, frozen=True):
    """What stands against it, and the words of the record that say so."""

    code: Code
    words: str = ""


def objections(framework: Framework, school: Record, person: Record, sip: str, kind: str) -> Iterator[Objection]:
    """What stands against giving a school to somebody of these initials; `kind` is internal or associate."""
    roles = framework.roles
    name = text(school, roles.name)
    for entry in re.split(r"[;\n]+", text(person, roles.not_schools)):
        if names_school(entry, name):
            yield Objection("conflict_of_interest", " ".join(entry.split()))
    base = roles.declined
    if base and text(school, f"{base}/sip").casefold() == sip.casefold() != "":
        yield Objection("declined_by_school", text(school, f"{base}/reason"))
    if _asks(framework, roles.accredited) and not text(person, roles.accredited):
        yield Objection("not_accredited")
    if kind == "associate" and in_difficulty(framework, school):
        yield Objection("associate_in_difficulty")


def in_difficulty(framework: Framework, school: Record) -> bool:
    """Whether a school causes concern: a form that says so is open."""
    return any(True for _ in open_forms(framework, school, framework.roles.concerns))


def names_school(entry: str, school: str) -> bool:
    """Whether words about schools name one: its whole name, or one entry that is the beginning of it.

    `Ashwell (governor)` names Ashwell Primary, and Moorlands does not name Moorland Infant.
    """
    said, name = _plain(re.sub(r"[\[(].*?[\])]", " ", entry)), _plain(school)
    if not name or not said:
        return False
    if re.search(rf"\b{re.escape(name)}\b", _plain(entry)):
        return True
    first = re.split(r"\s[-–:,]\s|[:,]\s", said)[0].strip()
    return len(first) >= SHORTEST and bool(re.match(rf"{re.escape(first)}\b", name))


def _plain(words: str) -> str:
    return " ".join(words.casefold().replace("’", "'").split())


def _asks(framework: Framework, path: str) -> bool:
    """Whether a form of the framework asks for it of a person."""
    return any(
        f"{form.where(block)}/{field.key}" == path
        for form in framework.forms
        if form.about == "person"
        for block in form.blocks
        for field in getattr(block, "fields", [])
    )
