"""Who sees what is kept by the database itself: psql reads no more than siptui shows."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from msgspec import structs

from siptui.records.change import Change
from siptui.records.problem import Refused
from siptui.store.faults import NotYoursToMake, StoreFault
from siptui.store.office_settings import Person, Sharing
from siptui.store.people import add_person
from siptui.store.store import Store
from siptui.store.transfer.to_another_place import move
from support.postgres.private_server import OWNER, Server

TEXT = "visits/autumn/activities"
PEOPLE = (("AB", "Ann Bee", "sip"), ("CD", "Cy Dee", "sip"), ("MM", "May Marr", "manager"), ("XX", "Xa Xan", "admin"))
READ = f"select id, record->>'{TEXT}' from siptui.subject order by id"


class Authority(NamedTuple):
    """A shared store with two SIPs' schools, and each person's own role."""

    private: Server
    database: str
    owner: Store

    def role(self, initials: str) -> str:
        return f"{initials.lower()}_{self.database}"

    def open(self, initials: str) -> Store:
        role = self.role(initials)
        return Store(self.private.address(self.database, role), role)

    def psql(self, initials: str, *statements: str) -> tuple[str, str]:
        done = self.private.psql(self.database, self.role(initials), *statements)
        return done.stdout, done.stderr


@pytest.fixture
def authority(private: Server, database: str) -> Authority:
    group = f"sips_of_{database}"
    owner = Store.create(private.address(database), OWNER, sharing=Sharing(group))
    found = Authority(private, database, owner)
    for initials, name, role in PEOPLE:
        private.sql(f"create role {found.role(initials)} login in role {group}")
        add_person(owner, initials, Person(name, role=role, login=found.role(initials)))  # type: ignore[arg-type]
    for name, sip in (("Ashwell", "AB"), ("Cedar", "CD")):
        owner.change(owner.add_school(name, "primary", sip), [Change(TEXT, f"what {sip} wrote")])
    return found


def test_two_roles_read_their_own_schools_and_neither_the_other_s(authority: Authority) -> None:
    for mine, theirs in (("AB", "CD"), ("CD", "AB")):
        for query in (READ, "select edit from siptui.edit", "select line from siptui.subject"):
            out, wrong = authority.psql(mine, query)
            assert mine in out, wrong
            assert f"what {theirs} wrote" not in out
            assert theirs not in out.replace("@", " ").split('"sip": ')[-1] if query == READ else True
        out, _ = authority.psql(mine, READ)
        assert f"what {mine} wrote" in out


def test_the_program_shows_each_what_psql_would(authority: Authority) -> None:
    assert [row.id for row in authority.open("AB").overview()[0]] == ["ashwell"]
    assert [row.id for row in authority.open("CD").overview()[0]] == ["cedar"]
    assert [row.id for row in authority.open("MM").overview()[0]] == ["ashwell", "cedar"]
    with pytest.raises(Refused, match="no such school"):
        authority.open("AB").load("cedar")
    assert authority.open("AB").load("@AB").values
    assert authority.open("AB").subjects() == ["@AB", "ashwell"]


def test_an_admin_sees_titles_and_no_record(authority: Authority) -> None:
    store = authority.open("XX")
    assert [(row.name, row.sip, row.reds) for row in store.overview()[0]] == [("Ashwell", "AB", 0), ("Cedar", "CD", 0)]
    out, _ = authority.psql("XX", READ, "select * from siptui.title order by id")
    assert "wrote" not in out
    assert "cedar|Cedar|primary|CD" in out


@pytest.mark.parametrize(
    "statement",
    [
        "update siptui.subject set record = '{}' where id = 'cedar' returning 1",
        "delete from siptui.subject",
        "delete from siptui.edit",
        "update siptui.edit set edit = '{}'",
        "update siptui.store set settings = '{}'",
        "select pupil_key from siptui.secret",
        "select subject from siptui.kept_subject",
        "update siptui.subject set sip = 'CD' where id = 'ashwell'",
        "insert into siptui.edit values ('cedar', 3, '{\"who\": \"x\"}', '')",
        "insert into siptui.edit values ('ashwell', 3, '{\"who\": \"somebody else\"}', '')",
        "create table siptui.mine (a int)",
        "alter table siptui.subject disable row level security",
        "create or replace function siptui.my_role() returns text language sql as 'select ''manager'''",
        "set session authorization owner",
        "set role owner",
    ],
)
def test_what_a_sip_tries_with_psql_does_nothing(authority: Authority, statement: str) -> None:
    before = authority.private.sql("select s::text from siptui.subject s order by id", database=authority.database)
    out, wrong = authority.psql("AB", statement)
    assert wrong or out.strip() == "UPDATE 0"
    after = authority.private.sql("select s::text from siptui.subject s order by id", database=authority.database)
    assert before == after


def test_each_edits_what_is_theirs_in_their_own_name(authority: Authority) -> None:
    for initials, school in (("AB", "ashwell"), ("CD", "cedar")):
        made = authority.open(initials).change(school, [Change(TEXT, f"{initials} again")])
        assert made is not None
        assert made.who == authority.role(initials)
    with pytest.raises(Refused, match="is not yours to change"):
        Store(authority.open("AB").backend, "somebody_else").change("ashwell", [Change(TEXT, "in another's name")])
    assert authority.owner.load("ashwell").values[TEXT] == "AB again"


def test_a_school_goes_with_its_allocation(authority: Authority) -> None:
    path = authority.owner.framework.roles.sip
    with pytest.raises(Refused, match="is filled in by"):
        authority.open("AB").change("ashwell", [Change(path, "CD")])
    authority.open("MM").change("ashwell", [Change(path, "CD")])
    assert authority.open("AB").overview() == ([], [])
    assert [row.id for row in authority.open("CD").overview()[0]] == ["ashwell", "cedar"]
    assert [edit.changes[0].new for edit in authority.open("CD").history("ashwell")][-1] == "CD"


def test_the_manager_adds_a_school(authority: Authority) -> None:
    assert authority.open("MM").add_school("Birch", "infant", "AB") == "birch"
    assert authority.open("AB").load("birch").revision == 1


def test_whoever_nobody_knows_sees_nothing_and_is_told(authority: Authority) -> None:
    group = authority.owner.office.sharing
    assert group is not None
    authority.private.sql(f"create role stranger_{authority.database} login in role {group.group}")
    store = Store(authority.private.address(authority.database, f"stranger_{authority.database}"), "x")
    assert store.overview() == ([], [])
    wrong = store.unwritable()
    assert wrong is not None
    assert wrong.code == "nobody"


def test_a_role_outside_the_group_may_not_open_the_store(authority: Authority) -> None:
    authority.private.sql(f"create role outside_{authority.database} login")
    with pytest.raises(StoreFault, match="is a store that you may not open"):
        Store(authority.private.address(authority.database, f"outside_{authority.database}"), "x")


def test_verify_finds_nothing_wrong_as_a_plain_person(authority: Authority) -> None:
    assert list(authority.open("AB").care.faults()) == []
    assert list(authority.open("MM").care.faults()) == []


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        ("grant delete on siptui.subject to {group}", "more_than_needed"),
        ("grant select on siptui.secret to {group}", "more_than_needed"),
        ("grant select on siptui.subject to public", "open_to_everybody"),
        ("grant update on siptui.subject to {outside}", "more_than_needed"),
        ("alter table siptui.edit disable row level security", "rows_open"),
        ("alter role {ab} bypassrls", "all_powerful"),
        ("revoke {group} from {ab}", "not_in"),
    ],
)
def test_verify_tells_whoever_may_do_more_than_they_need(authority: Authority, spoil: str, code: str) -> None:
    group = authority.owner.office.sharing
    assert group is not None
    outside = f"outside_{authority.database}"
    authority.private.sql(f"create role {outside} login")
    asked = spoil.format(group=group.group, outside=outside, ab=authority.role("AB"))
    authority.private.sql(asked, database=authority.database)
    assert code in {problem.code for problem in authority.open("MM").care.faults()}


def test_verify_tells_whoever_works_as_the_owner(authority: Authority) -> None:
    assert [problem.code for problem in authority.owner.care.faults()] == ["all_powerful"]


def test_whoever_may_make_no_store_is_given_the_statements_that_make_it(private: Server, database: str) -> None:
    private.sql(f"create role plain_{database} login")
    plain = f"plain_{database}"
    with pytest.raises(NotYoursToMake, match="give the statements") as caught:
        Store.create(private.address(database, plain), plain, sharing=Sharing(f"people_{database}"))
    with pytest.raises(Refused, match="no store here"):
        Store(private.address(database), "x")
    private.sql("\n".join(caught.value.statements), database=database)
    owner = Store(private.address(database, "postgres"), "postgres")
    add_person(owner, "AB", Person("Ann Bee", login=plain))
    told = [problem for problem in owner.care.faults() if problem.code == "not_in"]
    private.sql(told[0].do.removeprefix("have run: "))
    owner.add_school("Ashwell", "primary", "AB")
    ann = Store(private.address(database, plain), plain)
    ann.change("ashwell", [Change(TEXT, "mine")])
    assert ann.unwritable() is None
    assert list(ann.care.faults()) == []


def test_a_group_that_may_only_read_is_told_so(private: Server, database: str) -> None:
    owner = Store.create(private.address(database), OWNER, sharing=Sharing(f"readers_{database}", write=False))
    private.sql(f"create role reader_{database} login in role readers_{database}")
    add_person(owner, "AB", Person("Ann Bee", login=f"reader_{database}"))
    owner.add_school("Ashwell", "primary", "AB")
    reader = Store(private.address(database, f"reader_{database}"), "x")
    assert reader.load("ashwell").id == "ashwell"
    wrong = reader.unwritable()
    assert wrong is not None
    assert wrong.code == "read_only"
    with pytest.raises(StoreFault, match="may not do that"):
        reader.change("ashwell", [Change(TEXT, "x")])


def test_settings_are_the_owner_s_alone(authority: Authority) -> None:
    rename: Callable[..., object] = lambda office: structs.replace(office, people={})  # noqa: E731
    for initials in ("AB", "MM", "XX"):
        with pytest.raises(StoreFault, match=r"may not do that|only its owner"):
            authority.open(initials).backend.set_office(rename)  # type: ignore[arg-type]


def test_only_the_owner_moves_a_store(authority: Authority, tmp_path: Path) -> None:
    for initials in ("AB", "MM"):
        with pytest.raises(Refused, match="is moved by its owner"):
            move(authority.open(initials), tmp_path / "taken")
    assert not (tmp_path / "taken").exists()
