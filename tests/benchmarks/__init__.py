"""Benchmarks, and the made-up reports that they and other tests use."""
