"""Frameworks at random on the screen: each form opens, is filled by keys, begun, stepped and checked."""

import asyncio
import os
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from siptui.framework import FrameworkFault
from siptui.records.problem import Refused
from siptui.rules.findings import findings
from siptui.rules.how_far import can_be_begun, how_far
from siptui.rules.steps import steps_from
from siptui.store.store import Store
from support.frameworks.any_framework import Files, frameworks, write
from support.frameworks.forms_walked import walk

pytestmark = [pytest.mark.torture, pytest.mark.timeout(0)]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(frameworks())
def test_each_form_opens_is_filled_stepped_and_checked(files: Files) -> None:
    with tempfile.TemporaryDirectory() as folder:
        own = Path(os.environ["XDG_CONFIG_HOME"]) / "siptui" / "frameworks" / Path(folder).name
        write(own, files)
        try:
            store = Store.create(Path(folder) / "store", "tester", own.name)
        except FrameworkFault:
            return
        school = store.add_school("Ashwell", store.framework.phase_names()[0])
        for form in can_be_begun(store.fields, store.load(school).values):
            store.new(school, form.key)
        forms, _ = asyncio.run(walk(store, school, (80, 24)))
        assert forms
        for far in how_far(store.fields, store.load(school).values):
            form = store.framework.form(far.form)
            record = store.load(school).values
            for step in steps_from(store.framework, form, far.path, record)[:1]:
                try:
                    store.step(school, far.path, step.key, "2026-03-03", "why")
                except Refused:
                    continue
        findings(store.fields, store.load(school).values, date(2026, 3, 3))
