"""The site's pages in a real Chromium."""
