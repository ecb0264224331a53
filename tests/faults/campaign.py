"""`python -m tests.faults.campaign [KILLS]`: kill builds of a small site beside a reader, half at the exchange."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from random import Random

from generator.builder.context import BuildConfig
from generator.builder.progress import Progress
from generator.builder.run import run_build
from tests.benchmarks.county import write_county
from tests.benchmarks.province import random_province
from tests.builder.sites import add_sentence, contents
from tests.faults.kills import Reader, build_killed_after, killed_build

_MAX_SECONDS = 3.0
"""The longest time, in seconds, after which a build is killed at random: about as long as it takes."""


def main(kills: int) -> None:
    """Print how many kills left a site that is no build's, and how many readings mixed two builds."""
    with tempfile.TemporaryDirectory() as name:
        folder, dice = Path(name), Random(kills)
        write_county(random_province(7, 3), folder / "reports")
        config = BuildConfig(folder / "reports", folder / "site", 2, folder / "cache", Progress(True), False)
        config = replace(config, docs=folder / "build" / "docs")
        run_build(config)
        report = max((folder / "reports").rglob("2024.yml"))
        builds, torn, mixed, readings = {}, 0, 0, 0
        site = contents(config.site)
        builds[site["build.txt"].decode()] = site
        for number in range(kills):
            add_sentence(report, f"另外组织培训{number}次。")
            with Reader(config.site) as reader:
                if number % 2:
                    build_killed_after(config, dice.uniform(0, _MAX_SECONDS))
                else:
                    killed_build(config, "at the exchange", after=dice.random() < 0.5)
            left = contents(config.site)
            marker = left["build.txt"].decode()
            if marker not in builds:
                run_build(clean := replace(config, site=folder / "clean", cache=folder / "no", docs=folder / "b/docs"))
                builds[marker] = contents(clean.site)
            torn += left != builds[marker]
            mixed, readings = mixed + bool(reader.mixed(builds)), readings + len(reader.readings)
        sys.stdout.write(f"{kills} kills, {len(builds)} builds: {torn} torn; {readings} readings, {mixed} mixed\n")
        sys.exit(bool(torn or mixed))


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 100)
