"""Every place that the answers to a form have in a record, by path.

A record is flat: a mapping from path (`visits/autumn/judgements/S1.1/current`) to value. The paths there are follow
from the forms, so that one table serves checking, the screens, the workbooks and `get`. In the path of a place that
there can be any number of, `#` stands for the number.
"""

from collections.abc import Iterable, Iterator

from msgspec import Struct, structs

from siptui.framework.model import (
    AnyBlock,
    FieldsBlock,
    Form,
    FormField,
    Framework,
    JudgementsBlock,
    Kind,
    MeasuresBlock,
    ProgressBlock,
    RubricBlock,
    Scale,
    SummaryBlock,
    TableBlock,
)

ANY = "#"
"""In a path, a number that is not known beforehand."""


EACH = "*"
"""In a pattern, any one segment."""
STATE, REASON = "state", "state_reason"
"""The places of a form that hold the state that it stands in, and why it came there; only steps write them."""


class Field(Struct, frozen=True):
    """A place in a record: where it is, what it is called, what fits in it.

    `asked` is the field of the form that asks for it, `form` that form's key; `row` says which row of a table it is in,
    `part` which part of the form, and `kip` the indicator that it judges.
    """

    path: str
    label: str
    kind: Kind
    scale: Scale | None = None
    preset: str = ""
    prompt: str = ""
    required: bool = False
    most: int = 0
    unit: str = ""
    asked: FormField | None = None
    form: str = ""
    row: str = ""
    kip: str = ""
    part: str = ""


def static_places(f: Framework, form: Form) -> Iterator[Field]:
    """The places of a form, in its order, and where it stands on its way.

    One that occurs many times has a state even without a way: that it has been begun.
    """
    for block in form.blocks:
        places = block_places(f, form, block)
        yield from (structs.replace(place, part=block.part) for place in places) if block.part else places
    if form.way or form.occurs == "many":
        yield Field(f"{form.place}/{STATE}", "State", "state", form=form.key)
    if form.way:
        yield Field(f"{form.place}/{REASON}", "Reason of the last step", "state", form=form.key)


def block_places(f: Framework, form: Form, block: AnyBlock) -> Iterator[Field]:
    """The places of a block of a form, in its order."""
    at = form.where(block)
    if isinstance(block, FieldsBlock):
        yield from _fields(f, form, at, block.fields)
    elif isinstance(block, TableBlock):
        yield from _table(f, form, at, block)
    elif isinstance(block, JudgementsBlock):
        for row in (row for section in block.sections for row in section.rows):
            yield from _judged(_fields(f, form, f"{at}/{row.kip}", f.register.judgement), row.kip)
    elif isinstance(block, ProgressBlock):
        yield from _progress(f, form, at, block)
    elif isinstance(block, MeasuresBlock):
        yield from _measures(f, form, at, block)
    elif isinstance(block, SummaryBlock):
        judged = {row.kip for visit in f.visits for row in visit.rows}
        for kip in f.register.kips:
            if kip.section and kip.code not in judged:
                yield from _judged(_fields(f, form, f"{at}/{kip.code}", block.fields), kip.code)
    elif isinstance(block, RubricBlock):
        yield from _rubric(f, form, f"{at}/{block.key}", block)


def _judged(places: Iterable[Field], code: str) -> Iterator[Field]:
    return (structs.replace(place, row=code, kip=code) for place in places)


def row_names(block: TableBlock) -> list[str]:
    """The path segments of a table's rows that are known beforehand; `#` where there can be any number."""
    return block.rows or [str(n + 1) for n in range(block.slots)] or [ANY]


def _table(f: Framework, form: Form, at: str, block: TableBlock) -> Iterator[Field]:
    for number, row in enumerate(row_names(block)):
        called = block.row_labels[number] if number < len(block.row_labels) else row
        for column in block.columns:
            yield from _places(f, form, f"{at}/{block.key}/{row}", column, number, "" if called == ANY else called)


def _progress(f: Framework, form: Form, at: str, block: ProgressBlock) -> Iterator[Field]:
    yield from _fields(f, form, at, block.answers)
    for subject in block.subjects:
        for year in block.years_of(subject, block.years):
            base, row = f"{at}/{subject.key}/{year}", f"{subject.name} {block.year_name(year)}"
            for point in block.points:
                here, label = f"{base}/{point.key}", f"{row} {point.label}"
                if block.average:
                    yield Field(here, label, "points", form=form.key)
                for measure in block.measures_of(subject):
                    yield Field(f"{here}/{measure.key}", f"{label} {measure.name}", measure.kind, form=form.key)
                    for group in block.groups:
                        name = f"{label} {measure.name}: {group.name}"
                        yield Field(f"{here}/{measure.key}/{group.key}", name, measure.kind, form=form.key)
            yield from _fields(f, form, base, block.comments)


