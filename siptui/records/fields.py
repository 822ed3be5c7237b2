"""Every place a record has under a framework, found by its path."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache

from msgspec import structs

from siptui.framework import Framework, load
from siptui.framework.folders import Places
from siptui.framework.model import AnyBlock, Form
from siptui.framework.places import ANY, EACH, Field, block_places, static_places

NUMBER = re.compile(r"[1-9][0-9]{0,5}")
"""What may stand where a form, or a row, has a number."""
ROW = re.compile(r"[\w. -]{1,60}")
"""The same of a row that has its name from another list."""


def fits(wanted: list[str], path: str) -> bool:
    """Whether a path has the segments of a pattern, `*` being any one."""
    segments = path.split("/")
    return len(segments) == len(wanted) and all(w in (EACH, s) for w, s in zip(wanted, segments, strict=True))


class NoSuchPath(Exception):
    """A path that no form of the framework has; its text suggests those that come near."""


class Fields(Mapping[str, Field]):
    """The places of a record by path; what no form has is not among them.

    Forms are laid out when something in them is first asked for. What there can be any number of (`forms/KEY/3/...`) is
    found by its path, and is not told among the others: for that, ask with a record which there are (`of_record`).
    What is confidential is no place of a shared record: only a vault's fields have it.
    """

    def __init__(self, framework: Framework, confidential: bool = False) -> None:
        self.framework = framework
        self.forms = [form for form in framework.forms if confidential or not form.confidential]
        self._readable = self.forms
        self._laid_out: dict[str, dict[str, Field]] = {}
        self._of_block: dict[int, tuple[AnyBlock, list[Field]]] = {}  # by identity, for a block is long to compare
        self._block_at: dict[str, dict[str, AnyBlock]] = {}
        self._fitting: dict[str, tuple[list[Field], list[list[str]]]] = {}
        self._segments: dict[str, dict[int, list[tuple[list[str], Field]]]] = {}
        self._masked: dict[str, list[tuple[int, tuple[int, ...], bool]]] = {}
        self._by_start: dict[str, list[Form]] = {}
        for form in self.forms:
            for start in dict.fromkeys(_start(form.where(block)) for block in form.blocks):
                self._by_start.setdefault(start, []).append(form)

    def __getitem__(self, path: str) -> Field:
        found = self.find(path)
        if found is None:
            raise KeyError(path)
        return found

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and self.find(path) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self._static)

    def __len__(self) -> int:
        return len(self._static)

    def find(self, path: str) -> Field | None:
        """The field at a path, or None."""
        for form in self._forms_at(path):
            places = self.of_form(form)
            if found := places.get(path):
                return None if ANY in path else found
            if found := self._numbered(form, places, path):
                return found
        return None

    def fitting(self, pattern: str) -> tuple[list[Field], list[list[str]]]:
        """The fields whose paths fit a pattern with `*`; and the paths, in segments, that fit it but for a `#`."""
        if pattern not in self._fitting:
            wanted, found, numbered = pattern.split("/"), list[Field](), list[list[str]]()
            for form in self._readable:
                starts = {form.where(block).split("/")[0] for block in form.blocks}
                if wanted[0] == EACH or wanted[0] in starts:
                    for segments, field in self._in_segments(form).get(len(wanted), ()):
                        if ANY not in segments:
                            if all(w in (EACH, s) for w, s in zip(wanted, segments, strict=True)):
                                found.append(field)
                        elif all(w == EACH or s in (ANY, w) for w, s in zip(wanted, segments, strict=True)):
                            numbered.append(segments)
            self._fitting[pattern] = (found, numbered)
        return self._fitting[pattern]

    def _in_segments(self, form: Form) -> dict[int, list[tuple[list[str], Field]]]:
        """The places of a form and their paths' segments, by how many these are."""
        if form.key not in self._segments:
            by_count = self._segments[form.key] = dict[int, list[tuple[list[str], Field]]]()
            for path, field in self.of_form(form).items():
                segments = path.split("/")
                by_count.setdefault(len(segments), []).append((segments, field))
        return self._segments[form.key]

    def form_of(self, path: str) -> Form | None:
        """The form that a path is in."""
        found = self.find(path)
        return self.framework.form(found.form) if found else None

    def form_at(self, place: str) -> Form | None:
        """The form that lies at just that place: `visits/autumn`, `forms/alert/1`."""
        for form in self.forms:
            if form.occurs != "many":
                if form.place == place:
                    return form
            elif form.place_of(place) == place and NUMBER.fullmatch(place.removeprefix(form.place.removesuffix(ANY))):
                return form
        return None

    def form_over(self, path: str) -> Form | None:
        """The form that a path leads to or into: its place, one of its fields, or what fields lie below."""
        if found := self.form_at(path) or self.form_of(path):
            return found
        parts = path.split("/")
        for form in self._forms_at(path):
            if len(parts) >= len(form.place.split("/")):
                for each in self.of_form(form):
                    asked = each.split("/")[: len(parts)]
                    if len(asked) == len(parts) and all(
                        a == p or (a == ANY and NUMBER.fullmatch(p)) for a, p in zip(asked, parts, strict=True)
                    ):
                        return form
        return None

    def of_form(self, form: Form) -> dict[str, Field]:
        """The places of a form, `#` standing where there can be any number."""
        if form.key not in self._laid_out:
            self._laid_out[form.key] = {field.path: field for field in static_places(self.framework, form)}
        return self._laid_out[form.key]

    def of_block(self, form: Form, block: AnyBlock) -> list[Field]:
        """The places of a block of a form, in its order, `#` standing where there can be any number."""
        if id(block) not in self._of_block:
            self._of_block[id(block)] = block, [*block_places(self.framework, form, block)]
        return self._of_block[id(block)][1]

    def block_at(self, form: Form, path: str) -> tuple[AnyBlock, Field] | None:
        """The block of a form that has a place at a path, and that place as the framework has it."""
        if form.key not in self._block_at:
            blocks = {place.path: block for block in form.blocks for place in self.of_block(form, block)}
            self._block_at[form.key] = blocks
        template = self._template(form, path)
        block = self._block_at[form.key].get(template)
        return (block, self.of_form(form)[template]) if block else None

    def _forms_at(self, path: str) -> list[Form]:
        head = _start(path)
        return [*self._by_start.get(head, ()), *(self._by_start.get(head.split("/")[0], ()) if "/" in head else ())]

    def _numbered(self, form: Form, places: dict[str, Field], path: str) -> Field | None:
        """A place that there can be any number of, as that of its number."""
        template = self._template(form, path)
        if ANY not in template:
            return None
        segments = path.split("/")
        last = max(i for i, segment in enumerate(template.split("/")) if segment == ANY)
        found, of_form = places[template], form.occurs == "many" and last < form.place.count("/") + 1
        return structs.replace(found, path=path, row=found.row or ("" if of_form else segments[last]))

    def _template(self, form: Form, path: str) -> str:
        """The path of a place as the framework has it, `#` standing where there can be any number; "" of none."""
        places = self.of_form(form)
        if path in places:
            return path
        segments = path.split("/")
        for length, numbers, named in self._masks(form):
            if length != len(segments):
                continue
            last = numbers[-1]
            if not all((ROW if named and i == last else NUMBER).fullmatch(segments[i]) for i in numbers):
                continue
            template = "/".join(ANY if i in numbers else segment for i, segment in enumerate(segments))
            if template in places:
                return template
        return ""

    def _masks(self, form: Form) -> list[tuple[int, tuple[int, ...], bool]]:
        """How the paths of a form that have numbers look: of how many segments, which are numbers, if the last is a row
        that has its name from another list."""
        if form.key not in self._masked:
            listed = tuple(f"{form.where(b)}/{b.key}/{ANY}/" for b in form.tables if b.rows_of)
            numbered = [(path, path.split("/")) for path in self.of_form(form) if ANY in path]
            found = {
                (len(segments), tuple(i for i, s in enumerate(segments) if s == ANY), path.startswith(listed))
                for path, segments in numbered
            }
            self._masked[form.key] = sorted(found)
        return self._masked[form.key]

    @cached_property
    def _static(self) -> dict[str, Field]:
        return {path: field for form in self.forms for path, field in self.of_form(form).items() if ANY not in path}


