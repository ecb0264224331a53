"""Checks that find problems in reports: one module per family, run in the order of `FAMILIES`."""

from generator.checks.run import (
    FAMILIES,
    PER_YEAR,
    apply_accepts,
    check_by,
    check_catalog,
    check_per_report,
    check_report,
)
from generator.checks.subject import Subject

__all__ = [
    "FAMILIES",
    "PER_YEAR",
    "Subject",
    "apply_accepts",
    "check_by",
    "check_catalog",
    "check_per_report",
    "check_report",
]
