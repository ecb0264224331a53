"""The search index of the site: the files that docs/assets/search reads to find agencies and reports."""

# Only names that need no NumPy are exported: code that makes an index, as few builds do, imports `part` and `join`.

from generator.search.places import reports_by_place

__all__ = ["reports_by_place"]
