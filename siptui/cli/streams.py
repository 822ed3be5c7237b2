"""Writing to standard output and error, which never stops a command: what could not be written is told at its end.

Nothing is imported here that a bare Python has not got, for the quickest of commands writes too.
"""

import os
import sys

from siptui.records.controls_made_visible import escaped_json, marked

OUTPUT, ERROR = "stdout", "stderr"
WIDEST = 79  # characters of a line that is to be taken back
EXIT_UNPRINTED = 4
"""Nothing was to be changed, and not all that was asked for could be printed."""


class _Written:
    """What became of it so far."""

    changed = False
    lost: str | None = None  # why something could not be written; "" where whoever reads has had enough


_written = _Written()


def write(text: str, to: str = OUTPUT) -> None:
    """Write a text, whatever characters the terminal lacks, with marks for those that it would obey."""
    _write(to, marked(text), "backslashreplace")


def write_json(text: str) -> None:
    """Write JSON to standard output; what a terminal lacks or would obey is escaped as JSON does."""
    _write(OUTPUT, escaped_json(text), "")


def made() -> None:
    """What was asked for has been done, and is on disk: whatever becomes of the printing, it was no failure."""
    _written.changed = True


def is_made() -> bool:
    """Whether what was asked for has been done."""
    return _written.changed


def is_lost() -> bool:
    """Whether nobody reads on, so that what does nothing but print may stop."""
    return _written.lost is not None


def is_terminal(*names: str) -> bool:
    """Whether a person sits at all of them, such as `stdin`."""
    streams = [getattr(sys, name) for name in names]
    return all(stream is not None and not stream.closed and stream.isatty() for stream in streams)


def ended(status: int) -> int:
    """Hand on what is written and still kept; the status, unless that fails.

    A change that was made counts as done, so that nobody makes it again: `undo` would take back another edit.
    """
    for name in (OUTPUT, ERROR):
        stream = getattr(sys, name)
        if stream is not None and not stream.closed:
            try:
                stream.flush()
            except OSError as fault:
                _lose(name, fault)
    lost, changed = _written.lost, _written.changed
    if lost is None or status:
        return status
    if lost:
        _write(ERROR, f"siptui: {'it is done, but ' if changed else ''}not all could be printed: {lost}\n", "replace")
    return 0 if changed else EXIT_UNPRINTED


def passing(text: str) -> None:
    """Show a person how far it is, in a line that the next one, or "", takes the place of."""
    if is_terminal(ERROR):
        _write(ERROR, f"\r\x1b[K{marked(text)[:WIDEST]}", "replace")
        sys.stderr.flush()


def _write(name: str, text: str, lacking: str) -> None:
    stream = getattr(sys, name)
    if stream is None or stream.closed:
        if name == OUTPUT:
            _written.lost = _written.lost or "standard output is closed"
        return
    if is_lost() and name == OUTPUT:
        return
    try:
        try:
            stream.write(text)
        except UnicodeEncodeError:
            stream.write(text.encode(stream.encoding, lacking).decode(stream.encoding) if lacking else _ascii(text))
    except OSError as fault:
        _lose(name, fault)


def _ascii(json_text: str) -> str:
    from json.encoder import encode_basestring_ascii

    return "".join(c if c.isascii() else encode_basestring_ascii(c)[1:-1] for c in json_text)


def _lose(name: str, fault: OSError) -> None:
    """Nothing more can be written there; nor shall Python try when it ends."""
    if _written.lost is None:
        _written.lost = "" if isinstance(fault, BrokenPipeError) else fault.strerror or "it cannot be written to"
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, getattr(sys, name).fileno())
    os.close(nowhere)
