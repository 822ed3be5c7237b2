"""When something was done, as a person says it."""

from datetime import datetime


def clock(when: str) -> str:
    """A moment (ISO, UTC) by the clock on this machine's wall: `14:05` today, else `12 Oct 10 14:05`."""
    try:
        moment = datetime.fromisoformat(when).astimezone()
    except ValueError:
        return when
    today = moment.date() == datetime.now(moment.tzinfo).date()
    return f"{moment:%H:%M}" if today else f"{moment.day} {moment:%b %y %H:%M}"
