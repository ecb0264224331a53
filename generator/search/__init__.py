"""The search of the published site: what its JavaScript (docs/assets/search) reads to find agencies and reports."""

from generator.search.write import write_search

__all__ = ["write_search"]
