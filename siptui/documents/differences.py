"""What has changed in a document since: the answers that stand otherwise in it now."""

from msgspec import Struct

from siptui.documents.layout.note import Document


class Difference(Struct, frozen=True):
    """An answer as it was printed then, and as it is now; "" for nothing."""

    path: str
    was: str
    now: str


def differences(then: Document, now: Document) -> list[Difference]:
    """Every answer that differs between two editions of a document, in the order of the later one."""
    before, after = ({cell.path: cell.text for sheet in each.sheets for cell in sheet.cells} for each in (then, now))
    paths = [*after, *(path for path in before if path not in after)]
    found = (Difference(path, before.get(path, ""), after.get(path, "")) for path in paths)
    return [each for each in found if each.was != each.now]
