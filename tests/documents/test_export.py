"""The note as a Word file, reopened with other libraries than wrote it."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from docx2python import docx2python
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from siptui.documents.answer_mark import mark_of
from siptui.documents.export import content_of, write_document
from siptui.documents.identity import digest_of
from siptui.documents.layout.note import BEHIND, note, one_form
from siptui.documents.layout.page_content import Table
from siptui.framework import Framework, load
from siptui.framework.model import ProgressBlock, SummaryBlock
from siptui.records.change import Record
from siptui.records.fields import Fields, fields_of
from siptui.records.problem import Refused
from support.documents.opened_docx import OpenedDocx, W, text_of
from support.documents.whole_year import SCHOOL, only, whole_year
from support.examples import examples

TODAY = date(2011, 6, 30)
TEXT = "visits/autumn/judgements/S1.1/evaluation"


@pytest.fixture(scope="module")
def fields(framework: Framework) -> Fields:
    return fields_of(framework)


def made(fields: Fields, record: Record, visit: str = "") -> OpenedDocx:
    return OpenedDocx(content_of(note(fields, record, TODAY, visit), fields, record, "ashwell", 7))


def test_every_answer_of_the_year_stands_in_a_cell_of_its_own_under_its_bookmark(fields: Fields) -> None:
    record = whole_year(fields)
    cells = made(fields, record).bookmarked
    forms = [form for form in fields.forms if form.kind in ("front", "note", *BEHIND) and form.occurs != "many"]
    texts = {
        p: v for f in forms for p, field in fields.of_form(f).items() if field.kind == "text" and (v := record.get(p))
    }
    primary = {p: v for p, v in texts.items() if mark_of(p) in cells}
    assert {p for p in texts if p not in primary and not p.startswith(("targets/", "progress/"))} == set()
    assert len(primary) > 60
    assert {p: text_of(cells[mark_of(p)]) for p in primary} == primary
    assert text_of(cells[mark_of("visits/autumn/date")]) == "9 November 2010"
    assert len({id(cell) for cell in cells.values()}) == len(cells)


def test_the_summary_shows_the_grades_that_its_block_does_not_ask_for(framework: Framework) -> None:
    summary = next(form for form in framework.forms if form.kind == "summary")
    [block] = summary.blocks
    assert isinstance(block, SummaryBlock)
    dated = [field for field in block.fields if field.key == framework.roles.visit_date]
    other = structs.replace(summary, blocks=[structs.replace(block, fields=dated)])
    forms = [other if form.key == summary.key else form for form in framework.forms]
    fields = fields_of(structs.replace(framework, forms=forms))
    record = only(whole_year(fields_of(framework)), "visits/", "school/")
    judged = one_form(fields, record, "summary", TODAY).sheets[0]
    rows = [row for piece in judged.pieces if isinstance(piece, Table) for row in piece.rows]
    attainment = next(row for row in rows if row.cells[0].text.startswith("S1.1"))
    autumn = record["visits/autumn/judgements/S1.1/current"]
    assert attainment.cells[1].text.startswith(f"{autumn} ")
    assert attainment.cells[-1].text == "9 November 2010"
    assert len(attainment.cells) == 4


def test_the_outline_is_that_of_the_forms(fields: Fields) -> None:
    opened = made(fields, whole_year(fields))
    titles = [text for level, text in opened.headings if level == 1]
    kinds = ("front", "note", "progress", "targets", "summary")
    forms = [f.title for kind in kinds for f in fields.forms if f.kind == kind and f.occurs != "many"]
    assert titles == [*forms, fields.framework.rag_title]
    assert (3, "STANDARDS - PUPIL OUTCOMES") in opened.headings
    levels = [level for level, _ in opened.headings]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_visits_that_are_not_written_are_not_in_it_and_one_can_be_had_alone(fields: Fields) -> None:
    record = only(whole_year(fields), "school/", "front/", "visits/autumn/")
    titles = [text for level, text in made(fields, record).headings if level == 1]
    assert any("Part A" in t for t in titles)
    assert not any("Part B" in t or "Part C" in t for t in titles)
    alone = made(fields, record, "spring")
    assert [t for level, t in alone.headings if level == 1] == [
        fields.framework.form("spring").title,
        fields.framework.rag_title,
    ]
    assert "Ashwell Primary School" in text_of(alone.body)
    with pytest.raises(Refused, match="there are: autumn, spring, summer"):
        note(fields, record, TODAY, "midwinter")


def test_pages_are_a4_and_british(fields: Fields) -> None:
    opened = made(fields, whole_year(fields))
    sizes = {(e.get(f"{W}w"), e.get(f"{W}h"), e.get(f"{W}orient")) for e in opened.body.iter(f"{W}pgSz")}
    assert sizes == {("11906", "16838", None), ("16838", "11906", "landscape")}
    languages = [e.get(f"{W}val") for e in opened.xml("word/styles.xml").iter(f"{W}lang")]
    assert languages == ["en-GB"]
    settings = opened.xml("word/settings.xml").iter(f"{W}compatSetting")
    assert {s.get(f"{W}name"): s.get(f"{W}val") for s in settings}["compatibilityMode"] == "15"
    core = opened.parts["docProps/core.xml"].decode()
    assert "python-docx" not in core
    assert "2013" not in core
    assert "en-GB" in core


def test_tables_are_named_repeat_their_headings_and_do_not_break_within_a_row(fields: Fields) -> None:
    opened = made(fields, whole_year(fields))
    tables = list(opened.body.iter(f"{W}tbl"))
    assert all(t.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val") for t in tables)  # type: ignore[union-attr]
    judged = [t for t in tables if "Indicator and evaluation" in text_of(t)]
    assert len(judged) == 9
    assert all(t.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None for t in judged)
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in opened.rows())
    for table in tables:
        grid = [int(str(c.get(f"{W}w"))) for c in table.iter(f"{W}gridCol")]
        for row in table.iter(f"{W}tr"):
            assert sum(int(str(w.get(f"{W}w"))) for w in row.iter(f"{W}tcW")) == sum(grid)


def test_a_row_that_fits_on_no_page_may_break(fields: Fields) -> None:
    record = only(whole_year(fields), "school/", "visits/autumn/") | {TEXT: "Much evidence. " * 1500}
    cell = made(fields, record).bookmarked[mark_of(TEXT)]
    row = cell.getparent()
    assert row is not None
    assert row.find(f"{W}trPr/{W}cantSplit") is None


def test_a_rating_is_a_letter_and_a_shade(fields: Fields) -> None:
    record = SCHOOL | {"visits/autumn/judgements/S1.1/agreement": "amber"}
    cell = made(fields, record).bookmarked[mark_of("visits/autumn/judgements/S1.1/agreement")]
    shade = cell.find(f"{W}tcPr/{W}shd")
    assert text_of(cell) == "A"
    assert shade is not None
    assert shade.get(f"{W}fill") == "FFD98A"


@pytest.mark.parametrize(("state", "draft"), [("draft", True), ("sent", True), ("final", False), ("monitored", False)])
def test_draft_stands_across_it_as_long_as_a_visit_is_one(fields: Fields, state: str, draft: bool) -> None:
    opened = made(fields, whole_year(fields, state=state))
    marks = [name for name, part in opened.parts.items() if b'string="DRAFT"' in part]
    feet = " ".join(text_of(opened.xml(name)) for name in opened.parts if "footer" in name)
    assert bool(marks) == draft
    assert ("DRAFT" in feet) == draft
    assert "revision 7" in feet
    assert "Ashwell Primary School" in feet
    fields_at_foot = b"".join(part for name, part in opened.parts.items() if "footer" in name)
    assert b" PAGE " in fields_at_foot
    assert b" NUMPAGES " in fields_at_foot
    first = next(opened.body.iter(f"{W}sectPr"))  # the sections that follow take theirs from it
    assert first.find(f"{W}footerReference") is not None
    assert (first.find(f"{W}headerReference") is not None) == draft


def test_what_helps_to_fill_it_in_is_not_in_a_final_note(fields: Fields) -> None:
    prompt = "Three, or four at most."
    record = only(whole_year(fields), "school/", "visits/autumn/date")
    assert prompt in text_of(made(fields, record).body)
    assert prompt not in text_of(made(fields, record | {"visits/autumn/state": "final"}).body)


def test_it_says_what_it_is(fields: Fields) -> None:
    record = whole_year(fields)
    assert made(fields, record).properties == {
        "siptui_schema": "siptui document",
        "siptui_version": "1",
        "siptui_subject": "ashwell",
        "siptui_form": "note",
        "siptui_framework": fields.framework.name,
        "siptui_revision": "7",
        "siptui_digest": digest_of(record),
    }


def test_another_reader_finds_every_text(fields: Fields, tmp_path: Path) -> None:
    record = whole_year(fields)
    out = tmp_path / "note.docx"
    write_document(fields, record, "ashwell", 7, out, today=TODAY)
    with docx2python(out) as read:
        said = " ".join(read.text.split())
    assert f"Of {TEXT}: evidence" in said
    assert "Of front/context: evidence" in said


@settings(max_examples=examples(10))
@given(st.text(max_size=60))
def test_any_text_is_text_in_it(fields: Fields, text: str) -> None:
    record = SCHOOL | {TEXT: f"<{text}>&amp;"}
    said = text_of(made(fields, record).bookmarked[mark_of(TEXT)])
    assert said.startswith("<")
    assert said.endswith(">&amp;")
    kept = [c for c in text if c.isalnum()]
    assert [c for c in said if c.isalnum()] == [*kept, *"amp"]


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("one\r\ntwo", 2),
        ("one\rtwo", 2),
        ("one\n\ntwo", 3),
        ("one\x0btwo", 2),
        ("a\x07b", 1),
        ("co\u00adop e\u2011mail", 1),
    ],
)
def test_line_ends_are_paragraphs_and_nothing_forbidden_gets_in(fields: Fields, typed: str, lines: int) -> None:
    said = text_of(made(fields, SCHOOL | {TEXT: typed}).bookmarked[mark_of(TEXT)])
    assert len(said.split("\n")) == lines
    assert "\x07" not in said


def test_a_form_of_any_kind_by_its_path(fields: Fields) -> None:
    record = SCHOOL | {"forms/alert/2/concern": "A plainly invented concern."}
    document = one_form(fields, record, "forms/alert/2", TODAY)
    opened = OpenedDocx(content_of(document, fields, record, "ashwell", 3))
    assert text_of(opened.bookmarked[mark_of("forms/alert/2/concern")]) == "A plainly invented concern."
    assert opened.properties["siptui_form"] == "forms/alert/2"
    with pytest.raises(Refused, match="is no form"):
        one_form(fields, record, "forms/alert/none", TODAY)


def test_every_form_there_is_can_be_had_blank_and_filled(fields: Fields) -> None:
    for form in fields.forms:
        place = form.place.replace("#", "1")
        for record in ({}, whole_year(fields)):
            document = one_form(fields, record, place, TODAY)
            opened = OpenedDocx(content_of(document, fields, record, "", 0))
            assert opened.headings[0][1] == form.title
            assert opened.bookmarked or not document.sheets[0].cells


def test_a_file_that_is_there_is_replaced_only_on_a_word_and_never_half(fields: Fields, tmp_path: Path) -> None:
    out = tmp_path / "note.docx"
    out.write_bytes(b"theirs")
    with pytest.raises(Refused, match="exists already"):
        write_document(fields, SCHOOL, "ashwell", 1, out)
    assert out.read_bytes() == b"theirs"
    write_document(fields, SCHOOL, "ashwell", 1, out, replace=True)
    assert OpenedDocx(out).properties["siptui_subject"] == "ashwell"
    assert list(tmp_path.iterdir()) == [out]
    with pytest.raises(Refused, match=r"ends in \.docx"):
        write_document(fields, SCHOOL, "ashwell", 1, tmp_path / "note.doc")


def test_without_libreoffice_no_pdf_and_that_is_said(
    fields: Fields, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(Refused, match="needs LibreOffice, which is not on this machine"):
        write_document(fields, SCHOOL, "ashwell", 1, tmp_path / "note.pdf")
    assert not list(tmp_path.iterdir())


def test_a_note_leaves_out_groups_of_pupils_without_figures_and_the_form_has_them_all() -> None:
    fields = fields_of(load("england_2025_26"))
    [block] = [each for form in fields.forms for each in form.blocks if isinstance(each, ProgressBlock)]
    record = SCHOOL | {"progress/reading/1/2025-07/expected/boys": 71}
    held = {f"progress/reading/1/{point.key}/expected/boys" for point in block.points}
    documents = (note(fields, record, TODAY), one_form(fields, record, "progress", TODAY))
    of_note, of_form = ({c.path for sheet in each.sheets for c in sheet.cells} for each in documents)
    assert {path for path in of_note if path.endswith("/boys")} == held
    assert held < {path for path in of_form if path.endswith("/boys")}
    assert "progress/reading/1/2025-07/expected" in of_note


def test_what_a_form_asks_no_more_stands_at_its_end_and_is_no_answer(framework: Framework) -> None:
    """On no page that somebody is to fill in."""
    fields = fields_of(framework)
    record: Record = {
        "forms/alert/1/concern": "Roof",
        "forms/alert/1/gone": "Kept\nwhole",
        "forms/alert/2/gone": "other",
    }
    told = {blank: one_form(fields, record, "forms/alert/1", TODAY, blank=blank).sheets[0] for blank in (False, True)}
    tables = {blank: [p for p in sheet.pieces if isinstance(p, Table)] for blank, sheet in told.items()}
    last = tables[False][-1]
    assert last.title == "No longer asked"
    assert [[cell.text for cell in row.cells] for row in last.rows] == [["gone", "Kept\nwhole"]]
    assert all(not cell.path for row in last.rows for cell in row.cells)
    assert "No longer asked" not in [table.title for table in tables[True]]
