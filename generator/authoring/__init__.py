"""Authoring: new reports, references in text, fixes, corrections, imports and re-imports.

Import from the modules: a command loads only the one it needs, so that `gongkai check` starts without the importers.
"""
