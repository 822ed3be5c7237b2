"""Schools as they read under today's framework, and the edits that bring what is kept to where it reads."""

from collections.abc import Callable, Iterable

from msgspec import structs

from siptui.records.change import Edit, apply
from siptui.records.changed_framework.earlier_places import EarlierPlaces
from siptui.records.changed_framework.record_as_read import as_read, as_written
from siptui.records.fields import Fields
from siptui.records.record_validity import what_is_wrong
from siptui.store.faults import bad_record
from siptui.store.school import School


class SchoolsAsRead:
    """Reads schools, each once as long as it stands as it is; pure but for the histories that it is given."""

    def __init__(self, fields: Fields, earlier: EarlierPlaces, history_back: Callable[[str], Iterable[Edit]]) -> None:
        """`history_back` tells the history of a school from its end; it is asked where something must be borne out."""
        self._fields, self._earlier, self._history_back = fields, earlier, history_back
        self._sound: dict[str, Edit] = {}  # the latest edit, the very one, of schools that read as they are kept
        self._otherwise: dict[str, tuple[School, School]] = {}  # schools that read otherwise, as kept and as read

    def read(self, found: School) -> tuple[School, str]:
        """A school under today's framework, and what no siptui can have written in it.

        A record that checked values have been put into here, and one that was read already, is not gone through.
        """
        if self._sound.get(found.id) is found.last:
            return found, ""
        kept = self._otherwise.get(found.id)
        if kept and kept[0] is found:
            return kept[1], ""
        back, read = self._history_back, found
        values, why = as_read(found.values, self._fields, self._earlier, lambda: back(found.id))
        if values is not found.values:
            read = structs.replace(found, values=values)
            if not why:
                self._otherwise[found.id] = found, read
        elif not why:
            self._sound[found.id] = found.last
        return read, why

    def written(self, standing: School, read: School, why: str, edit: Edit | None) -> Edit | None:
        """An edit of a school as it reads, for the school as it stands; `why` is what is wrong with it.

        Raises Damaged where that is not put right by the edit: nothing else is let through.
        """
        if why and (left := what_is_wrong(apply(read.values, edit.changes if edit else ()), self._fields)):
            raise bad_record(standing.id, left)
        if edit is None:
            return None
        unchecked = edit.why in ("undo", "redo")  # its values come out of the history
        if read is not standing or unchecked:
            edit = structs.replace(edit, changes=as_written(standing.values, read.values, edit.changes, self._fields))
        if not why and not unchecked:
            self._sound[standing.id] = edit
        return edit
