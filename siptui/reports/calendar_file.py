"""What is due as a calendar file, for whatever calendar somebody uses.

Each entry has a name of its own that stays the same, so that a file that is read again changes what is there and adds
nothing twice. Wakes nobody unless alarms are asked for.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from hashlib import blake2b

from icalendar import Alarm, Calendar, Event

from siptui.records.controls_made_visible import marked_line
from siptui.reports.due import Item, in_words


def calendar_file(
    items: Iterable[Item], store: str, named: Callable[[str], str], made: datetime, alarm: int | None = None
) -> bytes:
    """The entries as iCalendar (RFC 5545); `named` says what a subject is called, `store` whose names they are.

    `alarm` is how many days before there is a reminder.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//siptui//due//EN")
    calendar.add("version", "2.0")
    for item in items:
        calendar.add_component(_event(item, store, named, made, alarm))
    return bytes(calendar.to_ical())


def uid(item: Item, store: str) -> str:
    """The name of an entry: of what it is about, and not of its day, which may move."""
    about = f"{store}\n{item.subject}\n{item.kind if item.kind in ('day', 'deadline') else ''}\n{item.key}"
    return f"{blake2b(about.encode(), digest_size=16).hexdigest()}@siptui"


def _event(item: Item, store: str, named: Callable[[str], str], made: datetime, alarm: int | None) -> Event:
    event = Event()
    on = date.fromisoformat(item.on)
    about = named(item.subject) if item.subject else ""
    event.add("uid", uid(item, store))
    event.add("dtstamp", made)
    event.add("last-modified", made)
    event.add("sequence", int(made.timestamp()) // 60)
    event.add("dtstart", on)
    event.add("dtend", on + timedelta(days=1))
    event.add("summary", marked_line(": ".join(filter(None, [about, in_words(item)]))))
    event.add("transp", "TRANSPARENT")
    if item.by:
        event.add("description", marked_line(f"Due from: {item.by}"))
    if alarm is not None:
        reminder = Alarm()
        reminder.add("action", "DISPLAY")
        reminder.add("description", marked_line(in_words(item)))
        reminder.add("trigger", -timedelta(days=alarm))
        event.add_component(reminder)
    return event
