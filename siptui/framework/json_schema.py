"""The JSON Schema of a framework's files, made from the structs that they are read into."""

from typing import Any

import msgspec

from siptui.framework.checking import FILES
from siptui.framework.model import Form

KINDS: dict[str, type] = {**FILES, "form": Form}
"""The files by name, and what they hold; `form` is each file of `forms/`."""


def schema_of(file: str | None) -> dict[str, Any]:
    """The schema of one file; without a name of all, of which a file is any one."""
    found, components = msgspec.json.schema_components(
        [KINDS[file]] if file else list(KINDS.values()), ref_template="#/$defs/{name}"
    )
    what = found[0] if file else {"anyOf": list(found)}
    title = f"siptui framework: {file or 'any of its files'}"
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **what, "$defs": components}
