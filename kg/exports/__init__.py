"""Exports: the graph and its views as bytes."""
