"""Read source files: text to YAML nodes, nodes to agencies and reports, and every mistake to a `Problem`."""

from generator.sources.reading.agency import load_agency
from generator.sources.reading.report import load_report

__all__ = ["load_agency", "load_report"]
