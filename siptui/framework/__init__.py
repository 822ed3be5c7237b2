"""A year of one authority's forms, read from `schemas/frameworks/`."""

from siptui.framework.data_file import FrameworkFault
from siptui.framework.load import load, names
from siptui.framework.model import Framework

__all__ = ["Framework", "FrameworkFault", "load", "names"]
