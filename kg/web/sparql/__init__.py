"""The SPARQL endpoint: queries, graphs, what the service can do."""
