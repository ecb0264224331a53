"""Errors of authoring operations; each carries one sentence for the author."""

from __future__ import annotations


class RefusedError(ValueError):
    """The operation was refused; nothing was written."""


class UnchangedError(ValueError):
    """There was nothing to do; nothing was written."""
