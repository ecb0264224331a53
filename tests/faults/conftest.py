"""The small site of the tests of builds."""

from tests.builder.conftest import build, built, plainly_built, without_mkdocs

__all__ = ["build", "built", "plainly_built", "without_mkdocs"]
