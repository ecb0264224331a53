"""The builder: finds what is stale, builds it, and installs the site and the docs folder.

Entry points are loaded when they are used: the processes of MkDocs load none of them.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.builder.context import BuildConfig
    from generator.builder.docs_only import write_docs
    from generator.builder.engine.pool import LostProcessError
    from generator.builder.faults import BUILD_FAULTS, build_fault
    from generator.builder.install import SiteError
    from generator.builder.join import join_shards
    from generator.builder.mkdocs.hand_written import HandWrittenError
    from generator.builder.mkdocs.runner import MkDocsError
    from generator.builder.progress import Progress
    from generator.builder.run import run_build
    from generator.builder.shards import Shard, ShardError, build_shard, plan

__all__ = [
    "BUILD_FAULTS",
    "BuildConfig",
    "HandWrittenError",
    "LostProcessError",
    "MkDocsError",
    "Progress",
    "Shard",
    "ShardError",
    "SiteError",
    "build_fault",
    "build_shard",
    "join_shards",
    "plan",
    "run_build",
    "write_docs",
]

_MODULES = ("context", "docs_only", "faults", "join", "progress", "run", "shards")
"""The modules that hold the entry points or import them."""


if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        """Return an entry point."""
        if name in __all__:
            for module in _MODULES:
                if value := getattr(import_module(f"{__name__}.{module}"), name, None):
                    return value
        raise AttributeError(name)
