"""How a workbook of ours says what it is, so that reading it back can tell what was changed in it.

Kept twice, as custom document properties and in a hidden sheet: one or the other survives what programs do to a
workbook on its way through schools and e-mail.
"""

from msgspec import Struct

SCHEMA = "siptui workbook"
VERSION = 1
SHEET = "siptui"  # the hidden sheet: keys in column A, values in B


class Identity(Struct, frozen=True):
    """What a workbook holds (`kind` as in `export KIND`), under which forms, of which school, made from which revision.

    A blank form is of no school: "" and revision 0.
    """

    kind: str
    framework: str
    school: str = ""
    revision: int = 0

    def items(self) -> list[tuple[str, str | int]]:
        """What is kept, by name."""
        return [
            ("schema", SCHEMA),
            ("version", VERSION),
            ("kind", self.kind),
            ("framework", self.framework),
            ("school", self.school),
            ("revision", self.revision),
        ]
