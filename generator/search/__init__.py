"""The search of the published site: what its JavaScript (docs/assets/search) reads to find agencies and reports.

Nothing is loaded here: the arrays of the index take a while to load, and most builds make none.
"""
