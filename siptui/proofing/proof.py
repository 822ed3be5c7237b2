"""A draft proofed: everything in its texts that wants looking at, in the order one reads them."""

from collections.abc import Collection, Mapping

from siptui.proofing import slips, words_together
from siptui.proofing.mark import Known, Mark
from siptui.proofing.misplaced_names_and_codes import NamesAndCodes
from siptui.proofing.spelling import Spelling
from siptui.proofing.text_parts import not_prose


def marks(texts: Mapping[str, str], known: Known, *, spelling: bool = True, only: Collection[str] = ()) -> list[Mark]:
    """Every mark of the texts (a text by its path), by text as given and then by place; without `spelling`, slips only.

    With `only`, the marks of the texts at those paths; the others say which names are known there.
    The dictionary is loaded where it is first asked; so in a program that somebody types in, ask another process.
    """
    words, names = Spelling(known, texts) if spelling else None, NamesAndCodes(known)
    lists = frozenset(known.lists)
    found: list[Mark] = []
    for path, text in texts.items():
        if only and path not in only:
            continue
        skipped = not_prose(text)
        of_text = [*slips.marks(path, text, skipped, path in lists), *words_together.marks(path, text, skipped)]
        of_text += names.marks(path, text, skipped)
        found += _apart([*of_text, *(words.marks(path, text, skipped) if words else ())])
    return found


def _apart(found: list[Mark]) -> list[Mark]:
    """Marks by place. Of those that overlap the first found: a placeholder is not a word in no list too.

    But for the full stop that is missing after a word, which may be wrong itself.
    """
    kept: list[Mark] = []
    taken: set[int] = set()
    for mark in found:
        if mark.code != "no_full_stop":
            places = range(mark.start, mark.end)
            if not taken.isdisjoint(places):
                continue
            taken.update(places)
        kept.append(mark)
    return sorted(kept, key=lambda mark: (mark.start, mark.end))
