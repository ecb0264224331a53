"""One site, three engines: MkDocs, ProperDocs and Zensical build the same pages from the same Markdown.

`make engines` runs these tests. No file here is named `test_*.py`, so `pytest` and `make test` skip them: they need
requirements-engines.lock. The program itself is tested without them.
"""
