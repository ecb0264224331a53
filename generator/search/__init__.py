"""The search of the published site: what its JavaScript (docs/assets/search) reads to find agencies and reports."""

from generator.search.join import Joined, Notes, join_parts, read_notes
from generator.search.part import Part, index_part, open_part
from generator.search.write import reports_by_place, write_search

__all__ = [
    "Joined",
    "Notes",
    "Part",
    "index_part",
    "join_parts",
    "open_part",
    "read_notes",
    "reports_by_place",
    "write_search",
]
