"""The search index of the site: the files that docs/assets/search reads to find agencies and reports."""

# Only what loads without NumPy is exported: import `part` and `join` where an index is made, which few builds do.

from generator.search.places import reports_by_place

__all__ = ["reports_by_place"]
