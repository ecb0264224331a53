"""The made-up counties and the benchmarks that run on them."""
