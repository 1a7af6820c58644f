"""The server, beside others that answer SPARQL."""

from benchmarks.serve.measure import measure_serve

__all__ = ["measure_serve"]
