"""schools, dump and review: what is said of every school."""

from pathlib import Path

import msgspec

from siptui.cli.printing import say, say_json, say_problems
from siptui.store.store import Store


def tell_schools(store: Store, json_: bool) -> None:
    """Print every school's id, name, phase and SIP."""
    rows, problems = store.overview()
    if json_:
        say_json([{"id": r.id, "name": r.name, "phase": r.phase, "sip": r.sip} for r in rows])
    else:
        for row in rows:
            say("\t".join((row.id, row.name, row.phase, row.sip)))
    say_problems(problems)


def dump_records(store: Store) -> None:
    """Print every record, a line a school: its id, a tab, and the record as JSON."""
    rows, problems = store.overview()
    for row in rows:
        say(f"{row.id}\t{msgspec.json.encode(store.load(row.id).values, order='sorted').decode()}")
    say_problems(problems)


def tell_review(store: Store, sip: str | None = None, out: Path | None = None, json_: bool = False) -> None:
    """Print the review, of one SIP's schools or of all; with `out` write it as a workbook. Raises Refused."""
    from siptui.reports.review import as_data, headings, line, print_review, select, totals

    rows, problems = store.overview()
    rows = select(rows, sip)
    framework = store.framework
    if json_:
        say_json(as_data(framework, rows))
    elif out:
        from siptui.workbooks.ours.plain_table import write_table

        lines = [line(framework, row) for row in rows]
        title = f"School Improvement Partners: review of the caseload {framework.identity.year}"
        write_table(framework, title, headings(framework), lines, totals(framework, rows), out)
        say(f"wrote {out}")
    else:
        print_review(framework, rows)
    say_problems(problems)
