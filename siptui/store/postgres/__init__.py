"""Schools in a PostgreSQL database, for an authority that outgrows one host: the same interface as `folder`.

psycopg is imported when such a store is opened, and by nothing else.
"""
