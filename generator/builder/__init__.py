"""The builder: finds what is stale, builds it, and installs the site and the docs folder.

Nothing is exported, so that the processes of MkDocs load only the modules they need; `run.run_build` builds a site,
`shards` and `join` build one in parts, `docs_only` writes its pages alone, `dev_server` previews it.
"""
