"""The explorer in a browser, beside what else draws networks there: pyvis, ipysigma and vis-network itself."""

from benchmarks.html.measure import measure_html

__all__ = ["measure_html"]
