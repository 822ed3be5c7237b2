"""What a column's heading says: a result in a subject at a point in time, who a pupil is, or something else.

The wordings are data (`schemas/tracking/headings.toml`); the subjects and points in time are the framework's. A
heading is understood only if every word of it is: "Reading age Dec 10" is not a reading result.
"""

import re
from functools import lru_cache
from itertools import chain
from typing import Literal

from msgspec import Struct, structs

from siptui.framework import Framework
from siptui.sheets.cells import Memo, plain
from siptui.tracking.vocabulary.points_in_time import Moment, Moments, Parts, Years
from siptui.tracking.vocabulary.schema_tables import Wordings
from siptui.tracking.words.columns import Means, because, means

Kind = Literal["result", "column", "left out", "unknown"]
Notation = str
"""What a heading says of how results are written: "points", "levels", words for a kind of result, or nothing."""

OUTSIDE, EARLIER = "outside", "earlier"  # not at one of Part D's points in time
OTHER_SUBJECT, SPAN, YEAR_GROUP_ONLY, NO_SUBJECT = "other_subject", "span", "year_group_only", "no_subject"
OTHER_YEAR = "other_year"
_GROUPS = frozenset("123456789")
_TOKEN = re.compile(r"[^\W\d_]+|\d+|%")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=\b[A-Z])(?=[A-Z][a-z])")  # also "R|Dec10"
_POSSESSIVE = re.compile(r"[’']s\b|(?<=\d)(?:st|nd|rd|th)\b")  # and the "rd" of "3rd", which is no reading


class Meaning(Struct, frozen=True):
    """What a heading was understood to say.

    `name` is the column ("upn") or the reason for leaving it out: one of headings.toml, or of words.columns. A
    result's `points` are the framework's points in time that its words fit: one if they are clear, none if they name
    none.
    """

    kind: Kind
    name: str = ""
    subject: str = ""
    points: tuple[str, ...] = ()
    sure: bool = True
    wording: str = ""  # the words that named the point in time
    notation: Notation = ""
    dated: bool = False  # whether it names a year
    by_year: tuple[tuple[int, str], ...] = ()  # of "Y3 Spr": the point in time by the pupil's year group now
    near: tuple[str, ...] = ()  # of June: the point in time for which it may stand
    assumed: bool = False  # whether nothing but what it holds says that it is of the end of a year

    @property
    def weight(self) -> int:
        """How much the heading says for its row being the header."""
        return {"result": 3, "column": 2, "left out": 1, "unknown": 1 if self.points else 0}[self.kind]


UNKNOWN = Meaning("unknown", "not_understood")


class Said(Struct, frozen=True):
    """What a title, a sheet's name or a band above headings says, though not every word of it is understood."""

    left_out: tuple[str, ...]
    years: Years
    others: bool  # whether it holds words besides those


Phrase = tuple[tuple[str, ...], str, str]


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[str, ...]:
    """The words and numbers of a text, as they are compared."""
    if text.islower() and text.isascii() and text.replace(" ", "").isalpha():  # as most wordings are
        return tuple(text.split())
    return tuple(_TOKEN.findall(_POSSESSIVE.sub("", plain(_CAMEL.sub(" ", text)))))


