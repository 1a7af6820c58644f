"""RDF in and out: files and terms, the ontology as vocabulary."""
