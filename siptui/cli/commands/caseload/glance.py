"""glance: a school, or one form of it, at a glance: the screens' previews in plain text."""

from datetime import date

import click

from siptui.cli.printing import say, say_json
from siptui.cli.session import Session
from siptui.cli.shared_options import as_json, command, session
from siptui.reports.pictures import Picture
from siptui.store.store import Store

WIDTH = 76


@command()
@click.argument("school")
@click.option("--form", "path", default="", metavar="PATH", help="One form instead: visits/autumn, forms/alert/1.")
@click.option("--words", is_flag=True, help="Say it in words, without pictures: for a screen reader.")
@as_json
@session
def glance(session: Session, school: str, path: str, words: bool, json_: bool) -> None:
    """Print SCHOOL at a glance: category, ratings, progress, open actions, the year.

    Example: siptui glance ashwell --words
    """
    store = session.store
    school_id = store.find_school(school)
    lines = form_lines(store, school_id, path) if path else school_lines(store, school_id)
    if json_:
        said = [{"text": line.text.rstrip(), "words": line.words} for line in lines]
        say_json({"subject": school_id, "lines": said})
        return
    for line in lines:
        if not words:
            say(line.text.rstrip())
        elif line.words:
            say(line.words)


def school_lines(store: Store, school_id: str) -> list[Picture]:
    """A school at a glance, with the map of its year. Raises Refused, StoreFault."""
    from siptui.reports.form_at_a_glance import heat_of_year
    from siptui.reports.pictures import NOTHING
    from siptui.reports.school_at_a_glance import school_at_a_glance
    from siptui.rules.caseload_row import caseload_row

    record, framework = store.load(school_id).values, store.framework
    row = caseload_row(framework, school_id, record)
    name = store.office.full_name(row.sip) if row.sip else ""
    lines = school_at_a_glance(framework, row, record, date.today(), WIDTH, name if name != row.sip else "")
    heat = heat_of_year(framework, record)
    return [*lines, NOTHING, *heat] if heat else lines


def form_lines(store: Store, school_id: str, path: str) -> list[Picture]:
    """The form that a path leads to or into. Raises Refused, StoreFault."""
    from siptui.reports.form_at_a_glance import form_at_a_glance

    form = store.fields.form_over(path) or store.framework.form(store.field(path).form)
    return form_at_a_glance(store.fields, store.load(school_id).values, form, form.place_of(path), WIDTH)
