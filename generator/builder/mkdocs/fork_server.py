"""What the fork server loads: MkDocs, its theme and extensions, once for all runs."""

from generator.builder.mkdocs.worker import preload

preload()
