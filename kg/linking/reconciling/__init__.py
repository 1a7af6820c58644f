"""Reconciliation: which record each cell of a column means, on its date, in the schemes that are asked for."""
