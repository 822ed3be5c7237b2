"""The import screen with a file read into it."""

from pathlib import Path

from textual.pilot import Pilot

from screens.importing.import_screen import ImportScreen
from support.piloting import settle

SIZE = (100, 30)


async def read_in(pilot: Pilot[None], school: str, path: Path) -> ImportScreen:
    await settle(pilot)
    screen = ImportScreen(school)
    pilot.app.push_screen(screen)
    await settle(pilot)
    screen.file.choose(path)
    await settle(pilot)
    return screen


TABLE = (
    "Tracking of an invented school\n\n"
    "UPN,Surname,Forename,Year,Reading Dec 10,Rdg wk 9,Writing Dec 10,Mark\n"
    "A1,Oak,Ann,3,2b,9,2c,x\nA2,Ash,Bob,3,2a,8,A,y\nA3,Elm,Cyd,4,3c,7,N,\n"
)
