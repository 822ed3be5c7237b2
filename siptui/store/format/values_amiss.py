"""Values of a record that are kept and shown though today's forms do not ask them, or not so."""

from collections.abc import Iterator

from siptui.records.change import Record
from siptui.records.fields import Fields
from siptui.records.problem import Problem
from siptui.records.values import NOT_TYPED, BadValue, parse


def values_amiss(school_id: str, values: Record, fields: Fields) -> Iterator[Problem]:
    """Each such value of a school as it reads, with what to do about it."""
    for at, value in values.items():
        if at not in fields:
            what = "is no longer asked: the framework has no such field"
            yield Problem(
                f"{school_id}: {at}",
                what,
                "it is kept; ask the LA's officer",
                facts={"school": school_id, "path": at},
                code="no_longer_asked",
            )
        elif fields[at].kind not in NOT_TYPED:
            try:
                parse(fields[at], value)
            except BadValue as fault:
                yield Problem(
                    f"{school_id}: {at}",
                    str(fault),
                    "set it again",
                    facts={"school": school_id, "path": at, "reason": str(fault)},
                    code="bad_value",
                )
