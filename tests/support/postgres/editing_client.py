"""A client that edits one school of a store in a database, again and again, and says what was acknowledged.

Run as: python editing_client.py ADDRESS SCHOOL NAME SECONDS. Every value is another; one that was refused because the
server was away is tried again, and one of which nobody knows is settled first. It prints a line for each value: `ack`
when it was acknowledged.
"""

import sys
import time

from siptui.records.change import Change
from siptui.records.problem import Refused
from siptui.store.faults import StoreFault, Unsure
from siptui.store.store import Store

FIELDS = ("visits/autumn/activities", "visits/spring/activities", "visits/summer/activities", "front/context")


def opened(address: str) -> Store:
    """The store, as soon as the server is there."""
    while True:
        try:
            return Store(address, "owner")
        except (StoreFault, Refused):
            time.sleep(0.05)


def settled(unsure: Unsure) -> bool:
    """Whether an edit of which nobody knew was taken."""
    while True:
        try:
            return unsure.settle() is not None
        except StoreFault:
            time.sleep(0.05)


def saved(store: Store, school: str, field: str, value: str) -> None:
    """Have a value saved, however often the server goes away meanwhile."""
    while True:
        try:
            store.change(school, [Change(field, value)])
            return
        except Unsure as unsure:
            if settled(unsure):
                return
        except StoreFault:
            time.sleep(0.05)


def main(address: str, school: str, name: str, seconds: float) -> None:
    """Edit for so long."""
    store, number, until = opened(address), 0, time.monotonic() + seconds
    field = FIELDS[sum(map(ord, name)) % len(FIELDS)]
    while time.monotonic() < until:
        number += 1
        saved(store, school, field, f"{name}.{number}")
        sys.stdout.write(f"ack {name}.{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], float(sys.argv[4]))
