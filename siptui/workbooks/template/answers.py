"""What is put into a template, as it crosses over to the process that fills it.

Apart from what lays them out, for that process and whoever asks it need no more.
"""

from msgspec import Struct

Filling = str | int | float | None


class Answer(Struct, frozen=True):
    """An answer: the words that name its row, the heading of its column ("": it stands beside its label), its value.

    `kind` is a field's; a date is an ISO text. `needed`: that it has no place in the template is a fault.
    """

    labels: list[str]
    heading: str
    name: str
    kind: str = ""
    value: Filling = None
    needed: bool = True


class AskedSheet(Struct, frozen=True):
    """The answers that stand together in a form, and the headings of the columns whose words name their rows.

    `scattered`: they are beside their labels wherever these stand, on every sheet that has them.
    """

    title: str
    headings: list[str]
    answers: list[Answer]
    scattered: bool = False
