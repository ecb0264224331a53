"""The build engine: an incremental task runner with recorded dependencies and a persistent cache.

Nothing is exported, so that the processes of MkDocs load only the modules they need.
"""
