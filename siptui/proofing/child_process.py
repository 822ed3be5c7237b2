"""The process that proofs drafts: questions on standard input, marks on standard output, until nobody asks any more.

Started by `siptui.desk.proofing_process`. The dictionary is loaded before the first question comes.
"""

import contextlib
import os
import sys
from typing import BinaryIO

import msgspec
from msgspec import Struct

from siptui.proofing.dictionary import NoDictionary, load
from siptui.proofing.mark import Known, Mark
from siptui.proofing.proof import marks
from siptui.records.problem import Problem


class Question(Struct):
    """The texts of a draft by their paths, and what is known where it is written."""

    texts: dict[str, str]
    known: Known
    spelling: bool = True
    only: list[str] = []  # the texts that are asked about; all where none is named


class Answer(Struct):
    """The marks; `problems` or `fault` say why there are none, neither where all went well."""

    marks: list[Mark] = []
    problems: list[Problem] = []
    fault: str = ""


HEAD = 4
"""Bytes before each question and each answer that say how many follow, the highest first."""


def main() -> None:
    """Answer every question until the other end is closed, which it is too when the one who asks has ended."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    with contextlib.suppress(NoDictionary):  # which is said to whoever asks
        load()
    with open(0, "rb", closefd=False) as asked:
        while question := _read(asked):
            said = msgspec.msgpack.encode(_answer(question))
            out.write(len(said).to_bytes(HEAD, "big") + said)
            out.flush()
    sys.exit(0)


def _answer(question: bytes) -> Answer:
    asked = msgspec.msgpack.decode(question, type=Question)
    try:
        return Answer(marks(asked.texts, asked.known, spelling=asked.spelling, only=asked.only))
    except NoDictionary as refused:
        return Answer(problems=list(refused.problems))
    except Exception as fault:  # noqa: BLE001 - the next question is answered all the same
        return Answer(fault=f"{type(fault).__name__}: {fault}")


def _read(asked: BinaryIO) -> bytes:
    head = asked.read(HEAD)
    return asked.read(int.from_bytes(head, "big")) if len(head) == HEAD else b""
