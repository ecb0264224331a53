"""Read source files: parse text into YAML nodes, nodes into agencies and reports, and report mistakes as `Problem`s."""

from generator.sources.reading.agency import load_agency
from generator.sources.reading.report import load_report

__all__ = ["load_agency", "load_report"]
