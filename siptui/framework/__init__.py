"""A year of one authority's forms, read from `schemas/frameworks/`."""

from siptui.framework.load import FrameworkFault, load, names
from siptui.framework.model import Framework

__all__ = ["Framework", "FrameworkFault", "load", "names"]
