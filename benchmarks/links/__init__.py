"""Suggested links: how many of them are right and how many are found, beside plain rapidfuzz."""

from benchmarks.links.measure import measure_links

__all__ = ["measure_links"]
