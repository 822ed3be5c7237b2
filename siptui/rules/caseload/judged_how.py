"""How a SIP has judged a school: ratings, how much was written, what moved without a word, how soon notes went out.

Source: handbook, section 4: the SIP Manager monitors the reports of all visits, so that support is consistent.
"""

from datetime import date

from msgspec import Struct

from siptui.framework import Framework
from siptui.framework.model import Visit
from siptui.records.change import Record
from siptui.rules.caseload.standing import judged_columns, rag_columns
from siptui.rules.summary import text


class JudgedHow(Struct):
    """What was counted: each list has an entry for everything that it rests on.

    `ratings` are colours, `words` how many words each evaluation has, `moved` whether a rating that differs from the
    visit's before has an evaluation, `days` from each visit until its note was sent, `unsent` visits judged whose note
    never was.
    """

    visits: int = 0
    ratings: list[str] = []
    words: list[int] = []
    moved: list[bool] = []
    days: list[int] = []
    unsent: int = 0

    def add(self, other: "JudgedHow") -> None:
        """Count another's beside."""
        self.visits += other.visits
        self.unsent += other.unsent
        for mine, theirs in zip(self._lists(), other._lists(), strict=True):
            mine.extend(theirs)

    def _lists(self) -> tuple[list[object], ...]:
        return self.ratings, self.words, self.moved, self.days  # type: ignore[return-value]


def judged_how(framework: Framework, record: Record) -> JudgedHow:
    """How the visits of a record were judged."""
    columns = judged_columns(framework)
    rag = [columns[n] for n in rag_columns(framework)]
    found, before = JudgedHow(), dict[tuple[str, str], str]()
    for visit in framework.visits:
        judged = False
        for row in visit.rows:
            here = f"{visit.judged_at}/{row.kip}"
            words = len(text(record, f"{here}/{framework.roles.evaluation}").split())
            judged = judged or bool(text(record, f"{here}/{framework.roles.current}"))
            if words:
                found.words.append(words)
            for column in rag:
                value = text(record, f"{here}/{column.key}")
                known = framework.scales[column.scale].find(value) if value else None
                if known is None:
                    continue
                found.ratings.append(known.colour)
                if before.get((row.kip, column.key), value) != value:
                    found.moved.append(bool(words))
                before[row.kip, column.key] = value
        if judged:
            found.visits += 1
            _count_note(framework, visit, record, found)
    return found


def _count_note(framework: Framework, visit: Visit, record: Record, found: JudgedHow) -> None:
    on, sent = (text(record, f"{visit.at}/{key}") for key in (framework.roles.visit_date, framework.roles.sent))
    if not sent:
        found.unsent += 1
        return
    try:
        found.days.append((date.fromisoformat(sent) - date.fromisoformat(on)).days)
    except ValueError:
        return  # the visit has no date
