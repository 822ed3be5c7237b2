"""What a store says of itself, and what is in it."""

from siptui.store.store import Store


def proof(store: Store) -> list[str]:
    """What is wrong with it, a line each."""
    return [p.line() for p in store.care.faults()]


def records(store: Store) -> dict[str, object]:
    """Every school's values, as they are read anew."""
    return {row.id: Store(store.folder, "x").load(row.id).values for row in store.overview()[0]}
