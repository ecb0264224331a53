"""Reports of whole sites: a real report (`samples/`) and the demonstration county, which is generated.

No test reads the project's own `reports/`: what stands there is up to those who publish.
"""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.agencies import demo_county
from tests.benchmarks.county import write_county

SAMPLES = Path(__file__).parent / "samples"
ORIGINAL = SAMPLES / "qiyang/zjj/2024.yml"


@cache
def sample_reports() -> Path:
    """Return a folder, kept until the process ends, with `qiyang` of the samples and the county as `demo`."""
    folder = Path(_temporary().name)
    shutil.copytree(SAMPLES, folder, dirs_exist_ok=True)
    write_county([demo_county()], folder / "demo")
    return folder


@cache
def _temporary() -> TemporaryDirectory[str]:
    """Return the temporary folder, which is deleted with this object."""
    return TemporaryDirectory(prefix="sample-reports-")
