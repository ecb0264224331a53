"""Source files: read from YAML and git into the model (`reading`), and written back as YAML (`writing`).

An author's mistakes are returned as `Problem`s with line and column, never raised as exceptions.
"""

# git and json_schema are left out: only some commands need them, and git loads subprocess.
from generator.sources.catalog import load_catalog
from generator.sources.form_loader import load_forms
from generator.sources.reading import load_agency, load_report
from generator.sources.writing import add_correction, correction_entry, dump_report, yaml_text

__all__ = [
    "add_correction",
    "correction_entry",
    "dump_report",
    "load_agency",
    "load_catalog",
    "load_forms",
    "load_report",
    "yaml_text",
]
