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
