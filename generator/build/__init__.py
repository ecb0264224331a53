"""From a folder of sources to a published site, doing again only what has to be (docs/manual/developing.md)."""

from generator.build.docs_only import write_docs
from generator.build.folders import PROJECT, SiteError
from generator.build.hand_written import HandWrittenError
from generator.build.packing import DamagedError
from generator.build.pool import LostProcessError
from generator.build.progress import Progress
from generator.build.run import Build, run_build
from generator.build.shards import Shard, ShardError, build_shard, join_shards, plan

__all__ = [
    "PROJECT",
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
