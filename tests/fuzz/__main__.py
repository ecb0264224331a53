"""Run the fuzzer: `python -m tests.fuzz --seconds 600 --seed 1`; `--case 1/sources/7-3` repeats one case."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from itertools import takewhile
from pathlib import Path

from tests.conftest import TESTS
from tests.fuzz.cases import TURN, cases, run_case

KEPT = TESTS.parent / "build/fuzz"
"""Where the files of a repeated case are kept."""


def main() -> int:
    """Run cases for as long as asked, print what is wrong as it is found, then the counts; return 1 if anything is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=sorted(set(TURN)))
    parser.add_argument("--case", help="repeat one case and keep its files in build/fuzz")
    arguments = parser.parse_args()
    if arguments.case:
        faults = run_case(arguments.case, KEPT).faults
        _print("\n".join([*faults, f"{KEPT}: {len(faults)} faults"]))
        return int(bool(faults))
    end = time.monotonic() + arguments.seconds
    names = cases(arguments.seed, (arguments.only,) if arguments.only else TURN)
    files, faulty, slowest = Counter[str](), 0, (0.0, "")
    with tempfile.TemporaryDirectory(prefix="gongkai-fuzz-") as folder:
        for case in takewhile(lambda _: time.monotonic() < end, names):
            started = time.process_time()
            result = run_case(case, Path(folder))
            slowest = max(slowest, (time.process_time() - started, case))
            files[case.split("/")[1]] += result.files
            faulty += bool(result.faults)
            for fault in result.faults:
                _print(f"{case}: {fault.strip()}\n    repeat: make fuzz CASE={case}")
    counts = ", ".join(f"{number} {kind}" for kind, number in files.items())
    _print(f"{counts}: {faulty} faulty cases; slowest {slowest[1]}, {slowest[0]:.1f} s")
    return int(faulty > 0)


def _print(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
