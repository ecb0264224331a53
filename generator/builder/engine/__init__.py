"""The build engine: an incremental task runner with recorded dependencies and a persistent cache."""

from generator.builder.engine.cache import BuildCache, CachedSource
from generator.builder.engine.dependencies import DependencyTable
from generator.builder.engine.digest import DIGEST_BYTES, digest_of
from generator.builder.engine.fingerprints import Fingerprints
from generator.builder.engine.pool import LostProcessError, chunks, in_background, parallel_map
from generator.builder.engine.serializer import CorruptCacheError, deserialize, serialize
from generator.builder.engine.stages import Stage, run_stages, task_stage, write_file, write_output
from generator.builder.engine.tasks import Task, TaskResult, TaskStore
from generator.builder.engine.tracking import ALL_SOURCES, Dependency, Recorder, tracked

__all__ = [
    "ALL_SOURCES",
    "DIGEST_BYTES",
    "BuildCache",
    "CachedSource",
    "CorruptCacheError",
    "Dependency",
    "DependencyTable",
    "Fingerprints",
    "LostProcessError",
    "Recorder",
    "Stage",
    "Task",
    "TaskResult",
    "TaskStore",
    "chunks",
    "deserialize",
    "digest_of",
    "in_background",
    "parallel_map",
    "run_stages",
    "serialize",
    "task_stage",
    "tracked",
    "write_file",
    "write_output",
]
