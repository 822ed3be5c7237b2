"""Who may do what in a store's database: given to the group that shares it, and proven to be no more than that."""

from collections.abc import Iterator

from psycopg import sql

from siptui.records.problem import Problem
from siptui.store.office_settings import Office, Sharing
from siptui.store.postgres.line import Line

READ = ("step", "store", "framework_file", "subject", "edit", "title")
WRITE = (("subject", "insert, update"), ("edit", "insert"))
ASK = "ask whoever looks after the database"


def statements(sharing: Sharing, there: bool) -> Iterator[sql.Composed]:
    """What lets the group of a store's people in, each a statement; the group is made unless it is `there`."""
    group = sql.Identifier(sharing.group)
    if not there:
        yield sql.SQL("create role {} nologin").format(group)
    yield sql.SQL("grant usage on schema siptui to {}").format(group)
    for name in READ:
        yield sql.SQL("grant select on siptui.{} to {}").format(sql.Identifier(name), group)
    yield sql.SQL("grant select on sequence siptui.moved to {}").format(group)
    yield sql.SQL("grant execute on function siptui.my_initials(), siptui.my_role() to {}").format(group)
    if sharing.write:
        for name, what in WRITE:
            yield sql.SQL("grant {} on siptui.{} to {}").format(sql.SQL(what), sql.Identifier(name), group)
        yield sql.SQL("grant usage on sequence siptui.moved to {}").format(group)


def let_in(login: str, sharing: Sharing, there: bool) -> str:
    """The statement that lets a person in, to be run by whoever hands out rights."""
    names = sql.Identifier(login), sql.Identifier(sharing.group)
    what = "grant {1} to {0}" if there else "create role {0} login in role {1}"
    return sql.SQL(what).format(*names).as_string()


LOGIN = """select rolsuper, rolbypassrls, rolcreaterole,
    pg_has_role(session_user, (select nspowner from pg_namespace where nspname = 'siptui'), 'member')
from pg_roles where rolname = session_user"""
GUARDED = "select relname from pg_class where relnamespace = 'siptui'::regnamespace and {}"
OPEN = GUARDED.format("relname in ('subject', 'edit') and not relrowsecurity")
PUBLIC = (
    "select relname from pg_class, aclexplode(relacl) a where relnamespace = 'siptui'::regnamespace and a.grantee = 0"
)
GROUP = """select relname, lower(string_agg(a.privilege_type, ', ')) from pg_class, aclexplode(relacl) a
where relnamespace = 'siptui'::regnamespace and a.grantee = (select oid from pg_roles where rolname = %s)
and not (a.privilege_type = 'SELECT' and relname <> all (%s)) and (relname, lower(a.privilege_type)) not in
(('subject', 'insert'), ('subject', 'update'), ('edit', 'insert'), ('moved', 'usage'), ('moved', 'select'))
and not (a.privilege_type = 'SELECT' and relname = any (%s)) group by relname order by relname"""
OTHERS = """select relname, rolname from pg_class, aclexplode(relacl) a join pg_roles r on r.oid = a.grantee
where relnamespace = 'siptui'::regnamespace and a.grantee <> relowner and rolname <> %s order by 1, 2"""
SECRETS = ("secret", "kept_subject", "kept_edit")


def faults(line: Line, office: Office) -> Iterator[Problem]:
    """Where somebody may do more than they need, or a person cannot come in. Raises StoreFault."""
    where = line.address.shown
    if unproven := _unproven(line):
        yield Problem(where, unproven, "leave sslmode out, or write sslmode=verify-full", code="server_not_proven")
    for (table,) in line.ask(OPEN):
        what = f"shows every row of {table} to whoever may read it"
        yield Problem(where, what, f"{ASK} to enable its row-level security", code="rows_open")
    for (table,) in line.ask(PUBLIC):
        yield Problem(where, f"gives everybody rights to {table}", f"{ASK} to revoke them", code="open_to_everybody")
    sharing = office.sharing
    if sharing is None:
        return
    yield from _own_login(line)
    for table, rights in line.ask(GROUP, (sharing.group, list(SECRETS), list(READ))):
        what = f"gives its people more rights to {table} than they need: {rights}"
        yield Problem(where, what, f"{ASK} to revoke them", code="more_than_needed")
    for table, role in line.ask(OTHERS, (sharing.group,)):
        what = f"gives {role} rights to {table} outside the group of its people"
        yield Problem(where, what, f"{ASK} to revoke them", code="more_than_needed")
    yield from _people(line, office, sharing)


def _own_login(line: Line) -> Iterator[Problem]:
    """Nobody who works in a shared store does so as one who sees and may do everything."""
    for superuser, bypasses, makes_roles, owns in line.ask(LOGIN):
        if superuser or bypasses or makes_roles or owns:
            what = "lets you see and do everything: you came in as who owns it, or looks after the server"
            do = "work under a role of your own in its group; keep this one for making and mending"
            yield Problem(line.address.shown, what, do, code="all_powerful")


def _people(line: Line, office: Office, sharing: Sharing) -> Iterator[Problem]:
    """Everybody who has a login can come in by it, and sees no more than their row says."""
    known = {
        str(name): (bool(over), bool(member))
        for name, over, member in line.ask(
            "select rolname, rolsuper or rolbypassrls, pg_has_role(oid, %s, 'member') from pg_roles", (sharing.group,)
        )
    }
    for initials in sorted(office.people):
        person = office.person(initials)
        if person is None or not person.login:
            continue
        over, member = known.get(person.login, (False, False))
        if over:
            what = f"comes in as {person.login}, whom no row is hidden from"
            yield Problem(f"@{initials}", what, f"{ASK} for a plain role", code="all_powerful")
        elif not member:
            do = f"have run: {let_in(person.login, sharing, person.login in known)}"
            yield Problem(
                f"@{initials}", f"cannot come in: {person.login} is not in {sharing.group}", do, code="not_in"
            )


def _unproven(line: Line) -> str:
    """Why a server that one reaches over a network might be another; "" for a socket, and where it is proven."""
    with line.alone() as connection:
        info = connection.info
        if info.host.startswith("/") or not info.host:
            return ""
        if not connection.pgconn.ssl_in_use:
            return "is reached over a network without encryption"
        mode = line.address.parameters.get("sslmode", "verify-full")
        return "" if mode == "verify-full" else "is reached without proof that it is that server"
