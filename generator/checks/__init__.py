"""Checks of reports: one module a family, each a generator of problems; `FAMILIES` is the sequence they run in."""

from generator.checks.run import FAMILIES, apply_accepts, check_catalog, check_per_report, check_per_year, check_report
from generator.checks.subject import Subject

__all__ = [
    "FAMILIES",
    "Subject",
    "apply_accepts",
    "check_catalog",
    "check_per_report",
    "check_per_year",
    "check_report",
]
