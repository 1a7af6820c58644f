"""The reconciliation service: which entity somebody's cell means."""
