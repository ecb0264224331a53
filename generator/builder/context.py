"""The build context: the catalog, plain and tracked, and the table of its dependencies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.builder.config import BuildConfig
from generator.builder.engine.cache import BuildCache
from generator.builder.engine.dependencies import DependencyTable
from generator.builder.engine.fingerprints import Fingerprints
from generator.builder.engine.tasks import TaskStore
from generator.builder.engine.tracking import ALL_SOURCES, Recorder, tracked
from generator.builder.source_scan import SourceScan
from generator.builder.sources import read_sources
from generator.model.catalog import Catalog
from generator.sources.form_loader import load_forms


@dataclass(frozen=True)
class BuildContext:
    """State shared by all stages of a build.

    `catalog` records what tasks read, `untracked` is the same without recording. `folder_fingerprint` covers everything
    in the reports folder, `sources_fingerprint` the source files alone.
    """

    untracked: Catalog
    catalog: Catalog
    table: DependencyTable
    recorder: Recorder
    folder_fingerprint: str
    sources_fingerprint: str

    def task_store(self, stage: str, *, full_rebuild: bool = False) -> TaskStore:
        """Return the task store of a stage."""
        return TaskStore(stage, self.table, self.recorder, full_rebuild=full_rebuild)

    def save(self, stores: Iterable[TaskStore]) -> None:
        """Save the results of these stages for the next build, after all their stale tasks have run."""
        self.table.store({store.stage: store.to_cache() for store in stores})


def load_context(config: BuildConfig, scan: SourceScan, cache: BuildCache) -> BuildContext:
    """Read the scanned sources and return the context to build them in."""
    recorder = Recorder()
    sources = read_sources(scan, load_forms(), cache, recorder, config.jobs, config.progress.count)
    fingerprints = Fingerprints(sources.catalog, sources.files, sources.metadata, sources.parts)
    return BuildContext(
        untracked=sources.catalog,
        catalog=tracked(sources.catalog, recorder),
        table=DependencyTable(cache, fingerprints),
        recorder=recorder,
        folder_fingerprint=sources.fingerprint,
        sources_fingerprint=fingerprints.of_dependency(ALL_SOURCES).hex(),
    )
