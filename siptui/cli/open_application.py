"""The way into the application from the command line, without click."""

import os
from typing import TYPE_CHECKING

from siptui.cli.fault_to_exit_status import EXIT_STORE
from siptui.cli.session import Session
from siptui.cli.streams import ERROR, is_terminal, write
from siptui.records.controls_made_visible import marked_line
from siptui.records.problem import Problem, Refused
from siptui.rules.forms.numbered_forms import refuse_of_others
from siptui.store.school import about
from siptui.store.store import Store

if TYPE_CHECKING:
    from concurrent.futures import Future

    from siptui.store.backend_protocol import Overview


def open_application(session: Session, subject: str | None) -> int:
    """Open the caseload, a school, a person or the office, or what lies at a path of theirs; the status to leave with.

    Raises Refused, StoreFault; and Refused where there is no terminal.
    """
    store = session.store
    opening = where_to_open(store, subject) if subject else None
    # With a driver of its own Textual has its terminal elsewhere, such as in a browser.
    if not (os.environ.get("TEXTUAL_DRIVER") or is_terminal("stdin", "stdout")):
        raise Refused(
            Problem("siptui", "needs a terminal to open in", "`siptui review` prints the caseload", code="no_terminal")
        )
    return run_application(store, opening)


def where_to_open(store: Store, text: str) -> str:
    """The id of the subject meant by `SUBJECT[/PATH]`, and the path behind it as it stands in the record.

    Raises Refused where there is no such subject, or nothing at that path of theirs; StoreFault.
    """
    subject, slash, path = text.partition("/")
    try:
        return store.find(text)  # a school's name may hold a "/" itself
    except Refused:
        if not (slash and subject):
            raise
    subject_id, path = store.find(subject), path.strip("/")
    if not path:
        return subject_id
    # A path that is nowhere is refused with what comes near.
    form = store.fields.form_over(path) or store.framework.form(store.field(path).form)
    refuse_of_others(form, path, about(subject_id))
    place = form.place_of(path)
    if form.occurs == "many" and not any(p.startswith(f"{place}/") for p in store.load(subject_id).values):
        do = f"`siptui new {subject_id} {form.key}` begins one; `siptui forms {subject_id}` lists those there are"
        raise Refused(Problem(place[:80], "has not been begun", do, facts={"path": place[:80]}, code="not_begun"))
    return f"{subject_id}/{path}"


def run_application(store: Store, opening: str | None) -> int:
    """Read the caseload while Textual, which takes longer, is imported; then open it.

    On leaving, what could not be saved is printed, so that it is not lost, and so is what made the application end:
    then the status is that of a store at fault.
    """
    begun = _begun(store)
    from screens.terminal.less_work import kept_patterns, late_imports

    late_imports.begin()
    import logging  # which Textual has imported by now

    from siptui.app import run

    kept_patterns.all_imported()
    logging.getLogger().addHandler(logging.NullHandler())  # else what asyncio reports goes to the terminal, raw
    wrong = run(store, opening, begun)
    for line in wrong:
        write(marked_line(line) + "\n", ERROR)
    return EXIT_STORE if wrong else 0


def _begun(store: Store) -> "Future[Overview]":
    """A reading of the caseload, in a thread: it takes a millisecond, but not where the store is far away or cold."""
    import threading
    from concurrent.futures import Future

    begun: Future[Overview] = Future()

    def read() -> None:
        try:
            begun.set_result(store.overview())
        except BaseException as fault:  # noqa: BLE001 - whoever asks for the result is told
            begun.set_exception(fault)

    threading.Thread(target=read, daemon=True).start()
    return begun
