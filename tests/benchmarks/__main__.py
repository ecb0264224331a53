"""`python -m tests.benchmarks`: the benchmarks."""

from tests.benchmarks.bench import main

main()
