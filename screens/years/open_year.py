"""A year that is over, open in the application: a desk of its own, at which nothing is written."""

from typing import Any

from textual.app import App

from screens.caseload.caseload import CaseloadScreen
from screens.unsaved.desk_and_drafts import DeskAndDrafts
from siptui.store.drafts import Drafts, place_for
from siptui.store.store import Store


class OpenYear(DeskAndDrafts):
    """One opening of a year that is over."""

    def __init__(self, app: App[Any], store: Store) -> None:
        super().__init__(app, store, lambda: Drafts(place_for(store.folder, store.who)))


class YearCaseloadScreen(CaseloadScreen):
    """The caseload of a year that is over; whoever leaves it is back in their own year."""

    def action_back(self) -> None:
        self.app.run_worker(self.app.leave_year())  # type: ignore[attr-defined]
