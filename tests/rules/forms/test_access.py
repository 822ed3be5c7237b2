"""Who sees and fills in what, as the handbook's forms say of each role (facts.md §13)."""

import pytest

from siptui.framework import Framework
from siptui.records.change import Change, Edit
from siptui.records.fields import fields_of
from siptui.records.problem import Refused
from siptui.rules.forms.access import Access, edit_seen, seen

ROLES = ("sip", "colleague", "manager", "head", "admin", "guest")
SEES = {
    "autumn": ROLES,
    "alert": ("sip", "manager", "head"),
    "complaint": ("manager", "head"),
    "deployment": ("sip", "manager", "head", "admin"),
    "particulars": ("sip", "manager"),
    "self_evaluation": ("sip", "manager"),
    "school_evaluation": ("sip", "manager"),
    "governors_evaluation": ("sip", "manager"),
    "shadowing": ("sip", "manager"),
    "selection": ("manager", "head"),
    "meeting_day": ("sip", "manager", "head", "admin"),
}
FILLS = {
    "autumn": ("sip",),
    "front": ("sip",),
    "alert": ("sip", "manager"),
    "causing_concern": ("sip", "manager", "head", "admin"),
    "complaint": ("manager", "head"),
    "deployment": ("manager", "admin"),
    "self_evaluation": ("sip",),
    "school_evaluation": ("manager",),  # a headteacher's, entered by whoever gets it
    "governors_evaluation": ("manager",),
    "shadowing": ("manager",),
    "particulars": ("sip", "manager"),
}


def access(framework: Framework, *roles: str) -> Access:
    return Access(framework, frozenset(roles))


@pytest.mark.parametrize("key", SEES)
def test_who_sees_a_form(framework: Framework, key: str) -> None:
    found = tuple(role for role in ROLES if access(framework, role).may_read(framework.form(key)))
    assert found == SEES[key]


@pytest.mark.parametrize("key", FILLS)
def test_who_fills_a_form_in(framework: Framework, key: str) -> None:
    found = tuple(role for role in ROLES if access(framework, role).may_fill(framework.form(key)))
    assert found == FILLS[key]


def test_whose_a_school_is_says_the_manager_and_not_the_sip(framework: Framework) -> None:
    fields, path = fields_of(framework), framework.roles.sip
    assert [role for role in ROLES if access(framework, role).why_not(fields, path) is None] == ["manager", "admin"]
    said = access(framework, "sip").why_not(fields, path)
    assert said
    assert said.line() == "school/sip: “SIP” is filled in by: SIP Manager, Administration; ask one of them"
    assert Access(framework, frozenset({"sip"}), owner=True).why_not(fields, path) is None


def test_of_whom_nothing_is_known_nothing_is_withheld(framework: Framework) -> None:
    unknown = access(framework)
    assert unknown.may_deploy()
    assert all(unknown.may_read(form) and unknown.may_fill(form) for form in framework.forms)
    assert unknown.hidden("person") == ()


def test_a_sentence_says_who_reads_what_one_does_not(framework: Framework) -> None:
    fields = fields_of(framework)
    with pytest.raises(Refused, match="“School's evaluation” is read by: SIP, SIP Manager; ask one of them"):
        access(framework, "colleague").refuse_to_read(fields, "forms/school_evaluation/1/comments")
    access(framework, "manager").refuse_to_read(fields, "forms/school_evaluation/1/comments")
    with pytest.raises(Refused, match="is not yours to change: it can be read; ask whose it is"):
        access(framework, "colleague").refuse(fields, [Change("visits/autumn/date", "2010-10-12")])


def test_what_is_hidden_is_in_no_record_and_in_no_edit(framework: Framework) -> None:
    hidden = access(framework, "sip").hidden("school")
    record = {"school/name": "Ashwell", "forms/complaint/1/complaint": "Never on time.", "forms/alert/1/concern": "x"}
    assert seen(record, hidden) == {"school/name": "Ashwell", "forms/alert/1/concern": "x"}
    edit = Edit(
        revision=3, who="x", when="", why="typed", changes=[Change(path, value, None) for path, value in record.items()]
    )
    assert [change.path for change in edit_seen(edit, hidden).changes] == ["school/name", "forms/alert/1/concern"]
