"""Source files: a YAML file to a `Report` or an `Agency`, and a `Report` back to YAML.

What an author wrote wrongly comes back as `Problem`s with line and column; nothing here raises for it.
"""

from generator.source.agency import KINDS, load_agency
from generator.source.amend import amended
from generator.source.decisions import correctable
from generator.source.dump import correction_entry, correction_lines, dump_report, yaml_text
from generator.source.report import load_report

__all__ = [
    "KINDS", "amended", "correctable", "correction_entry", "correction_lines", "dump_report", "load_agency",
    "load_report", "yaml_text",
]  # fmt: skip
