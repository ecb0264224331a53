"""The checks of source files as they are read, for modules to import: `source.value` as VALUE."""

from __future__ import annotations

from generator.sources.declared import DeclaredCheck, check_of


def __getattr__(name: str) -> DeclaredCheck:
    return check_of(f"source.{name.lower()}")
