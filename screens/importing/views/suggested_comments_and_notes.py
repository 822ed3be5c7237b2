"""What else there is to say: wording for comments to copy from, attainment on entry, and what was noticed."""

from screens.grid.grid import Cell, Column, Row
from screens.importing.preview import Preview, Side, counted
from siptui.records.typed_and_shown import printable
from siptui.rules.progress import shown
from siptui.tracking.proposal_types import Entry, TrackingProposal


def notes(preview: Preview) -> Side:
    """A line each, under what it is."""
    found = preview.found
    sections: dict[str, list[str]] = {
        "Noticed": found.notes,
        "Suggested for the comments ({grid.copy} copies; nothing is typed in by itself)": found.suggestions,
        "Attainment on entry": [_entry(each, preview.framework.progress.year_name(each.year)) for each in found.entry],
        "Early years": _early_years(found),
    }
    rows: list[Row] = []
    for title, texts in sections.items():
        if texts:
            rows.append(Row(title, (preview.spell(title),), heading=True))
        for text in map(printable, texts):
            rows.append(Row(f"{len(rows)}", (Cell(f"  {text}", value=text),)))
    return [Column("note", "", 40, grow=1)], rows


def _entry(each: Entry, year: str) -> str:
    """A column of attainment on entry, in words, of a year group."""
    of = "points" if each.unit == "points" else "on the file's own scale"
    place = f"{each.heading} ({each.sheet}!{each.column})"
    return f"{year}, {place}: {shown(each.mean, 2)} {of}, {counted(each.pupils, 'pupil')}"


def _early_years(found: TrackingProposal) -> list[str]:
    """The profiles, in words; the percentages themselves are among the changes."""
    if found.eyfs is None:
        return []
    out = f"; {found.eyfs.left_out} left out" if found.eyfs.left_out else ""
    said = [f"{counted(found.eyfs.pupils, 'pupil')} with a profile{out}"]
    return said + [f"  {count} {reason}" for reason, count in found.eyfs.reasons.items()]
