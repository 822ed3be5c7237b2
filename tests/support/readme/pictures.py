"""Makes the README's pictures from the real program: `make pictures`."""

import asyncio
import re
import tempfile
from pathlib import Path

from textual.pilot import Pilot

from siptui.app import SiptuiApp
from siptui.cli.commands.invented_caseload import demo_store

FOLDER = Path(__file__).parents[3] / "screens" / "pictures"
FONTS = "DejaVu Sans Mono, Menlo, Consolas,"
BADGE = re.compile(r"<!-- Generated with Rich.*?-->")
FONT_FACE = re.compile(r"@font-face \{.*?\}", re.DOTALL)
UNIQUE = re.compile(r"terminal-\d+")


async def settled(pilot: Pilot[None]) -> None:
    """Wait for workers, the store and the screen."""
    for _ in range(4):
        await pilot.pause(0.1)
        await pilot.app.desk.settled()


async def take(pilot: Pilot[None], name: str, *keys: str) -> None:
    """Press keys, and keep what the screen then shows; a viewer's own monospaced font serves, so none is fetched."""
    await pilot.press(*keys)
    await settled(pilot)
    picture = BADGE.sub("", pilot.app.export_screenshot(title="siptui", simplify=True))
    picture = UNIQUE.sub(f"picture-{name}", FONT_FACE.sub("", picture)).replace("Fira Code,", FONTS)
    (FOLDER / f"{name}.svg").write_text(picture, encoding="utf-8")


async def main() -> None:
    """The caseload, and the judgements in a school's autumn visit."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        app = SiptuiApp(demo_store(Path(folder) / "demo", "picture", 12))
        async with app.run_test(size=(100, 28)) as pilot:
            await settled(pilot)
            await take(pilot, "caseload", "down", "down")
            for key in ("enter", "down", "enter", *["down"] * 5, "enter"):  # its autumn visit's judgements
                await pilot.press(key)
                await settled(pilot)
            await take(pilot, "judgements", "right", "right", "down")


if __name__ == "__main__":
    asyncio.run(main())
