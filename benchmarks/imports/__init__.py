"""Importing events beside other ways from a table to N-Quads, and what a machine can do at most."""

from benchmarks.imports.measure import measure_imports

__all__ = ["measure_imports"]
