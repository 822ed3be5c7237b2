"""What a column's heading says: a result in a subject at a point in time, who a pupil is, or something else.

The wordings are data (`schemas/tracking/headings.toml`); the subjects and points in time are the framework's. A
heading is understood only if every word of it is: "Reading age Dec 10" is not a reading result.
"""

import re
from typing import Literal

from msgspec import Struct

from siptui.framework import Framework
from siptui.tracking.cells import plain
from siptui.tracking.data import Wordings
from siptui.tracking.moments import Moments, Parts

Kind = Literal["result", "column", "left out", "unknown"]
Notation = Literal["", "points", "levels"]

PART_D = "not in Part D"
_TOKEN = re.compile(r"[^\W\d_]+|\d+|%")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_POSSESSIVE = re.compile(r"[’']s\b")


class Meaning(Struct, frozen=True):
    """What a heading was understood to say.

    `name` is the column ("upn") or the reason for leaving it out. A result's `points` are the framework's points
    in time that its words fit: one if they are clear, none if they name none.
    """

    kind: Kind
    name: str = ""
    subject: str = ""
    points: tuple[str, ...] = ()
    sure: bool = True
    wording: str = ""  # the words that named the point in time
    notation: Notation = ""

    @property
    def weight(self) -> int:
        """How much the heading says for its row being the header."""
        return {"result": 3, "column": 2, "left out": 1, "unknown": 0}[self.kind]


UNKNOWN = Meaning("unknown", "not understood")
Phrase = tuple[tuple[str, ...], str, str]


def tokens(text: str) -> tuple[str, ...]:
    """The words and numbers of a text, as they are compared."""
    return tuple(_TOKEN.findall(_POSSESSIVE.sub("", plain(_CAMEL.sub(" ", text)))))


class Headings:
    """The wordings made ready for reading headings under one framework."""

    def __init__(self, words: Wordings, framework: Framework) -> None:
        self.words = words
        self.moments = Moments(words, framework)
        self.subjects = {s.key: s.name for s in framework.progress.subjects}
        self._phrases: dict[str, list[Phrase]] = {}
        self._known: dict[str, Meaning] = {}
        self._learn()
        self.identifying = {
            t for name in words.identity for phrase in words.columns[name] for t in tokens(phrase) if len(t) > 2
        }

    def meaning(self, text: str) -> Meaning:
        """What the heading `text` says."""
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = self._read(text)
        return known

    def _learn(self) -> None:
        w = self.words
        groups = [
            *(("subject", k, v) for k, v in w.subjects.items() if k in self.subjects),
            *(("other", k, v) for k, v in w.other_subjects.items()),
            *(("other", k, v) for k, v in w.subjects.items() if k not in self.subjects),
            *(("month", str(n), v) for n, v in enumerate(w.months, 1)),
            *(("term", k, t.words) for k, t in w.terms.items()),
            *(("left out", k, v) for k, v in w.left_out.items()),
            *(("column", k, v) for k, v in w.columns.items()),
            ("end", "", w.end_of_year),
            ("points", "", w.points_words),
            ("levels", "", w.level_words),
            ("filler", "", w.filler),
        ]
        for kind, value, phrases in groups:
            for phrase in phrases:
                key = tokens(phrase)
                self._phrases.setdefault(key[0], []).append((key, kind, value))
        for known in self._phrases.values():
            known.sort(key=lambda p: -len(p[0]))

    def _parse(self, words: tuple[str, ...]) -> tuple[dict[str, list[str]], list[str]]:
        """What the words say by kind, and the words (with numbers) that nothing was known for."""
        found: dict[str, list[str]] = {}
        rest: list[str] = []
        at = 0
        while at < len(words):
            for phrase, kind, value in self._phrases.get(words[at], ()):
                if words[at : at + len(phrase)] == phrase:
                    found.setdefault(kind, []).append(value)
                    at += len(phrase)
                    break
            else:
                rest.append(words[at])
                at += 1
        return found, rest

    def _read(self, text: str) -> Meaning:
        dated, plain_text = self.moments.written_date(plain(_CAMEL.sub(" ", text)))
        words = tokens(plain_text)
        if not words or len(words) > 24:
            return UNKNOWN
        found, rest = self._parse(words)
        if "left out" in found:
            return Meaning("left out", found["left out"][0])
        year_group, rest = self._without_year_group(found, rest)
        parts = Parts(months=[int(m) for m in found.get("month", ())], terms=found.get("term", []), numbers=rest)
        parts.dated, parts.end_of_year = dated, "end" in found
        moment = self.moments.moment(parts)
        notation: Notation = "points" if "points" in found else "levels" if "levels" in found else ""
        subjects = set(found.get("subject", ()))
        letters = [t for t in moment.rest if t in self.words.letters]
        if moment.named and not subjects and len(letters) == 1:
            subjects = {self.words.letters[letters[0]]} & self.subjects.keys()
            moment.rest.remove(letters[0])
        if subjects and "column" not in found:
            if len(subjects) > 1 or moment.rest:
                return UNKNOWN
            if year_group:
                return Meaning("left out", "says a year group and not a date")
            if moment.outside:
                return Meaning("left out", f"a point in time {PART_D}")
            (subject,) = subjects
            return Meaning("result", "", subject, moment.points, moment.sure, " ".join(moment.words), notation)
        rest = moment.rest + ([] if moment.named else moment.words)  # a lone "2010" explains nothing
        return self._no_result(found, rest, moment.named and not year_group, moment.points, notation)

    def _no_result(
        self, found: dict[str, list[str]], rest: list[str], dated: bool, points: tuple[str, ...], notation: Notation
    ) -> Meaning:
        columns = found.get("column", [])
        if columns and not rest and len(set(columns)) == 1 and not found.keys() & {"month", "term", "end", "points"}:
            return Meaning("column", columns[0])
        if "other" in found:
            return Meaning("left out", f"{found['other'][0]}, {PART_D}")
        if dated and not rest and not columns:
            return Meaning("unknown", "names a point in time but no subject", "", points, notation=notation)
        return UNKNOWN

    def _without_year_group(self, found: dict[str, list[str]], rest: list[str]) -> tuple[bool, list[str]]:
        """Take "Y3" out of a heading: whether there was one, and the words left."""
        if "year" not in found.get("column", ()):
            return False, rest
        digits = [t for t in rest if t.isdigit() and len(t) == 1]
        others = [c for c in found["column"] if c != "year"]
        if digits or found.keys() & {"subject", "month", "term"}:
            if others:
                found["column"] = others
            else:
                del found["column"]
            if digits:
                rest = [t for t in rest if t != digits[0]]
        return bool(digits), rest
