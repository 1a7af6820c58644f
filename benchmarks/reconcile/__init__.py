"""Names with years, resolved to codes of states by `kg reconcile` and by its peers, against labels from datasets."""

from benchmarks.reconcile.measure import measure_reconcile

__all__ = ["measure_reconcile"]
