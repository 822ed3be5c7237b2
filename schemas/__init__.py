"""The authority's forms, scales, tables and wordings, as data. `ROOT` is the folder they lie in."""

from pathlib import Path

ROOT = Path(__file__).parent
