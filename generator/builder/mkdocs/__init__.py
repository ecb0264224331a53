"""MkDocs and its inputs: what runs it, its settings, the docs folder and the hand-written pages.

Nothing is exported, so that the processes of MkDocs load only the modules they need.
"""