def _measures(f: Framework, form: Form, at: str, block: MeasuresBlock) -> Iterator[Field]:
    for measure in block.measures:
        for column in block.columns:
            for place in _places(f, form, f"{at}/{measure.key}", column, 0, measure.key):
                named = f"{measure.name}: {place.label}"
                yield Field(
                    place.path,
                    named,
                    measure.unit if column.kind == "number" and place.path.endswith(f"/{column.key}") else place.kind,
                    place.scale,
                    prompt=place.prompt,
                    most=place.most,
                    unit=place.unit,
                    asked=column,
                    form=form.key,
                    row=measure.key,
                )


def _rubric(f: Framework, form: Form, at: str, block: RubricBlock) -> Iterator[Field]:
    scale = f.scales.get(block.scale)
    for row in block.rows:
        if block.grade:
            yield Field(f"{at}/{row.key}/grade", block.grade, "scale", scale, form=form.key, row=row.label)
        for value, texts in row.texts.items() if block.statements else ():
            for number, text in enumerate(texts, start=1):
                yield Field(f"{at}/{row.key}/{value}_{number}", text, "tick", form=form.key, row=row.label)
        if block.remark:
            yield Field(f"{at}/{row.key}/remark", block.remark, "text", form=form.key, row=row.label)


def _fields(f: Framework, form: Form, at: str, fields: Iterable[FormField], row: str = "") -> Iterator[Field]:
    for each in fields:
        if not each.slot_names:
            yield from _places(f, form, at, each, 0, row)
            continue
        for number, slot in enumerate(each.slot_names):
            called = each.row_labels[number] if number < len(each.row_labels) else slot
            yield _place(f, form, f"{at}/{each.key}/{slot}", each, each.preset_at(number), called)


def _places(f: Framework, form: Form, at: str, asked: FormField, slot: int, row: str) -> Iterator[Field]:
    """The place of one field, and those beside it."""
    here, scale = f"{at}/{asked.key}", f.scales.get(asked.scale)
    if asked.kind == "ticks":
        for value in scale.values if scale else ():
            yield Field(
                f"{here}/{value.value}", value.name, "tick", prompt=asked.prompt, asked=asked, form=form.key, row=row
            )
    else:
        yield _place(f, form, here, asked, asked.preset_at(slot), row)
    if asked.kind == "signature":
        yield Field(f"{here}_date", f"{asked.label}: date", "date", asked=asked, form=form.key, row=row)
    if asked.remark:
        yield Field(f"{here}_remark", asked.remark, "text", asked=asked, form=form.key, row=row)
    for side, label in asked.sides.items():
        kind: Kind = "text" if side == "dissent" else _kind(asked)
        yield Field(
            f"{here}_{side}", label, kind, None if side == "dissent" else scale, asked=asked, form=form.key, row=row
        )


def _place(f: Framework, form: Form, path: str, asked: FormField, preset: str, row: str) -> Field:
    return Field(
        path,
        asked.label,
        _kind(asked),
        f.scales.get(asked.scale),
        preset,
        asked.prompt,
        asked.required,
        asked.most,
        asked.unit,
        asked,
        form.key,
        row,
    )


def _kind(asked: FormField) -> Kind:
    if asked.kind == "signature":
        return "line"
    return "tick" if asked.kind == "ticks" else asked.kind


class Named:
    """The places of a framework by how many segments they have, to look names and patterns up in."""

    def __init__(self, f: Framework) -> None:
        self._by_length: dict[int, list[tuple[list[str], Field]]] = {}
        for form in f.forms:
            for place in static_places(f, form):
                segments = place.path.split("/")
                self._by_length.setdefault(len(segments), []).append((segments, place))

    def fitting(self, pattern: str) -> list[Field]:
        """The places that a pattern from the top of the record fits; `*` in it, and `#` in a place, are anything."""
        wanted = pattern.split("/")
        return [
            place
            for segments, place in self._by_length.get(len(wanted), ())
            if all(w == EACH or s in (ANY, w) for w, s in zip(wanted, segments, strict=True))
        ]

    def has(self, pattern: str) -> bool:
        """Whether there are any."""
        return bool(self.fitting(pattern))

    def below(self, folder: str) -> bool:
        """Whether there are places below a folder of a record."""
        return any(place.path.startswith(f"{folder}/") for places in self._by_length.values() for _, place in places)

    def above(self, folder: str, name: str) -> list[Field]:
        """The places of that name in a folder of a record, or in the nearest above it that has any."""
        while folder:
            if found := self.fitting(f"{folder}/{name}"):
                return found
            folder = folder.rpartition("/")[0]
        return []

    def nearest(self, folder: str, pattern: str) -> list[Field]:
        """The same of a name or pattern, which may also be from the top; with a leading / it is that alone.

        `{row}` stands for any row.
        """
        pattern = pattern.replace("{row}", EACH)
        if pattern.startswith("/"):
            return self.fitting(pattern[1:])
        return self.above(folder, pattern) or self.fitting(pattern)
