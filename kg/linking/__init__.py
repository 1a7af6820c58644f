"""Linking: mapping sets, candidates for them, and which record a name or code means."""
