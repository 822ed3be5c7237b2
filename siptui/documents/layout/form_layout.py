"""A form as its pages."""

from collections.abc import Iterator

from siptui.documents.layout.answers import Answers
from siptui.documents.layout.field_layouts import fields_pieces, table_pieces
from siptui.documents.layout.grid_layouts import (
    judgement_pieces,
    measure_pieces,
    progress_pieces,
    rubric_pieces,
    summary_pieces,
)
from siptui.documents.layout.page_content import Heading, Piece, Sheet, Table, Words
from siptui.framework.model import (
    AnyBlock,
    FieldsBlock,
    Form,
    JudgementsBlock,
    MeasuresBlock,
    ProgressBlock,
    RubricBlock,
    SummaryBlock,
    TableBlock,
    WordsBlock,
)
from siptui.framework.places import ANY
from siptui.rules.conditions import holds

MOST_UPRIGHT = 7  # columns of a table that fit on a page that stands


def form_sheet(answers: Answers, form: Form, number: str = "", only: str = "") -> Sheet:
    """The pages of a form; of one that occurs many times, those of that number; of parts `only` the one of that key.

    What is of no part is everybody's, and stands on every page.
    """
    alone = next((each.title for each in form.parts if each.key == only), "")
    title = f"{form.title}: {alone}" if alone else form.title
    pieces: list[Piece] = [Heading(1, title)]
    if form.intro and answers.open:
        pieces.append(Words(form.intro))
    part = ""
    for block in form.blocks:
        if not holds(block.shown_when, answers.record, form.where(block).replace(ANY, number)):
            continue
        if only and block.part not in ("", only):
            continue
        if block.part and block.part != part:
            part = block.part
            named = next((each for each in form.parts if each.key == part), None)
            if named and not alone:
                pieces.append(Heading(2, named.title))
        pieces += _block(answers, form, number, block)
    wide = any(isinstance(piece, Table) and len(piece.widths) > MOST_UPRIGHT for piece in pieces)
    return Sheet(title, pieces, form.place.replace(ANY, number), wide)


def _block(answers: Answers, form: Form, number: str, block: AnyBlock) -> Iterator[Piece]:
    drawn = list(_drawn(answers, form, number, block))
    if not drawn:
        return
    title = block.title
    if isinstance(block, JudgementsBlock):
        title = title or answers.fields.framework.register.judgement_title
    if title:
        yield Heading(2, title)
    if block.prompt and answers.open:
        yield Words(block.prompt, helps=True)
    for piece in drawn:  # the outline skips no level
        yield Heading(2, piece.text) if isinstance(piece, Heading) and not title else piece


def _drawn(answers: Answers, form: Form, number: str, block: AnyBlock) -> Iterator[Piece]:
    if isinstance(block, FieldsBlock):
        yield from fields_pieces(answers, form, number, block)
    elif isinstance(block, TableBlock):
        yield from table_pieces(answers, form, number, block)
    elif isinstance(block, JudgementsBlock):
        yield from judgement_pieces(answers, form, number, block)
    elif isinstance(block, ProgressBlock):
        yield from progress_pieces(answers, form, number, block)
    elif isinstance(block, MeasuresBlock):
        yield from measure_pieces(answers, form, number, block)
    elif isinstance(block, SummaryBlock):
        yield from summary_pieces(answers, block)
    elif isinstance(block, RubricBlock):
        yield from rubric_pieces(answers, form, number, block)
    elif isinstance(block, WordsBlock):
        yield Words(block.text)
