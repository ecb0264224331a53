"""The builder: finds what is stale, builds it, and installs the site and the docs folder."""

from generator.builder.config import BuildConfig
from generator.builder.docs_only import write_docs
from generator.builder.engine import LostProcessError
from generator.builder.faults import BUILD_FAULTS, build_fault
from generator.builder.install import SiteError
from generator.builder.join import join_shards
from generator.builder.mkdocs import HandWrittenError, MkDocsError
from generator.builder.progress import Progress
from generator.builder.run import run_build
from generator.builder.shard_manifest import ShardError
from generator.builder.shards import Shard, build_shard, plan

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
