"""Texts without what no document can hold."""

import re

from siptui.records.values import clean

_SURROGATES = re.compile("[\ud800-\udfff]")
_SPLIT = re.compile("[\u2028\u2029]")


def plain(text: str) -> str:
    """`text` without what no document can hold; half a character pair is shown as one lost (U+FFFD)."""
    return _SPLIT.sub("\n", clean(_SURROGATES.sub("\ufffd", text)).replace("\r", "\n"))
