"""Checks of reports: one module a family, each a generator of problems; `FAMILIES` is the sequence they run in."""

from generator.checks.run import FAMILIES, check_catalog, check_report, find_near, find_wide, settle_all
from generator.checks.subject import Subject

__all__ = [
    "FAMILIES",
    "Subject",
    "check_catalog",
    "check_report",
    "find_near",
    "find_wide",
    "settle_all",
]
