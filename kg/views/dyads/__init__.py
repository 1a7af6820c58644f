"""Pairs of states by year: what held between them, who says so, and who covers it and has nothing."""

from kg.views.dyads.table import Question, Table, read_table

__all__ = ["Question", "Table", "read_table"]
