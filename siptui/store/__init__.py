"""Records kept whole or not at all, one writer at a time, with their history.

`store.py` is the one door, `backend_protocol.py` what an engine does, `folder/` the engine over files on one host.
Nothing is imported here: `get` of one text comes past, and wants next to nothing of this.
"""
