"""new-year and years: a new school year, and those that are over."""

from datetime import date

import click

from siptui.cli.printing import agreed, say, say_json, say_problems, say_table
from siptui.cli.session import Session
from siptui.cli.shared_options import as_json, command, session
from siptui.cli.streams import is_terminal, made
from siptui.records.problem import Problem, Refused
from siptui.reports.years import as_data, columns_of_all, columns_of_school, read_years
from siptui.store.years.store_of_each import all_years


@command("new-year")
@click.option("--framework", required=True, metavar="NAME", help="The forms of the new year.")
@click.option("--dry-run", is_flag=True, help="Say what would go on, and change nothing.")
@click.option("--yes", is_flag=True, help="Begin it without asking.")
@session
def new_year(session: Session, framework: str, dry_run: bool, yes: bool) -> None:
    """Begin the next school year.

    Schools, people, categories, priorities and what is open go on, as the new framework says; all that there is of the
    old year is put away beside it, whole, and can be read with --year. Only the store's owner can do it.
    """
    from siptui.store.years.new_year import Turn

    if isinstance(session.place, str):
        what = "is begun in a folder, where the old one stays beside the new"
        do = "`siptui move --to` a folder, begin it there, and move back"
        raise Refused(Problem("new-year", what, do, code="new_year_in_database"))
    turn = Turn(session.store, framework)
    found = turn.to_begin()
    say(found.in_words())
    if dry_run:
        return
    if not yes and not _agreed(turn.old):
        raise Refused(Problem("new-year", "nothing was changed", "add --yes to begin the year", code="not_agreed"))
    turn.begin()
    made()
    say(f"{turn.new} has begun; {turn.old} stays as it was: siptui --year {turn.old} open")


def _agreed(old: str) -> bool:
    return is_terminal("stdin", "stdout") and agreed(f"Put {old} away, and begin the new year?")


@command()
@click.argument("school", required=False)
@as_json
@session
def years(session: Session, school: str | None, json_: bool) -> None:
    """Print the store's years, or those of a school, beside each other."""
    store = session.store
    school_id = store.find_school(school) if school else ""
    columns = (columns_of_school if school_id else columns_of_all)(store.framework)
    problems: list[Problem] = []
    found = list(read_years(all_years(store), school_id, problems, date.today()))
    if json_:
        say_json(as_data(columns, found))
    else:
        headings = [column.heading for column in columns]
        lines = [[year.name, *(column.words(year) for column in columns)] for year in found]
        say_table(["Year", *headings], lines, headings)
    say_problems(problems)
