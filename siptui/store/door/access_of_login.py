"""What a login is to a school, a person or the office, and what of the caseload it sees."""

import os
import pwd
from collections.abc import Callable
from pathlib import Path

from msgspec import structs

from siptui.framework import Framework
from siptui.records.change import Record
from siptui.rules.caseload_row import CaseloadRow
from siptui.rules.forms.access import GUEST, Access
from siptui.store.files import whole_files
from siptui.store.office_settings import Office


def roles_of_nobody(office: Office, owner: Callable[[], bool]) -> frozenset[str]:
    """What somebody is whom no login names.

    In a shared store in which anybody is named by a login, whoever is not is a guest; but not the store's owner.
    """
    named = office.sharing and any((person := office.person(each)) and person.login for each in office.people)
    if not named:
        return frozenset()
    return frozenset() if owner() else frozenset({GUEST})


def is_owner(folder: Path, who: str) -> bool:
    """Whether the store in a folder belongs to whoever works in it, under their own login."""
    about = whole_files.look(folder)
    if about is None or about.st_uid != os.geteuid():
        return False
    try:
        return pwd.getpwuid(about.st_uid).pw_name == who
    except KeyError:
        return False


def rows_seen(
    framework: Framework,
    rows: list[CaseloadRow],
    roles: Callable[[Record, str], frozenset[str]],
) -> list[CaseloadRow]:
    """The lines of a caseload without the alerts and concerns that somebody does not see."""
    if not roles({}, ""):
        return rows
    sip, found = framework.roles.sip, []
    cached: dict[str, tuple[bool, bool]] = {}
    for row in rows:
        if row.sip not in cached:
            access = Access(framework, roles({sip: row.sip}, row.id))
            cached[row.sip] = _sees(access, framework.roles.alerts), _sees(access, framework.roles.concerns)
        alerts, concerns = cached[row.sip]
        if (row.alerts and not alerts) or (row.concerns and not concerns):
            row = structs.replace(row, alerts=row.alerts if alerts else [], concerns=row.concerns if concerns else [])
        found.append(row)
    return found


def _sees(access: Access, keys: list[str]) -> bool:
    return all(access.may_read(access.framework.form(key)) for key in keys)
