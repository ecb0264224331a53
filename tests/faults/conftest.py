"""The small site of the tests of builds."""

from tests.builder.conftest import build, built

__all__ = ["build", "built"]
