"""A part of a packed file is handed on as it streams by, and one with a document type is not read."""

from xml.parsers.expat import ExpatError

import pytest

from siptui.sheets.xml_parts import read_part


def handed_on(xml: bytes) -> list[str]:
    found: list[str] = []
    read_part(xml, lambda name, _: found.append(f"<{name}"), lambda name: found.append(f">{name}"), found.append)
    return found


def test_elements_by_their_namespace_and_what_they_hold() -> None:
    assert handed_on(b'<a xmlns="u:n"><b x="1">2b</b></a>') == ["<u:n a", "<u:n b", "2b", ">u:n b", ">u:n a"]


def test_no_entity_is_ever_opened() -> None:
    with pytest.raises(ValueError, match="document type"):
        handed_on(b'<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>')


def test_what_is_no_xml_is_said_to_be_none() -> None:
    with pytest.raises(ExpatError):
        handed_on(b"<a>")
