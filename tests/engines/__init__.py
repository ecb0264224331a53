"""One site, three engines: MkDocs, ProperDocs and Zensical build the same pages from the same Markdown.

`make engines` runs these tests. No file here is named `test_*.py`, so a plain `pytest`, and with it `make test`, leaves
them out: they need requirements-engines.lock, and whatever the program needs has its tests elsewhere.
"""
