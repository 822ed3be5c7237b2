"""A message is read whole while a text is being written, and touches none of it."""

from screens.fields.long_text_pane import TextPane
from screens.forms.judgements import JudgementScreen
from screens.frame.whole_message import MessageScreen
from siptui.store.store import Store
from support.piloting import opened, press

LONG = "What happened [b]and[/b] where, in more words than a line has room for, " + "word " * 30 + "and what to do."


async def test_the_key_works_while_a_text_is_written_and_touches_none_of_it(store: Store, ashwell: str) -> None:
    async with opened(store, ashwell, JudgementScreen(ashwell, "autumn")) as pilot:
        await pilot.press("e", *"text")
        pilot.app.screen.say(LONG)
        await press(pilot, "f5")
        assert isinstance(pilot.app.screen, MessageScreen)
        await press(pilot, "escape", "s")
        pane = pilot.app.screen.query_one(TextPane)
        assert (pane.editing, pane.text) == (True, "texts")
