"""evaluations: what schools and governors say of those who visit them, asked for and told."""

from collections.abc import Sequence
from pathlib import Path

import click
from msgspec import structs

from siptui.cli.commands.documents.written_file import Wanted, written
from siptui.cli.printing import say, say_json, say_problems, say_table, whole
from siptui.cli.session import Session
from siptui.cli.shared_options import as_json, command, of_year, session
from siptui.cli.streams import made
from siptui.framework.model import Form
from siptui.records.change import Change, Record
from siptui.records.problem import Problem, Refused
from siptui.reports.evaluations import Told, evaluations, forms_from_outside, names_school
from siptui.rules.summary import text
from siptui.store.faults import StoreFault
from siptui.store.store import Store


@command("evaluations")
@click.argument("initials", required=False)
@click.option("--ask", "ask", multiple=True, metavar="SCHOOL", help="Ask this school; may be given again.")
@click.option("--form", metavar="FORM", help="With --ask, by which form; the first there is.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FOLDER", help="With --ask, where the files go.")
@click.option("--xlsx", is_flag=True, help="With --ask, as workbooks instead of documents.")
@as_json
@of_year
@session
def evaluations_(
    session: Session,
    initials: str | None,
    ask: Sequence[str],
    form: str | None,
    out: Path | None,
    xlsx: bool,
    json_: bool,
) -> None:
    """Say what those outside think of each who visits schools, question by question, and of all together.

    With --ask a form is begun for each school's SIP, and written into a folder to be sent; `siptui import` takes in
    what comes back. Of whom one may not see the forms nothing is said.
    """
    store = session.store
    if ask:
        if out is None:
            raise click.UsageError("--ask needs --out FOLDER, for the files to be sent")
        _ask(store, _meant(store, form), [store.find_school(each) for each in ask], out, ".xlsx" if xlsx else ".docx")
    else:
        _tell(store, initials, json_)


def _meant(store: Store, key: str | None) -> Form:
    known = forms_from_outside(store.framework)
    found = next((form for form in known if key in (None, form.key)), None)
    if found is None:
        do = f"there are: {', '.join(form.key for form in known)}" if known else "this framework has none"
        raise Refused(Problem("--form", "is no form that people outside fill in of a person", do, code="no_such_form"))
    return found


def _ask(store: Store, form: Form, schools: Sequence[str], out: Path, ending: str) -> None:
    """Begin the form for each school's SIP and write it. Raises Refused before anything is begun where one has none."""
    roles = store.framework.roles
    records = {school: store.load(school).values for school in schools}
    nobody = [school for school, record in records.items() if not store.office.person(text(record, roles.sip))]
    if nobody:
        what, do = "has nobody who could be evaluated", "`siptui allocate` gives it to somebody"
        raise Refused(*(Problem(school, what, do, code="no_sip") for school in nobody))
    out.mkdir(parents=True, exist_ok=True)
    for school, record in records.items():
        subject = f"@{text(record, roles.sip)}"
        place = store.new(subject, form.key)
        if key := names_school(form):
            store.change(subject, [Change(form.path(place, key), text(record, roles.name))])
        file = out / f"{form.key}_{school}_{subject[1:]}{ending}"
        written(store, Wanted(place), subject, file)
        made()
        say(f"wrote {whole(file)}")


def _tell(store: Store, initials: str | None, json_: bool) -> None:
    records: dict[str, Record] = {}
    problems: list[Problem] = []
    wanted = [store.find(f"@{initials.removeprefix('@')}")[1:]] if initials else sorted(store.office.people)
    for each in wanted:
        try:
            records[each] = store.load(f"@{each}").values
        except StoreFault as fault:
            if fault.problem.code != "private" or initials:  # whoever may not see it is told nothing of it
                problems.append(fault.problem)
    found = evaluations(store.fields, records)
    if json_:
        say_json([structs.asdict(told) | {"answers": [structs.asdict(a) for a in told.answers]} for told in found])
    elif not found:
        say("nobody has been asked yet; --ask SCHOOL begins a form to be sent")
    for told in found if not json_ else ():
        _say(store, told, one=bool(initials))
    say_problems(problems)


def _say(store: Store, told: Told, *, one: bool) -> None:
    if one and not told.sip:
        return
    name = store.office.full_name(told.sip) or told.sip or "All together"
    say(f"{store.framework.form(told.form).called}, {name}: {told.back} of {told.begun} came back")
    rows = [(answers.question, str(answers.answered), answers.in_words()) for answers in told.answers]
    if told.back:
        say_table(("Question", "Answers", ""), rows, ("Answers",))
    say("")
