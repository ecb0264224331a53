"""Source files: a YAML file to a `Report` or an `Agency`, and a `Report` back to YAML.

What an author wrote wrongly comes back as `Problem`s with line and column; nothing here raises for it.
"""

from generator.model.agency import AGENCY_KINDS
from generator.model.keys import correctable
from generator.sources.agency import load_agency
from generator.sources.amend import with_correction
from generator.sources.dump import correction_entry, correction_lines, dump_report, yaml_text
from generator.sources.report import load_report

__all__ = [
    "AGENCY_KINDS",
    "correctable",
    "correction_entry",
    "correction_lines",
    "dump_report",
    "load_agency",
    "load_report",
    "with_correction",
    "yaml_text",
]  # fmt: skip
