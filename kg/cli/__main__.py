"""The command, run as `python -m kg.cli`."""

from kg.cli import entry

entry()
