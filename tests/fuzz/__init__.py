"""A seeded fuzzer over sources, settings and files to import: `make fuzz SECONDS=600 SEED=1`."""
