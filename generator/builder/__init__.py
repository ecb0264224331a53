"""From a folder of sources to a published site, doing again only what has to be (docs/manual/developing.md)."""

from generator.builder.docs_only import write_docs
from generator.builder.engine.pool import LostProcessError
from generator.builder.engine.serializer import DamagedError
from generator.builder.folders import SiteError
from generator.builder.mkdocs.hand_written import HandWrittenError
from generator.builder.progress import Progress
from generator.builder.run import Build, run_build
from generator.builder.shards import Shard, ShardError, build_shard, join_shards, plan

__all__ = [
    "Build",
    "DamagedError",
    "HandWrittenError",
    "LostProcessError",
    "Progress",
    "Shard",
    "ShardError",
    "SiteError",
    "build_shard",
    "join_shards",
    "plan",
    "run_build",
    "write_docs",
]
