"""Keys as Textual names them, and which keys are in force. Written for Textual 8.2.8; guarded by
tests/screens/terminal/test_textuals_insides.py and tests/screens/keys/test_own_keys.py."""

from collections.abc import Mapping

from textual.dom import DOMNode


def in_force(node: DOMNode) -> Mapping[str, str]:
    """A person's own keys, by the id of what they do."""
    return node.app._keymap


def key_of(character: str) -> str:
    """The key that types a character, by Textual's name: `?` is `question_mark`."""
    from textual.keys import _character_to_key

    return _character_to_key(character)
