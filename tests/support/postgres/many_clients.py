"""Several clients in one process, each editing its own field of its schools as fast as it may.

Run as: python many_clients.py ADDRESS FIRST CLIENTS SECONDS. Client FIRST and those after it each have a connection of
their own. It prints `COUNT WORST` when they are done: the edits acknowledged, and the seconds that the slowest took.
"""

import os
import random
import sys
import threading
import time

from siptui.records.change import Change
from siptui.store.store import Store

SCHOOLS = 200


def edit(store: Store, number: int, until: float, waits: list[float]) -> None:
    """Edit one field, which is no other client's, of one school after the other."""
    visits = [visit for visit in store.framework.visits if visit.rows]
    visit = visits[number % len(visits)]
    row = visit.rows[number // len(visits) % len(visit.rows)]
    path, chance, count = f"{visit.judged_at}/{row.kip}/evaluation", random.Random(number), 0
    while time.monotonic() < until:
        count += 1
        begun = time.monotonic()
        store.change(f"school_{chance.randrange(SCHOOLS)}", [Change(path, f"{os.getpid()}.{number}.{count}")])
        waits.append(time.monotonic() - begun)


def main(address: str, first: int, clients: int, seconds: float) -> None:
    """Let them all edit for so long, from one moment on."""
    stores = [Store(address, "owner") for _ in range(clients)]
    for store in stores:
        store.fields  # noqa: B018 - which the first edit would make
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    until, waits = time.monotonic() + seconds, list[float]()
    threads = [
        threading.Thread(target=edit, args=(store, first + number, until, waits)) for number, store in enumerate(stores)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sys.stdout.write(f"{len(waits)} {max(waits)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]))
