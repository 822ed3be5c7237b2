"""framework check --store: what a changed framework would do to the values and drafts of a store."""

from collections.abc import Iterator

from msgspec import Struct

from siptui.cli.printing import counted, say, say_json
from siptui.cli.session import Session
from siptui.framework import Framework
from siptui.records.changed_framework.earlier_places import EarlierPlaces
from siptui.records.changed_framework.effect_on_values import Affected, affected, draft_affected
from siptui.records.controls_made_visible import quoted
from siptui.records.fields import fields_of
from siptui.store.backend_protocol import NoSchool
from siptui.store.drafts import Drafts, place_for
from siptui.store.faults import StoreFault
from siptui.store.store import Store

WORDS = {
    "removed": "is no longer asked; it is kept, and shown as such",
    "moved": "is found at {to}",
    "retyped": "does not fit any more ({why}); it is kept and shown as it is",
    "choice_gone": "{why}; it is kept and shown as it is",
}
SET_ASIDE = "does not fit any more ({why}); it is kept at {to}, and shown as no longer asked"
SOME = 5  # schools that are named


class Found(Struct, frozen=True):
    """What becomes of a value, or of a draft, of a school."""

    school: str
    draft: bool
    affected: Affected


def tell_effect(session: Session, framework: Framework, json_: bool) -> None:
    """Print what becomes of each value and of one's own drafts. Raises Refused, StoreFault."""
    store = session.store
    found = list(_values(store, framework))
    if json_:
        say_json(
            [
                {
                    "subject": each.school,
                    "path": each.affected.path,
                    "effect": each.affected.effect,
                    "draft": each.draft,
                    "value": each.affected.value,
                    "to": each.affected.to,
                }
                for each in found
            ]
        )
        return
    grouped: dict[tuple[str, str, bool, str], list[Found]] = {}
    for each in found:
        what = each.affected
        aside = what.effect == "retyped" and what.to and not each.draft
        words = (SET_ASIDE if aside else WORDS[what.effect]).format(to=what.to, why=what.why)
        grouped.setdefault((what.path, what.effect, each.draft, words), []).append(each)
    for (path, _, draft, words), those in grouped.items():
        schools = sorted({each.school for each in those})
        some = ", ".join(schools[:SOME]) + (f" and {len(schools) - SOME} more" if len(schools) > SOME else "")
        first = quoted(str(those[0].affected.value))
        say(f"{path}: {'a draft' if draft else 'a value'} of {some} ({first}): {words}")
    if found:
        say(f"{store.folder}: {counted(len(found), 'value is', 'values and drafts are')} concerned; none is lost")
    else:
        say(f"{store.folder}: every value and draft stays where it is")


def _values(store: Store, framework: Framework) -> Iterator[Found]:
    after = fields_of(framework)
    earlier = EarlierPlaces(after)
    for subject in store.subjects():
        try:
            record = store.backend.load(subject).values
        except (StoreFault, NoSchool):
            continue  # `siptui verify` says of it
        for each in affected(record, after, earlier):
            yield Found(subject, False, each)
    for entry in Drafts(place_for(store.folder, store.who)).peek():
        for each in draft_affected(entry.path, entry.text, after, earlier):
            yield Found(entry.school, True, each)
