"""Authoring: what helps an author write: new reports, references, fixes, corrections, imports and re-imports."""
