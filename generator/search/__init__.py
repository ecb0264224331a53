"""The search of the published site: what its JavaScript (docs/assets/search) reads to find agencies and reports."""

from generator.search.join import join_parts
from generator.search.part import Part, index_part, open_part
from generator.search.write import write_search

__all__ = ["Part", "index_part", "join_parts", "open_part", "write_search"]
