"""Views: selections of the graph, for reading."""
