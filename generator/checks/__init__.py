"""Checks that find problems in reports: one module per family, run in the order of `FAMILIES`."""

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
