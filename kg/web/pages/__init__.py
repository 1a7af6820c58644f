"""Pages for people: what the graph knows, each line with its source."""
