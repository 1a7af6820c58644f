"""Serving: a build is opened, followed by the next one, and listened for until the end."""
