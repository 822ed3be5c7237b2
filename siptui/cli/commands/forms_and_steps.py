"""forms, new and step: which forms a subject has, another one begun, and how one goes on."""

import click
from msgspec import structs

from siptui.cli.commands.proofing_findings import Drafts
from siptui.cli.printing import agreed, complain, counted, say, say_json, say_table
from siptui.cli.session import Session
from siptui.cli.shared_options import as_json, command, of_year, session
from siptui.cli.streams import made
from siptui.framework import Framework
from siptui.records.fields import Fields
from siptui.records.paths_in_words import full_name
from siptui.records.problem import Facts, Problem, Refused
from siptui.records.typed_and_shown import day
from siptui.rules.how_far import HowFar, can_be_begun, how_far, title_of
from siptui.rules.steps import state_of, steps_from
from siptui.store.school import about
from siptui.store.store import Store

NUMBERS = ("Filled", "Missing")
on_day = click.option("--on", metavar="DATE", help="As of that day, such as 26/11/2010; today otherwise.")


@command()
@click.argument("subject", required=False)
@as_json
@of_year
@session
def forms(session: Session, subject: str | None, json_: bool) -> None:
    """List the forms of a subject, where each stands, what is filled, and what is still needed; or all that there are.

    MISSING is what is needed before the next step and empty.
    """
    store = session.store
    if subject is None:
        tell_all_forms(store.fields, json_)
    else:
        tell_forms(store, store.find(subject), json_)


@command()
@click.argument("subject")
@click.argument("form")
@on_day
@as_json
@session
def new(session: Session, subject: str, form: str, on: str | None, json_: bool) -> None:
    """Begin one of a form that occurs many times; prints its path, such as forms/alert/1."""
    begin(session.store, session.store.find(subject), form, on, json_)


@command()
@click.argument("subject")
@click.argument("path")
@click.argument("step", required=False)
@on_day
@click.option("--reason", default="", metavar="TEXT", help="Why; some steps ask for it.")
@click.option("--yes", is_flag=True, help="Take it even if spelling or slips are marked in what is written.")
@as_json
@session
def step(
    session: Session, subject: str, path: str, step: str | None, on: str | None, reason: str, yes: bool, json_: bool
) -> None:
    """Take a step of a form: `step ashwell visits/autumn send`. Without STEP, list those that can be taken now.

    A step that sends out what is written asks first, while `check` finds spelling or slips in it.
    """
    store = session.store
    subject_id = store.find(subject)
    if step is None:
        tell_steps(store, subject_id, path.strip("/"), json_)
    else:
        if not yes:
            ask_of_marks(store, subject_id, path.strip("/"), step)
        take_step(store, subject_id, path.strip("/"), step, on, reason, json_)


def begin(store: Store, subject: str, form: str, on: str | None, json_: bool) -> None:
    """Begin one of a form that occurs many times and print its path. Raises Refused, StoreFault."""
    place = store.new(subject, form, on)
    made()
    if json_:
        say_json({"subject": subject, "form": form, "path": place})
    else:
        say(place)


def tell_all_forms(fields: Fields, json_: bool) -> None:
    """Print every form that there is, `#` standing in the path of one that occurs many times."""
    every = fields.forms
    found = [HowFar(form.key, form.place, form.title, "", 0, 0) for form in every]
    if json_:
        say_json([structs.asdict(each) for each in found])
        return
    often = {"once": "once", "visit": "at a visit", "many": "many times"}
    say_table(
        ("Form", "Title", "Of", "Occurs", "Path"),
        [(form.key, form.title, form.about, often[form.occurs], form.place) for form in every],
    )


def tell_forms(store: Store, subject: str, json_: bool) -> None:
    """Print every form that a subject has, and those of which it can have more. Raises Refused, StoreFault."""
    record, framework = store.load(subject).values, store.framework
    whose = about(subject)
    access = store.access(subject, record)
    found = [each for each in how_far(store.fields, record, whose) if access.may_read(framework.form(each.form))]
    if json_:
        say_json([structs.asdict(each) for each in found])
        return
    if not found:
        say("nothing is asked of it under this framework")
        return
    say_table(
        ("Form", "State", *NUMBERS, "Path"),
        [
            (_name(framework, each), _state(store, each), str(each.filled or ""), str(each.missing or ""), each.path)
            for each in found
        ],
        NUMBERS,
    )
    if more := [form for form in can_be_begun(store.fields, record, whose) if access.may_fill(form)]:
        say("")
        say("Can be begun: " + ", ".join(f"{form.key} ({form.name or form.title})" for form in more))


def _name(framework: Framework, found: HowFar) -> str:
    """What a form is called where there is little room; one of many by the title that tells it from the others."""
    form = framework.form(found.form)
    if form.occurs == "many":
        return found.title
    name = form.name or form.title
    return f"{form.letter}  {name}" if form.letter else name


def _state(store: Store, found: HowFar) -> str:
    way = store.framework.ways.get(store.framework.form(found.form).way)
    return way.state(found.state).name if way else ""


def tell_steps(store: Store, subject: str, place: str, json_: bool) -> None:
    """Print the steps that can be taken now from where a form stands. Raises Refused, StoreFault."""
    form, record = store.form_at(place), store.load(subject).values
    state = state_of(store.framework, form, place, record)
    steps = steps_from(store.framework, form, place, record, store.roles(record, subject))
    if json_:
        told = ("name", "to", "reason", "asks")
        keys = [{"step": each.key} | {key: getattr(each, key) for key in told} for each in steps]
        say_json({"subject": subject, "path": place, "state": state.key if state else "", "steps": keys})
        return
    say(f"{title_of(store.fields, form, place, record)}: {state.name if state else 'has no steps'}")
    for each in steps:
        say(f"    {each.key}\t{each.name}" + (" (asks for a reason)" if each.reason else ""))
        if each.asks:
            say(f"    \t{each.asks}")


def ask_of_marks(store: Store, subject: str, place: str, step: str) -> None:
    """Print what is marked in a form before a step that sends it out, and ask. Raises Refused unless it is wanted."""
    form, record = store.form_at(place), store.load(subject).values
    possible = steps_from(store.framework, form, place, record, store.roles(record, subject))
    meant = next((each for each in possible if each.key == step and each.proofed), None)
    marked = list(Drafts(store, spelling=True).marked(subject, record, place)) if meant else []
    if not meant or not marked:
        return
    for each in marked:
        complain(f"{full_name(store.framework, store.fields, each.path)}: {each.message}")
    if not agreed(f"{counted(len(marked), 'mark')} in what is written. “{meant.name}” all the same?"):
        what = f"{counted(len(marked), 'mark')} of proofing in what is written"
        facts: Facts = {"step": step, "marks": len(marked)}
        raise Refused(Problem(place, what, "mend them, or add --yes", facts=facts, code="not_proofed"))


def take_step(store: Store, subject: str, place: str, step: str, on: str | None, reason: str, json_: bool) -> None:
    """Take a step and say where the form stands now. Raises Refused, StoreFault."""
    edit = store.step(subject, place, step, on, reason)
    made()
    form, record = store.form_at(place), store.load(subject).values
    state = state_of(store.framework, form, place, record)
    if json_:
        key = state.key if state else ""
        say_json({"subject": subject, "path": place, "step": step, "state": key, "revision": edit.revision})
        return
    dated = [day(str(c.new)) for c in edit.changes if (f := store.fields.find(c.path)) and f.kind == "date" and c.new]
    said = ", ".join([state.name if state else "", *dated])
    say(f"{title_of(store.fields, form, place, record)}: {said}")
