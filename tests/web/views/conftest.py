"""The sites whose views are read."""

from __future__ import annotations

from tests.web.pages.test_releases import coast_site

__all__ = ["coast_site"]
