"""What is said once an import is in the store."""

from screens.frame.desk_screen import DeskScreen


async def say_once_saved(screen: DeskScreen, school_id: str, words: str) -> None:
    """Say that an import is done once the store has it; where it clashes, or is refused, that is said instead."""
    await screen.desk.settled()
    if not any(school == school_id for school, _ in screen.desk.unsaved):
        screen.say(words)
