"""What something costs, whoever else keeps the machine busy."""

import time
from collections.abc import Callable


def cost(of: Callable[[], object], times: int = 5) -> float:
    """The least processor time of a few tries, in seconds."""
    found = []
    for _ in range(times):
        start = time.process_time()
        of()
        found.append(time.process_time() - start)
    return min(found)