def _start(where: str) -> str:
    return "/".join(where.split("/")[:2])


def fields_of(framework: Framework) -> Fields:
    """Every field of the framework by its path."""
    return Fields(framework)


@lru_cache(maxsize=4)
def fields_named(framework_name: str, where: Places) -> Fields:
    """`fields_of` the framework of that name, made once."""
    return fields_of(load(framework_name, where))


def field_at(fields: Fields, path: str) -> Field:
    """The field at `path`. Raises NoSuchPath with what to do instead."""
    if found := fields.find(path):
        return found
    raise NoSuchPath(_why_not(fields, path))


def _why_not(fields: Fields, path: str) -> str:
    from difflib import get_close_matches

    framework = fields.framework
    parts = path.split("/")
    if len(parts) > 1 and framework.summary.at and "/".join(parts[:-2]) == framework.summary.at:
        judged = [v for v in framework.visits if parts[-2] in {r.kip for r in v.rows}]
        if judged:
            instead = f"{judged[-1].judged_at}/{parts[-2]}/{parts[-1]}"
            return f"{path}: is taken from the visits; set {instead} instead"
    apart = [
        form
        for form in framework.forms
        if form.confidential and form not in fields.forms and f"{path}/".startswith(f"{form.place}/")
    ]
    if apart:
        keep = "keep it in your vault: siptui vault set"
        return f"{path}: is confidential, and has no place in the record that is shared; {keep}"
    everywhere = [place for form in fields.forms for place in fields.of_form(form)]
    start = re.sub(r"(?<=/)[0-9]+(?=/|$)", ANY, path.rstrip("/")) + "/"
    below = [p for p in everywhere if p.startswith((path.rstrip("/") + "/", start))]
    if below:
        return f"{path}: is a form and not a field; name one in it, such as {below[0].replace(ANY, '1')}"
    folder, _, name = path.rpartition("/")
    template = start.rstrip("/").rpartition("/")[0]
    beside = [each.rpartition("/")[2] for each in everywhere if each.rpartition("/")[0] in (folder, template)]
    if folder and beside:
        near = [f"{folder}/{each}" for each in get_close_matches(name, beside, n=3, cutoff=0.6)]
        if not near:
            return f"{path[:200]}: there is no such field; there are, in {folder}: {', '.join(beside)}"
    else:
        near = [each.replace(ANY, "1") for each in get_close_matches(path, everywhere, n=3, cutoff=0.6)]
    do = f"did you mean {' or '.join(near)}?" if near else f"name one such as {everywhere[0]}"
    return f"{path[:200] or '(nothing)'}: there is no such field; {do}"