class Headings:
    """The wordings made ready for reading headings under one framework."""

    def __init__(self, words: Wordings, framework: Framework) -> None:
        self.words = words
        self.memo = Memo()  # of what was found on sheets by these wordings
        self.moments = Moments(words, framework)
        self.subjects = {s.key: s.name for s in framework.progress.subjects}
        self.pairs = [(subject, point) for subject in self.subjects for point in self.moments.points]
        self._phrases: dict[str, list[Phrase]] = {}
        self._known: dict[str, Meaning] = {}
        self._said: dict[str, Said] = {}
        self._learn()
        self._whole = {tokens(p): name for name, listed in words.long_form.items() for p in listed}
        self.identifying = {
            t for name in words.identity for phrase in words.columns[name] for t in tokens(phrase) if len(t) > 2
        }

    def meaning(self, text: str) -> Meaning:
        """What the heading `text` says."""
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = self._read(text)
        return known

    def role(self, meaning: Meaning) -> str:
        """What a column holds: a "result", a "target", a "prediction", an "estimate"; "" for none of them."""
        if meaning.kind == "result":
            return "result"
        other = meaning.kind == "left out" and meaning.subject and meaning.name in {OTHER_SUBJECT, OUTSIDE, EARLIER}
        return "result" if other else self.words.roles.get(meaning.name, "")

    def means(self, meaning: Meaning) -> Means:
        """What is said of a column of that meaning."""
        if meaning.kind == "column":
            return means("about_pupil", name=self.words.names.get(meaning.name, meaning.name), key=meaning.name)
        if meaning.kind == "result" and len(meaning.points) == 1:
            return means("result", subject=meaning.subject, point=meaning.points[0])
        if meaning.kind == "result":
            return means("no_single_time", subject=meaning.subject)
        return means("left_out", because=because(meaning.name, meaning.subject), name=meaning.name)

    def title(self, text: str) -> Meaning:
        """What a title or a sheet's name says of the results below it, besides whose they are."""
        whole = self.meaning(text)
        if whole.kind == "result" or whole.points:
            return whole
        lowered = " ".join(tokens(text))
        for phrase in (*self.words.harmless, *self.words.about_results):
            lowered = re.sub(rf"\b{phrase}\b", " ", lowered)
        words = lowered.split()
        starts = {at for at, word in enumerate(words[:-1]) if word in self.words.year_words}
        starts = {at for at in starts if words[at + 1].isdigit() and len(words[at + 1]) < 3}
        return self.meaning(" ".join(w for at, w in enumerate(words) if at not in starts and at - 1 not in starts))

    def subject_within(self, text: str) -> str:
        """The one subject that a text names, whatever else it says; "" where it names none or several, or a target."""
        found, _ = self._parse(tokens(text))
        subjects = {*found.get("subject", ())}
        return min(subjects) if len(subjects) == 1 and "left out" not in found else ""

    def says(self, text: str) -> Said:
        """What can be told from a text that is no column's heading."""
        said = self._said.get(text)
        if said is None:
            said = self._said[text] = self._title(text)
        return said

    def _title(self, text: str) -> Said:
        lowered = " ".join(tokens(text))
        for phrase in self.words.harmless:
            lowered = re.sub(rf"\b{phrase}\b", " ", lowered)
        found, rest = self._parse(tokens(lowered))
        months = [int(m) for m in found.get("month", ())]
        years = self.moments.years(plain(text), months)
        results = not {*self.words.about_results}.isdisjoint(tokens(lowered))
        left = [t for t in rest if not t.isdigit() and t not in self.words.letters]
        signs = ["progress"] if any(sign in text for sign in self.words.progress_signs) else []
        return Said((*found.get("left out", ()), *signs), years, bool(left) or results)

    def is_made_of(self, word: str) -> bool:
        """Whether a word, as `tokens` gives it, is one that headings and titles are made of."""
        known = (phrase for phrases in self._phrases.values() for phrase, _, _ in phrases)
        titles = (tokens(phrase) for phrase in (*self.words.harmless, *self.words.about_results))
        return any(word in phrase for phrase in chain(known, titles))

    def _learn(self) -> None:
        w = self.words
        groups = [
            *(("subject", k, v) for k, v in w.subjects.items() if k in self.subjects),
            *((self._kind(k), self._subject(k), v) for k, v in w.other_subjects.items()),
            *(("other", k, v) for k, v in w.subjects.items() if k not in self.subjects),
            *(("month", str(n), v) for n, v in enumerate(w.months, 1)),
            *(("term", k, t.words) for k, t in w.terms.items()),
            *(("left out", k, v) for k, v in w.left_out.items()),
            *(("column", k, v) for k, v in w.columns.items()),
            *(("year group", k, [p for p in v if len(max(tokens(p), key=len)) > 1]) for k, v in w.years.items()),
            ("end", "", w.end_of_year),
            ("ending", "", w.end_words),
            *(("kind", word, [word]) for word in w.kinds),
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

    def _subject(self, name: str) -> str:
        """A further subject's key where the framework has progress in it, else its name."""
        key = name.casefold().replace(" ", "_")
        return key if key in self.subjects else name

    def _kind(self, name: str) -> str:
        return "subject" if self._subject(name) in self.subjects else "other"

    def _parse(self, words: tuple[str, ...]) -> tuple[dict[str, list[str]], list[str]]:
        """What the words say by kind, and the words (with numbers) that nothing was known for."""
        found: dict[str, list[str]] = {}
        rest: list[str] = []
        at = 0
        while at < len(words):
            for phrase, kind, value in self._phrases.get(words[at], ()):
                if words[at : at + len(phrase)] == phrase:
                    at += len(phrase)
                    if (kind, value) == ("column", "year") and at < len(words) and words[at] in _GROUPS:
                        kind, value, at = "year group", words[at], at + 1
                    found.setdefault(kind, []).append(value)
                    break
            else:
                rest.append(words[at])
                at += 1
        return found, rest

    def spelled_out(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """The words, with those that downloads run together taken apart: "READSCORE" is the reading score."""
        known = self.words.spelled_out
        if known.keys().isdisjoint(words):
            return words
        return tuple(t for word in words for t in tokens(known.get(word, word)))

    def _read(self, text: str) -> Meaning:
        if any(sign in text for sign in self.words.progress_signs):
            return Meaning("left out", "progress")
        dated, plain_text = self.moments.written_date(plain(_CAMEL.sub(" ", text)))
        words = tokens(plain_text)
        if self.words.spelled_out:
            words = self.spelled_out(tokens(plain(text)) if len(text.split()) == 1 and text.isalpha() else words)
        if not (words or dated) or len(words) > 24 or words in self._whole:
            return Meaning("column", self._whole[words]) if words in self._whole and not dated else UNKNOWN
        found, rest = self._parse(words)
        parts = self._parts(found, rest, dated)
        assumed = bool(self.words.results) and self._settle_yearly(found, parts)
        moment = self.moments.moment(parts)
        subjects = set(found.get("subject", ()))
        letters = [t for t in moment.rest if t in self.words.letters]
        if moment.named and not subjects and len(letters) == 1:
            subjects = {self.words.letters[letters[0]]} & self.subjects.keys()
            moment.rest.remove(letters[0])
        notation: Notation = "points" if "points" in found else "levels" if "levels" in found else ""
        notation = found.get("kind", [notation])[0]
        about = Meaning("left out", "", next(iter(subjects)) if len(subjects) == 1 else "", moment.points)
        about = structs.replace(
            about, sure=moment.sure, wording=" ".join(moment.words), notation=notation, dated=moment.dated
        )
        about = structs.replace(about, assumed=True) if assumed else about
        if "left out" in found:
            near = moment.near if moment.outside and len(moment.near) == 1 else ()
            return structs.replace(about, name=found["left out"][0], near=near)
        if subjects and "column" not in found:
            return self._result(found, moment, about, len(subjects))
        rest = moment.rest + ([] if moment.named else moment.words)  # a lone "2010" explains nothing
        if "kind" in found and not rest and "column" not in found:
            return structs.replace(about, kind="unknown", name=NO_SUBJECT)
        if moment.span:
            return Meaning("left out", SPAN)
        what = OUTSIDE if moment.outside else NO_SUBJECT
        without = structs.replace(about, kind="unknown", name=what, sure=True)
        without = structs.replace(without, by_year=moment.by_year, wording="")
        if moment.outside and moment.near:
            without = structs.replace(self._of_month_beside(about, moment, "unknown"), name=NO_SUBJECT)
        return self._no_result(found, rest, without if moment.named else UNKNOWN)

    def _settle_yearly(self, found: dict[str, list[str]], parts: Parts) -> bool:
        """Results that there are once a year are those of its end; of one year group's, without a year, of its own.

        Where a time is named it counts, also beside words that say such results: "Pre-SATs Spring". Gives whether
        nothing says that they are of the end of a year but what they are.
        """
        if parts.months or parts.terms or parts.dated:
            parts.end_of_year = parts.end_of_year and not (parts.months or parts.terms)
            return False
        subjects, words = {*found.get("subject", ())}, self.words
        yearly = subjects & {*words.yearly_subjects} or {*found.get("kind", ())} & {*words.yearly_kinds}
        if not yearly or parts.end_of_year:
            return False
        parts.end_of_year = True
        of = [words.taken_in[subject] for subject in subjects if subject in words.taken_in]
        if of and not parts.numbers and not parts.year_groups:
            parts.year_groups = of
        return True

    def _parts(self, found: dict[str, list[str]], rest: list[str], dated: tuple[int, int, int] | None) -> Parts:
        """What of a heading's words may name a point in time."""
        parts = Parts([int(m) for m in found.get("month", ())], found.get("term", []), rest, dated=dated)
        parts.end_of_year = "end" in found
        groups = found.pop("year group", [])
        if not groups and parts.end_of_year:
            groups = [t for t in rest if t.isdigit() and len(t) == 1]
            parts.numbers = [t for t in rest if t not in groups]
        parts.year_groups = [int(g) for g in groups]
        if groups and "ending" in found and not parts.months and not parts.terms:
            parts.end_of_year = True
        of_results = {"month", "term"} if self.words.results else {"subject", "month", "term"}
        if not groups and found.keys() & of_results and "column" in found:
            found["column"] = [c for c in found["column"] if c != "year"]  # "Reading Autumn year 2010"
        if not found.get("column", True):
            del found["column"]
        return parts

    def _result(self, found: dict[str, list[str]], moment: Moment, about: Meaning, subjects: int) -> Meaning:
        """What a heading says that names a subject of the framework; `about` is what it is about."""
        strands = [o for o in found.get("other", ()) if about.subject not in self.words.umbrella.get(o, ())]
        if strands:
            return structs.replace(about, name=OTHER_SUBJECT, subject=strands[0])
        if moment.span:
            return structs.replace(about, name=SPAN)
        if subjects > 1 or moment.rest:
            return UNKNOWN
        if moment.year_group and not moment.named:
            return structs.replace(about, name=YEAR_GROUP_ONLY)
        if moment.other_year:
            return structs.replace(about, name=OTHER_YEAR, points=())
        if moment.outside and moment.near:
            return self._of_month_beside(about, moment, "result")
        if moment.outside:
            return structs.replace(about, name=EARLIER if moment.earlier else OUTSIDE)
        return structs.replace(about, kind="result", by_year=moment.by_year)

    def _of_month_beside(self, about: Meaning, moment: Moment, kind: Kind) -> Meaning:
        """What "Reading June 10" says; without a year June may be for one of two Julys, and which is asked anyway."""
        wording = about.wording or " ".join(moment.words)
        if len(moment.near) > 1:
            return structs.replace(about, kind=kind, points=moment.near, sure=False, wording=wording)
        return structs.replace(about, kind=kind, points=moment.near, sure=True, wording=wording, near=moment.near)

    def _no_result(self, found: dict[str, list[str]], rest: list[str], moment: Meaning) -> Meaning:
        columns = found.get("column", [])
        if columns and not rest and len(set(columns)) == 1 and not found.keys() & {"month", "term", "end", "points"}:
            return Meaning("column", columns[0])
        if "other" in found:
            return structs.replace(moment, kind="left out", name=OTHER_SUBJECT, subject=found["other"][0])
        return UNKNOWN if rest or columns else moment


Pair = tuple[str, str]
"""A subject and a point in time."""
