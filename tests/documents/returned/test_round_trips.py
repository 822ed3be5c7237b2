"""Random records as documents, edited at random by others' libraries, on any route: exactly the edits come back."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from msgspec import structs

from support.documents.edited_in_libreoffice import EditedInLibreOffice, run
from support.documents.edited_odt import EditedOdt
from support.documents.libreoffice import PROGRAM, ROUTES, converted
from support.documents.sent_back import PLANS, Plan, compare, done_to, in_libreoffice, sent
from support.examples import examples

NO_LIBREOFFICE = "LibreOffice is not on this machine: no document went through it"
SLOW = settings(
    deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@settings(max_examples=examples(4), deadline=None)
@given(PLANS)
def test_by_others_libraries(plan: Plan) -> None:
    one = sent(plan)
    compare(one, one.content)


@pytest.mark.timeout(300)
@pytest.mark.skipif(PROGRAM is None, reason=NO_LIBREOFFICE)
@settings(SLOW, max_examples=1)
@given(st.lists(PLANS, min_size=2, max_size=2))
def test_a_few_as_libreoffice_saves_them(tmp_path_factory: pytest.TempPathFactory, plans: list[Plan]) -> None:
    through(tmp_path_factory.mktemp("few"), plans, "docx")


@pytest.mark.timeout(300)
@pytest.mark.skipif(PROGRAM is None, reason=NO_LIBREOFFICE)
@settings(SLOW, max_examples=1)
@given(st.lists(PLANS, min_size=2, max_size=2))
def test_a_few_that_are_edited_in_libreoffice(tmp_path_factory: pytest.TempPathFactory, plans: list[Plan]) -> None:
    edited_there(tmp_path_factory.mktemp("edited"), plans, "docx")


@pytest.mark.torture
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("route", ROUTES)
@settings(SLOW, max_examples=4)
@given(st.lists(PLANS, min_size=4, max_size=4))
def test_many_on_every_route(tmp_path_factory: pytest.TempPathFactory, route: str, plans: list[Plan]) -> None:
    assert PROGRAM, NO_LIBREOFFICE
    through(tmp_path_factory.mktemp("many"), plans, route)


@pytest.mark.torture
@pytest.mark.timeout(3600)
@settings(SLOW, max_examples=3)
@given(st.lists(PLANS, min_size=4, max_size=4))
def test_many_that_are_edited_as_odt_on_the_way(tmp_path_factory: pytest.TempPathFactory, plans: list[Plan]) -> None:
    assert PROGRAM, NO_LIBREOFFICE
    folder = tmp_path_factory.mktemp("odt")
    every = [sent(structs.replace(plan, edits={}, comments={})) for plan in plans]
    there = converted(folder / "there", [one.content for one in every], ["odt"])
    pairs = zip(plans, every, there, strict=True)
    every = [done_to(structs.replace(one, plan=plan), EditedOdt(odt), plan.odt_edits) for plan, one, odt in pairs]
    back = converted(folder / "back", [one.content for one in every], ["docx"], "odt")
    for one, content in zip(every, back, strict=True):
        compare(one, content)


@pytest.mark.torture
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("saved_as", ROUTES)
@settings(SLOW, max_examples=4)
@given(st.lists(PLANS, min_size=4, max_size=4))
def test_many_that_are_edited_in_libreoffice(
    tmp_path_factory: pytest.TempPathFactory, saved_as: str, plans: list[Plan]
) -> None:
    assert PROGRAM, NO_LIBREOFFICE
    edited_there(tmp_path_factory.mktemp("edited"), plans, saved_as)


def edited_there(folder: Path, plans: list[Plan], saved_as: str) -> None:
    every, there = [], []
    for nth, plan in enumerate(plans):
        tracked = {place: structs.replace(edit, tracked=True) for place, edit in plan.edits.items()}
        one = sent(structs.replace(plan, edits=tracked, comments={}))
        texts = {path: str(one.record.get(path, "")) for path in one.texts}
        there.append(EditedInLibreOffice(folder / f"note{nth}.docx", one.content, texts))
        every.append(in_libreoffice(structs.replace(one, plan=plan), there[-1]))
        there[-1].saved(folder / f"back{nth}.{saved_as}")
    run(folder, there)
    back = [(folder / f"back{nth}.{saved_as}").read_bytes() for nth in range(len(plans))]
    if saved_as != "docx":
        back = converted(folder / "docx", back, ["docx"], saved_as)
    for one, content in zip(every, back, strict=True):
        compare(one, content)


def through(folder: Path, plans: list[Plan], route: str) -> None:
    every = [sent(plan) for plan in plans]
    every += [sent(structs.replace(plan, edits={}, comments={})) for plan in plans]
    for one, content in zip(every, converted(folder, [one.content for one in every], ROUTES[route]), strict=True):
        compare(one, content)
