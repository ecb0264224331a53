"""From a folder of sources to a published site, doing again only what has to be: docs/manual/developing.md tells how."""

from generator.build.run import PROJECT, Build, SiteError, run_build

__all__ = ["PROJECT", "Build", "SiteError", "run_build"]
