"""Spelling and the slips of a draft. `proof.marks` loads the dictionary, so ask it in a process of its own."""
