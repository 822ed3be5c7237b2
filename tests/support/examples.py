"""How many examples hypothesis tries: few where all tests are run, many more in `make torture`."""

import os


def examples(few: int) -> int:
    """As many as `SIPTUI_EXAMPLES` says, or else these few."""
    return int(os.environ.get("SIPTUI_EXAMPLES", "0")) or few
