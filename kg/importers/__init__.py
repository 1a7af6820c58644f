"""Importers: rows of outside datasets into N-Quads, as their descriptors say."""
