"""Benchmarks: every figure of speed that we quote, beside its yardstick, measured in the same run."""
