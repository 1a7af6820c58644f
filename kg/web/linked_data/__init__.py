"""Linked data: each IRI of the graph, as a page or in a format of RDF."""
