"""Incremental builds, whole or in shards."""
