"""`python -m siptui`."""

from siptui.cli import program

program()
