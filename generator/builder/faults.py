"""Faults that end a build and leave the published site as it was."""


class BuildError(RuntimeError):
    """A fault that ends a build; the message is a sentence for the user: what was wrong, and what to do."""
