"""Spelling and the slips of a draft. `marks` finds them; it loads the dictionary, so ask it in a process of its own."""

from siptui.proofing.mark import Known, Mark
from siptui.proofing.marks_in_words import in_words
from siptui.proofing.proof import marks

__all__ = ["Known", "Mark", "in_words", "marks"]
