"""The store: where a built graph lies and is queried."""
