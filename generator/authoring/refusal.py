"""Why an authoring step was not taken, as an exception that carries the sentence for the author."""

from __future__ import annotations


class RefusedError(ValueError):
    """The step cannot be taken and nothing was written; carries one sentence."""


class UnchangedError(ValueError):
    """There is nothing to do and nothing was written; carries one sentence."""
