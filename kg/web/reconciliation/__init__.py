"""Reconciliation: which entity somebody means by a name, asked as OpenRefine asks (Reconciliation Service API 0.2)."""
