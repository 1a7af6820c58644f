"""Pages of things, as a browser gets them."""
