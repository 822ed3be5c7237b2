"""The address of a store in a database, as PostgreSQL's own programs take it, and what may not stand in it.

A password may not: addresses are seen in the list of processes and kept in a shell's history. libpq's own ways are a
password file (`~/.pgpass`), PGPASSFILE, a service file, a client certificate.
"""

import os
from pathlib import Path
from typing import Any

from msgspec import Struct

from siptui.records.problem import Problem, Refused

SECRET = ("password", "sslpassword")
WAYS = "put it in ~/.pgpass, or name a service of pg_service.conf; change it where others may have seen it"
PROVEN = "verify-full"
"""How a server proves over a network who it is, unless somebody says otherwise."""


class Address(Struct, frozen=True):
    """What libpq is told, and what is shown of it."""

    parameters: dict[str, str]
    shown: str


def address_of(text: str) -> Address:
    """The parameters in an address. Raises Refused for one that is none, for a password in it, without psycopg."""
    try:
        from psycopg import ProgrammingError
        from psycopg.conninfo import conninfo_to_dict
    except ImportError:
        do = "install them with: pip install 'siptui[postgres]'"
        what = "needs what talks to PostgreSQL, which is not installed here"
        raise Refused(Problem("--store", what, do, code="no_postgres_extra")) from None
    try:
        given: dict[str, Any] = conninfo_to_dict(text)
    except (ProgrammingError, UnicodeError, ValueError):
        do = "write postgresql://HOST/DATABASE"
        raise Refused(Problem("--store", "is no address of a database", do, code="bad_address")) from None
    parameters = {key: str(value) for key, value in given.items() if value is not None}
    if any(key in parameters for key in SECRET):
        what = "holds a password, which everybody on this machine can read in the list of processes"
        raise Refused(Problem("--store", what, WAYS, code="password_in_address"))
    return Address(parameters, shown(parameters))


def shown(parameters: dict[str, str]) -> str:
    """An address to be read by people, which is the one that tells one store from another: no user, no options."""
    host = parameters.get("host", "")
    port = f":{parameters['port']}" if "port" in parameters else ""
    at = host + port
    if "/" in host:  # the folder of a socket
        at = host.replace("/", "%2F") + port
    if "service" in parameters and not host:
        at = f"service={parameters['service']}"
    return f"postgresql://{at}/{parameters.get('dbname', '')}"


def with_proof(parameters: dict[str, str]) -> dict[str, str]:
    """The parameters with the server's certificate proven, where neither they nor the environment say otherwise.

    A socket of this machine needs none, and libpq asks none of it. A service file's own word goes before.
    """
    by_service = "service" in parameters or "PGSERVICE" in os.environ
    if by_service:
        os.environ.setdefault("PGSSLMODE", PROVEN)
        return parameters
    found = dict(parameters)
    mode = found.setdefault("sslmode", os.environ.get("PGSSLMODE", PROVEN))
    roots = "sslrootcert" in found or "PGSSLROOTCERT" in os.environ or (Path.home() / ".postgresql/root.crt").exists()
    if mode == PROVEN and not roots:
        found["sslrootcert"] = "system"
    return found


def local_folder(address: Address) -> Path:
    """Where on this host lies what is one's own and no part of that store: drafts, the inbox, frameworks as read."""
    import hashlib

    import platformdirs

    name = address.parameters.get("dbname", "") or "store"
    plain = "".join(c if c.isalnum() and c.isascii() else "-" for c in name)[:40]
    digest = hashlib.sha256(address.shown.encode(errors="replace")).hexdigest()[:12]
    return Path(platformdirs.user_data_dir("siptui-databases", appauthor=False)) / f"{plain}-{digest}"
