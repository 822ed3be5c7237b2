"""What every struct read from a data file is, and when a part of a form is shown."""

from msgspec import Struct

When = dict[str, list[str]]
"""Field by name (or by whole path, where it has a /) and the values it must hold, all of them; `*` is any value at all.

A name is looked for beside what is shown: in the same row, then in the same form.
"""


class Data(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Base of everything read from a data file: frozen, and keys it does not know are refused.

    So a slip in a data file is found on loading and not at a governors' meeting.
    """
