"""What a list of schools would put into a store: schools, whose they are, people; and what only a person can say."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, structs

from siptui.framework import Framework
from siptui.framework.alike_names import as_compared
from siptui.records.problem import Problem
from siptui.rules.caseload_row import CaseloadRow
from siptui.store.office_settings import Office
from siptui.store.school import slug
from siptui.workbooks.lists.list_words import ListWords, plain
from siptui.workbooks.lists.read_list import INITIALS, Listed, ListRead, NotThere

NEW, NOBODY, GOES_ON = "new", "nobody", "goes on"
"""Answers that are no value: that a school is another than the one of a like name, that nobody has it yet, that the
record of one that closed is its successor's.
"""
AUTHORITY = "authority"


class Question(Struct, frozen=True):
    """What only a person can say: a key to answer it by, what is asked, among what to choose (none: any words)."""

    key: str
    asks: str
    choices: list[str]
    where: str


class Meant(Struct, frozen=True):
    """A school of the list: its id (for one that is new "") and phase, how that is known, and whose it was."""

    listed: Listed
    id: str
    phase: str
    phase_by: str  # name, heading, answer; "" where it is not known, or there already
    sip: str
    sip_before: str = ""
    renewed: bool = False  # whether it has another URN than the school had that its record was of


class ListProposal(Struct):
    """What would be put in, what is so already, and what is asked."""

    new: list[Meant] = []
    moved: list[Meant] = []
    same: list[Meant] = []
    people: dict[str, str] = {}  # those who are not known yet
    known: int = 0
    not_listed: list[str] = []  # schools of the store that are in no row
    questions: list[Question] = []
    problems: list[Problem] = []
    not_there: list[NotThere] = []  # schools of a register that are closed, or not open yet
    closing: list[str] = []  # names of those that are open, but proposed to close
    alike: list[str] = []  # names that several new schools have

    @property
    def by_phase(self) -> dict[str, dict[str, int]]:
        """How many new schools have which phase, by how that is known."""
        found: dict[str, dict[str, int]] = {}
        for (by, phase), count in sorted(Counter((each.phase_by, each.phase) for each in self.new).items()):
            found.setdefault(by, {})[phase] = count
        return found


class Numbers(Struct, frozen=True):
    """The schools of a store by their URN, and by their number: of an id, what it has."""

    urn: dict[str, str] = {}
    number: dict[str, str] = {}


NO_NUMBERS = Numbers()


def propose(
    file: str,
    read: ListRead,
    words: ListWords,
    framework: Framework,
    office: Office,
    rows: Sequence[CaseloadRow],
    answers: Mapping[str, str],
    numbers: Numbers = NO_NUMBERS,
) -> ListProposal:
    """What a list would put into a store with these settings and this caseload, as far as `answers` go.

    `numbers` are those of the store's schools, by which they are known whatever they are called.
    """
    making = _Making(file, words, framework, rows, answers, numbers)
    making.initials = {_name(name): each for each, name in read.people.items()}
    making.initials |= {_name(office.full_name(each)): each for each in office.people}
    found = ListProposal()
    for listed in making.once_each(read.schools):
        making.put(found, listed)
    making.add_people(found, read, office)
    making.ask_authority(read)
    making.ask_closed(found, read)
    found.closing = read.closing
    names = Counter(_name(each.listed.name) for each in found.new)
    twins = [each.listed for each in found.new if names[_name(each.listed.name)] > 1]
    found.alike = [f"{each.name} ({each.also.get('postcode') or each.also.get('number', '')})" for each in twins]
    found.questions = list(making.questions.values())
    named = {each.id for each in (*found.moved, *found.same)}
    found.not_listed = [row.name for row in rows if row.id not in named]
    for key in answers:
        if key not in making.used:
            what, do = f"--answer {key[:60]}: nothing of that name is asked", "leave it out"
            found.problems.append(Problem(file, what, do, facts={"key": key[:60]}, code="no_such_question"))
    return found


class _Making:
    """A proposal on its way: what is asked, and what has been answered."""

    def __init__(
        self,
        file: str,
        words: ListWords,
        framework: Framework,
        rows: Sequence[CaseloadRow],
        answers: Mapping[str, str],
        numbers: Numbers,
    ) -> None:
        self.file, self.words, self.answers, self.numbers = file, words, answers, numbers
        self.by_urn = {urn: each for each, urn in numbers.urn.items()}
        self.by_id = {row.id: row for row in rows}
        self.phases = framework.phase_names()
        self.titles = {plain(v.name): v.value for v in framework.scales[framework.roles.phases].values}
        self.rows: dict[str, list[CaseloadRow]] = {}
        for row in rows:
            self.rows.setdefault(_name(row.name), []).append(row)
        self.questions: dict[str, Question] = {}
        self.used: set[str] = set()
        self.initials: dict[str, str] = {}  # by the name of whose they are

    def once_each(self, listed: Sequence[Listed]) -> Iterator[Listed]:
        """Each school once; one that is listed with two SIPs is asked about."""
        by_name: dict[str, list[Listed]] = {}
        for each in listed:
            by_name.setdefault(each.also.get("urn") or _name(each.name), []).append(each)
        for rows in by_name.values():
            sips = list(dict.fromkeys(self.initials.get(_name(row.sip), row.sip) for row in rows if row.sip))
            first = structs.replace(rows[0], sip=sips[0] if sips else "")
            if len(sips) > 1:
                asks = f"{first.name} is listed with {' and with '.join(sips)}: whose is it?"
                sip = self._answer(f"sip:{slug(first.name)}", asks, sips, first.where)
                first = structs.replace(first, sip=sip or sips[0])
            yield first

    def put(self, found: ListProposal, listed: Listed) -> None:
        """Say of a school of the list what would become of it."""
        row = self._in_store(listed)
        if row is None:
            phase, by = self._phase(listed)
            found.new.append(Meant(listed, "", phase, by, listed.sip))
            return
        meant = Meant(listed, row.id, row.phase, "", listed.sip, row.sip)
        (found.moved if listed.sip and listed.sip != row.sip else found.same).append(meant)

    def _in_store(self, listed: Listed) -> CaseloadRow | None:
        """The school of the store that one of the list is: by its URN, else by its name if no number says otherwise."""
        if found := self.by_id.get(self.by_urn.get(listed.also.get("urn", ""), "")):
            return found
        name = _name(listed.name)
        if name in self.rows:
            same = [row for row in self.rows[name] if self._may_be(row, listed)]
            return same[0] if len(same) == 1 else None
        like = [
            row
            for key, rows in self.rows.items()
            if key.startswith(f"{name} ") or name.startswith(f"{key} ")
            for row in rows
            if self._may_be(row, listed)
        ]
        if len(like) != 1:
            return None
        asks = f"Is {listed.name} the school that is here as {like[0].name}?"
        said = self._answer(f"is:{slug(listed.name)}", asks, [like[0].id, NEW], listed.where)
        return like[0] if said == like[0].id else None

    def _may_be(self, row: CaseloadRow, listed: Listed) -> bool:
        """Whether no number of a school in the store is another than the list's."""
        mine = (self.numbers.urn.get(row.id, ""), self.numbers.number.get(row.id, ""))
        theirs = (listed.also.get("urn", ""), listed.also.get("number", ""))
        return all(one == other or not one or not other for one, other in zip(mine, theirs, strict=True))

    def _phase(self, listed: Listed) -> tuple[str, str]:
        """The phase of a new school and how it is known: answered, by its own name, by the heading it stands under."""
        own = self._taken(f"phase:{slug(listed.name)}", self.phases)
        if own:
            return own, "answer"
        if len(known := self._known(listed.phases)[:1]) == 1:
            return known[0], "register"
        by_name = self._known(self.words.phases_in(listed.name))
        by_heading = self._known([self.titles.get(plain(listed.group), ""), *self.words.phases_in(listed.group)])
        if len(both := [each for each in by_name if each in by_heading]) == 1:
            return both[0], "heading" if by_heading == both else "name"
        if len(by_name) == 1:
            return by_name[0], "name"
        if len(by_heading) == 1:
            return by_heading[0], "heading"
        if listed.also.get("urn"):
            asks = f"The register says {listed.group!r} of {listed.name}: which phase is that?"
            return self._answer(f"phase:{slug(listed.name)}", asks, self.phases, listed.where), "answer"
        under = listed.group or self.file
        asks = f"Of which phase are the schools under {under!r} whose names do not say it?"
        return self._answer(f"phase:{under}", asks, self.phases, listed.where), "answer"

    def _known(self, phases: Sequence[str]) -> list[str]:
        return list(dict.fromkeys(each for each in phases if each in self.phases))

    def _answer(self, key: str, asks: str, choices: list[str], where: str) -> str:
        """What was answered to a question; "" where it is asked now."""
        if found := self._taken(key, choices):
            return found
        self.questions.setdefault(key, Question(key, asks, choices, where))
        return ""

    def _taken(self, key: str, choices: Sequence[str]) -> str:
        said = self.answers.get(key, "").strip()
        if said:
            self.used.add(key)
        return said if not choices or said in choices else ""

    def ask_authority(self, read: ListRead) -> None:
        """Ask of which authority the schools of a large register are wanted."""
        if read.authorities:
            asks = "The register has schools of many authorities: of which are they wanted?"
            self._answer(AUTHORITY, asks, [*read.authorities], self.file)
        elif AUTHORITY in self.answers:
            self.used.add(AUTHORITY)

    def ask_closed(self, found: ListProposal, read: ListRead) -> None:
        """Say which schools are not there; of one that is in the caseload ask whether its record goes on."""
        found.not_there = read.not_there
        for gone in read.not_there:
            here = self.by_urn.get(gone.urn, "")
            heir = next((each for each in found.new if each.listed.also.get("urn") == gone.became), None)
            if not here or not gone.closed or heir is None:
                continue
            asks = f"{gone.name} ({gone.urn}) closed on {gone.on} and is {gone.became} now: does its record go on?"
            if self._answer(f"closed:{here}", asks, [GOES_ON, NEW], gone.where) == GOES_ON:
                found.new.remove(heir)
                found.same.append(structs.replace(heir, id=here, renewed=True))

    def add_people(self, found: ListProposal, read: ListRead, office: Office) -> None:
        """Those in the key, and those without a name in it, whom nobody knows yet."""
        used = dict.fromkeys(each.sip for each in (*found.new, *found.moved) if each.sip)
        for initials in dict.fromkeys([*read.people, *used]):
            known = office.full_name(initials)
            name = read.people.get(initials, "")
            if known and name and _name(known) != _name(name):
                what, do = f"{initials} is {name} in the list, and {known} here", "give one of them other initials"
                facts = {"initials": initials, "listed": name, "known": known}
                found.problems.append(Problem(self.file, what, do, facts={**facts}, code="initials_of_two"))
            elif known:
                found.known += 1
            elif not INITIALS.fullmatch(initials):
                what, do = f"{initials[:40]!r} are no initials", "put initials in the list"
                facts = {"initials": initials[:40]}
                found.problems.append(Problem(self.file, what, do, facts={**facts}, code="bad_initials"))
            else:
                whose = next((each.listed for each in (*found.new, *found.moved) if each.sip == initials), None)
                where = whose.where if whose else ""
                name = name or self._answer(f"name:{initials}", f"Who is {initials}?", [], where)
                found.people[initials] = name


def _name(words: str) -> str:
    return as_compared(words)
