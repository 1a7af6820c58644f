"""Checks, each ending in findings."""
