"""`python -m siptui`."""

from siptui.cli import main

main()
