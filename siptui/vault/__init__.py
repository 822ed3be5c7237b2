"""What is confidential: a SIP's own forms of headteachers' performance management, under a passphrase.

A vault is a folder beside no shared record. Each school's forms, with their history, are one sealed file in it; the
door of the store (`siptui.store.store`) stands before it as before any other engine.
"""
