"""Packed files whose parts are not named as their format has it, packed again under plain names."""

import io
import zipfile

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"


def with_plain_names(data: bytes) -> bytes:
    """A packed file whose parts are named as the format has it: with slashes; an OpenDocument with its type."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        untyped = "content.xml" in names and "mimetype" not in names
        if not untyped and not any("\\" in name for name in names):
            return data
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as plain:
            if untyped:
                plain.writestr(zipfile.ZipInfo("mimetype"), MIMETYPE)
            for name in names:
                plain.writestr(name.replace("\\", "/"), archive.read(name))
        return packed.getvalue()
