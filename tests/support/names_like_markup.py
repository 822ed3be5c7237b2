"""Names and texts that a terminal library would take for its markup: every one must be shown as it stands."""

NAMES = (
    "Foo [/bar] School",
    "[b]Bold[/b]",
    "[Voluntary-Controlled]",
    "[@click=app.quit]Go[/]",
    "[red on",
    "{grid.open}",
)
"""Of schools and people, in headings and cells."""
FILE_NAME = "[b]Bold [Voluntary-Controlled] [@click=app.quit] [bar] {grid.open}"
"""The same without what no file's name can hold."""
