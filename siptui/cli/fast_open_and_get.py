"""The two commands that are felt: the application's start, and `get` of one text, without the parser for all of them.

Whatever is not plainly one of these goes the long way, which says what is wrong with it. Nothing is imported here that
a bare Python has not got.
"""

import os

OPTIONS = {"--store": "store", "--as": "login"}


def plain(argv: list[str]) -> tuple[dict[str, str], list[str]] | None:
    """The options before a command, and the command with what it takes; None where it takes more than words."""
    options: dict[str, str] = {}
    words = list(argv)
    while words and words[0].startswith("-"):
        name, equals, value = words.pop(0).partition("=")
        if name not in OPTIONS or OPTIONS[name] in options or not (equals or words):
            return None
        options[OPTIONS[name]] = value if equals else words.pop(0)
    if any(word.startswith("-") or not word for word in (*words, *options.values())):
        return None
    if "store" not in options and os.environ.get("SIPTUI_STORE"):
        options["store"] = os.environ["SIPTUI_STORE"]
    return options, words


def opens(words: list[str]) -> bool:
    """Whether this is the application: no command, or `open` with or without a school."""
    return not words or (words[0] == "open" and len(words) < 3)


def imported(argv: list[str]) -> str:
    """The file that an `import` is likely to be of: the first word after it; "" where it is no import.

    Nor where it is a list of schools, which is read row by row: a register of all schools is not opened whole.
    """
    words = argv[argv.index("import") + 1 :] if "import" in argv[:5] else []
    named = any(word.partition("=")[0] in {"--school", "--kind"} for word in words)
    if "caseload" in words or (not named and any(word.casefold().endswith(".csv") for word in words)):
        return ""
    return next((word for word in words if not word.startswith("-")), "") if "--help" not in words else ""


def text_of(options: dict[str, str], words: list[str]) -> str | None:
    """The text that `get SCHOOL PATH` prints, where it is plainly there; None sends it the long way."""
    if len(words) != 3 or words[0] != "get" or set(options) != {"store"}:
        return None
    school_id, path = words[1], words[2].strip("/")
    if not school_id.isascii() or not school_id.replace("_", "").replace("-", "").isalnum():
        return None
    try:
        store = os.path.realpath(options["store"])
        record = None if _withholds(store) else _record(store, school_id)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    value = record.get(path) if isinstance(record, dict) else None
    return value if isinstance(value, str) else None


def _withholds(store: str) -> bool:
    """Whether anybody is named by a login in a store, so that not all of a record is for everybody."""
    with open(f"{store}/office.json", "rb") as file:  # noqa: PTH123 - pathlib takes longer than the reading
        return b'"login"' in file.read(1_000_000)


def _record(store: str, school_id: str) -> dict[str, object] | None:
    """The values in a school's file, where it is of the newest format."""
    import json

    from siptui.store.files.json_checksum import without_seal
    from siptui.store.files.open_safely import read_plain
    from siptui.store.format_version import DOCUMENT, FORMAT, TABLE

    data, _ = read_plain(f"{store}/schools/{school_id}.json", 16_000_000)
    document = json.loads(without_seal(data))[TABLE][DOCUMENT]
    return document["values"] if (document["format"], document["id"]) == (FORMAT, school_id) else None
