"""Processes that read files: begun, taken and ended by several threads at once."""

import threading

from siptui.intake import start_child


def test_threads_that_begin_and_end_readers_at_once_are_not_in_each_others_way() -> None:
    """A process that two threads both waited for was none of theirs any more: one start in twelve failed."""
    failed: list[BaseException] = []

    def often() -> None:
        try:
            for _ in range(15):
                start_child.Reader().end()
        except OSError as fault:
            failed.append(fault)

    threads = [threading.Thread(target=often) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []


def test_what_was_begun_is_taken_once() -> None:
    start_child.begin("")
    got: list[start_child.Reader] = []
    threads = [threading.Thread(target=lambda: got.append(start_child.take())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({reader.pid for reader in got}) == 4
    for reader in got:
        reader.end()
