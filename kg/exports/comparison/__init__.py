"""A comparison of sources for reading: as text, Markdown, JSON, CSV, and as a page."""
