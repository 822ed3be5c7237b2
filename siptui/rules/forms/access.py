"""What somebody may see and fill in, by what they are to a school, a person or the office.

The rules are the framework's: of each form who fills it in, reads it and gets it, and of everybody what they count as
there (`access`). Source: facts.md §13; handbook, section 2 for whom deployment is with.
"""

from collections.abc import Iterable

from msgspec import Struct, structs

from siptui.framework import Framework
from siptui.framework.model import Form
from siptui.records.change import Change, Edit, Record
from siptui.records.fields import Fields
from siptui.records.problem import Facts, Problem, Refused

COLLEAGUE, GUEST = "colleague", "guest"
"""What somebody is to another's school, or form; and who works in a shared store without being named in it."""
READS_ONLY = frozenset({COLLEAGUE, GUEST})
OF_OTHERS = ("of_others", "form_of_others")
"""The codes of what is said where somebody does not write."""
INSIDE = frozenset({"sip", "manager", "head", "admin", "officer"})
"""Roles of those who work in the store; all others fill in what is then entered by whoever gets it."""


class Access(Struct, frozen=True):
    """Somebody's, to one subject. `roles` is what they are to it; without any, nothing is known and nothing withheld.

    `owner` says that the store is their own, so that they say who works in it, whatever they are besides.
    """

    framework: Framework
    roles: frozenset[str]
    owner: bool = False

    def _counts_as(self, roles: Iterable[str]) -> set[str]:
        known = self.framework.access.counts_as
        return {each for role in roles for each in (role, *known.get(role, ()))}

    def may_read(self, form: Form) -> bool:
        """Whether they see what a form holds."""
        if not self.roles or not form.reads:
            return True
        return bool(self._counts_as(self.roles) & {*form.fills, *form.reads, *form.gets})

    def may_fill(self, form: Form) -> bool:
        """Whether they write in a form; one that only people from outside fill in is entered by whoever gets it."""
        if not self.roles:
            return True
        ours = self._counts_as(self.roles - READS_ONLY)
        fill = {*form.fills} or INSIDE
        return bool(ours & (fill if fill & INSIDE else ({*form.gets} or {*form.reads}) & INSIDE))

    @property
    def only_reads(self) -> bool:
        """Whether they write nothing here, whatever form it is."""
        return bool(self.roles) and self.roles <= READS_ONLY

    def may_deploy(self) -> bool:
        """Whether they add schools and people, and say whose a school is."""
        return self.owner or not self.roles or bool(self.roles & set(self.framework.access.deploys))

    def why_not(self, fields: Fields, path: str) -> Problem | None:
        """Why they do not write at a path; None where they may."""
        if not self.roles:
            return None
        framework, roles = self.framework, self.framework.roles
        if path in (roles.name, roles.phase, roles.sip, roles.number):
            if self.may_deploy():
                return None
            if path == roles.sip:
                return self._problem(path, framework.label_at(path, "who has a school"), framework.access.deploys)
        field = fields.find(path)
        form = framework.form(field.form) if field else None
        if form is None or self.may_fill(form):
            return None
        return self._problem(path, form.called, form.fills)

    def _problem(self, path: str, what: str, fill: Iterable[str]) -> Problem:
        facts: Facts = {"path": path, "roles": sorted(self.roles), "fills": [*fill]}
        if self.roles & READS_ONLY:
            do = "ask whose it is, or their manager"
            return Problem(path, "is not yours to change: it can be read", do, facts=facts, code="of_others")
        who = ", ".join(map(self.framework.title_of, fill)) or "others"
        return Problem(path, f"“{what}” is filled in by: {who}", "ask one of them", facts=facts, code="form_of_others")

    def refuse(self, fields: Fields, changes: Iterable[Change]) -> None:
        """Raise Refused for what they do not write."""
        problems = [problem for change in changes if (problem := self.why_not(fields, change.path))]
        if problems:
            raise Refused(*problems)

    def refuse_to_begin(self, form: Form) -> None:
        """Raise Refused for a form that they do not fill in."""
        if not self.may_fill(form):
            raise Refused(self._problem(form.key, form.called, form.fills))

    def refuse_to_read(self, fields: Fields, path: str) -> None:
        """Raise Refused for a path of a form that they do not see."""
        form = fields.form_over(path) if self.roles else None
        if form and not self.may_read(form):
            who = ", ".join(map(self.framework.title_of, dict.fromkeys([*form.reads, *form.gets])))
            facts: Facts = {"path": path, "roles": sorted(self.roles)}
            raise Refused(
                Problem(path, f"“{form.called}” is read by: {who}", "ask one of them", facts=facts, code="unseen")
            )

    def hidden(self, about: str) -> tuple[str, ...]:
        """The beginnings of the paths that they do not see of a school, a person, or the office."""
        forms = [form for form in self.framework.forms if form.about == about and not self.may_read(form)]
        return tuple(f"{form.place.removesuffix('/#')}/" for form in forms)


def seen(record: Record, hidden: tuple[str, ...]) -> Record:
    """A record without what is hidden."""
    return {path: value for path, value in record.items() if not path.startswith(hidden)} if hidden else record


def edit_seen(edit: Edit, hidden: tuple[str, ...]) -> Edit:
    """An edit without what it changed there."""
    if not any(change.path.startswith(hidden) for change in edit.changes):
        return edit
    return structs.replace(edit, changes=[c for c in edit.changes if not c.path.startswith(hidden)], source=None)
