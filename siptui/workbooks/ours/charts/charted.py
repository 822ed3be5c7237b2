"""Where the figures of a chart stand on a form."""

from collections.abc import Mapping

from msgspec import Struct

from siptui.framework.model import Subject


class Charted(Struct, frozen=True):
    """A subject as it stands on the form: the row of its headings, and of each year group."""

    subject: Subject
    headings: int
    rows: Mapping[int, int]
